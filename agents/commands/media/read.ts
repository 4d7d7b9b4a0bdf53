// Opens a stored file for the /media route: by signed link, or for a logged-in operator.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { ByteRange, ObjectFacts, ObjectStore } from "../../ports/object-store.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { referencedKeys } from "../storage/referenced-keys.ts";
import { checkMediaLink } from "./media-link.ts";

/** Facts of a file that may be read; its bytes come in pieces, and break off with `conflict` when it is replaced meanwhile. */
export interface OpenMedia extends ObjectFacts {
  readonly whole: () => AsyncIterable<Uint8Array>;
  readonly part: (range: ByteRange) => AsyncIterable<Uint8Array>;
}

/** Of a part, in memory at a time. */
const PIECE_BYTES = 1024 * 1024;
const REPORT_PREFIX = "reports/";
const PICTURE = /\.(png|jpg|webp)$/;

const Access = z.discriminatedUnion("by", [
  z.object({ by: z.literal("link"), expires: z.number().int(), signature: z.string().max(100) }),
  z.object({ by: z.literal("operator") }),
]);

/** Operators read what is meant to be looked at, nothing else of the store. @throws AppError `forbidden`, `expired`, `not_found` */
export const readMedia = defineInternal({
  name: "media.read",
  input: z.object({ key: z.string().min(1).max(500), access: Access }),
  run: async (context, { key, access }): Promise<OpenMedia> => {
    if (access.by === "link") {
      checkMediaLink(context, { key, expires: access.expires, signature: access.signature });
    } else {
      if (!(await isForOperators(context, key))) throw new AppError("not_found", "There is no such file.");
    }
    const { store } = context.ports;
    const facts = await store.head(key);
    return {
      ...facts,
      whole: () => exactly(facts.bytes, store.stream(key)),
      part: (range) => exactly(range.end - range.start, readPieces(store, key, range)),
    };
  },
});

/** Pictures and clips of assets, sheets of exams and training sets, charts of reports. */
async function isForOperators(context: AppContext, key: string): Promise<boolean> {
  const asset = await context.database.prisma.asset.findFirst({
    where: { OR: [{ storageKey: key }, { thumbnailKey: key }] },
    select: { id: true },
  });
  if (asset) return true;
  if (!PICTURE.test(key)) return false;
  if (key.startsWith(REPORT_PREFIX)) return true;
  const use = (await referencedKeys(context, [key])).get(key)?.use;
  return use === "lora" || use === "dataset";
}

async function* readPieces(store: ObjectStore, key: string, { start, end }: ByteRange): AsyncIterable<Uint8Array> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    yield await store.read(key, { start: at, end: Math.min(at + PIECE_BYTES, end) });
  }
}

/** The length was announced before the first byte: nothing else may come. */
async function* exactly(bytes: number, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    left -= chunk.length;
    if (left < 0) break;
    yield chunk;
  }
  if (left !== 0) throw new AppError("conflict", "The file was replaced while it was read.");
}
