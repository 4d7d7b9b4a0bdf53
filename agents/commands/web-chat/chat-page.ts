// The chat page of an avatar as its visitors' side asks for it: whose it is, and what it shows before anything is written.
import { z } from "zod";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";

export const WEB_PLATFORM = "web";

export const PageId = z.string().regex(/^[A-Za-z0-9]{8,40}$/);

/** What stands for a token with this platform: it names the page and is no secret, since there is nobody to show it to. */
export const chatPageToken = (pageId: string, handle: string) => `page:${pageId}:${handle}`;

export type ChatPage =
  | { readonly state: "unknown" }
  | { readonly state: "gone"; readonly name: string }
  | {
      readonly state: "open" | "paused";
      readonly name: string;
      /** Path of the reference picture, good for ten minutes; null: none that may be shown. */
      readonly portrait: string | null;
      readonly embedOrigins: readonly string[];
    };

export const chatPage = defineInternal({
  name: "web-chat.page",
  input: z.object({ pageId: z.string() }),
  run: async (context, { pageId }): Promise<ChatPage> => {
    const account = await context.database.prisma.account.findUnique({
      where: { platform_externalId: { platform: WEB_PLATFORM, externalId: pageId } },
      include: { avatar: true },
    });
    if (!account) return { state: "unknown" };
    const { avatar, embedOrigins } = account;
    if (avatar.state === "retired" || account.state === "disconnected") return { state: "gone", name: avatar.name };
    return {
      state: avatar.state === "paused" || account.pausedAt ? "paused" : "open",
      name: avatar.name,
      portrait: await portraitOf(context, avatar.referenceAssetId),
      embedOrigins,
    };
  },
});

async function portraitOf(context: AppContext, assetId: string | null): Promise<string | null> {
  if (assetId === null) return null;
  const asset = await context.database.prisma.asset.findUnique({ where: { id: assetId } });
  if (!asset || asset.heldAt || !asset.contentType.startsWith("image/")) return null;
  return mediaPath(context, asset.thumbnailKey ?? asset.storageKey);
}
