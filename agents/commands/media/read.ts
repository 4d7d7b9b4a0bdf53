// Reads a stored file for the /media route: by signed link, or for a logged-in operator.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { StoredObject } from "../../ports/object-store.ts";
import { defineInternal } from "../internal.ts";
import { checkMediaLink } from "./media-link.ts";

const Access = z.discriminatedUnion("by", [
  z.object({ by: z.literal("link"), expires: z.number().int(), signature: z.string().max(100) }),
  z.object({ by: z.literal("operator") }),
]);

/** Operators read what belongs to an asset, nothing else of the store. @throws AppError `forbidden`, `expired`, `not_found` */
export const readMedia = defineInternal({
  name: "media.read",
  input: z.object({ key: z.string().min(1).max(500), access: Access }),
  run: async (context, { key, access }): Promise<StoredObject> => {
    if (access.by === "link") {
      checkMediaLink(context, { key, expires: access.expires, signature: access.signature });
    } else {
      const asset = await context.database.prisma.asset.findFirst({
        where: { OR: [{ storageKey: key }, { thumbnailKey: key }] },
        select: { id: true },
      });
      if (!asset) throw new AppError("not_found", "There is no such file.");
    }
    return await context.ports.store.get(key);
  },
});
