// The picture a card travels in: the avatar's reference face, or a plain one while she has none.
import { plainPng } from "../../domain/avatars/cards/plain-png.ts";
import { type PngChunk, readPngChunks } from "../../domain/avatars/cards/png-text.ts";
import type { CommandContext } from "../context.ts";

/** Shape and colour of a card without a face. */
const PLAIN = { width: 400, height: 600, colour: [122, 104, 132] } as const;

export interface CardPicture {
  readonly chunks: readonly PngChunk[];
  readonly kind: "face" | "plain";
}

/** A face that was taken down is not passed on; one that is no PNG cannot carry a card. */
export async function cardPicture(context: CommandContext, referenceAssetId: string | null): Promise<CardPicture> {
  const face = referenceAssetId
    ? await context.database.prisma.asset.findUnique({ where: { id: referenceAssetId } })
    : null;
  if (face && !face.heldAt && face.contentType === "image/png") {
    const { bytes } = await context.ports.store.get(face.storageKey);
    const chunks = readPngChunks(bytes);
    if (typeof chunks !== "string") return { chunks, kind: "face" };
    context.log.warn("reference face is no whole PNG", { avatarId: face.avatarId, code: chunks });
  }
  const plain = readPngChunks(plainPng(PLAIN.width, PLAIN.height, PLAIN.colour));
  if (typeof plain === "string") throw new Error(`our own picture is ${plain}`);
  return { chunks: plain, kind: "plain" };
}
