// The picture a card travels in: the avatar's reference face, or a plain one while she has none.
import { plainPng } from "../../domain/avatars/cards/plain-png.ts";
import { type PngChunk, readPngChunks } from "../../domain/avatars/cards/png-text.ts";
import { toAppError } from "../../kernel/errors.ts";
import { covers, liveConsents } from "../avatar/likeness.ts";
import type { CommandContext } from "../context.ts";

/** Shape and colour of a card without a face. */
const PLAIN = { width: 400, height: 600, colour: [122, 104, 132] } as const;

export interface CardPicture {
  readonly chunks: readonly PngChunk[];
  readonly kind: "face" | "plain";
}

interface Pictured {
  readonly id: string;
  readonly likeness: string;
  readonly referenceAssetId: string | null;
}

/** A face that was taken down, or whose consent has run out, is not passed on. */
export async function cardPicture(context: CommandContext, avatar: Pictured): Promise<CardPicture> {
  const chunks = await faceChunks(context, avatar);
  if (chunks) return { chunks, kind: "face" };
  const plain = readPngChunks(plainPng(PLAIN.width, PLAIN.height, PLAIN.colour));
  if (typeof plain === "string") throw new Error(`our own picture is ${plain}`);
  return { chunks: plain, kind: "plain" };
}

/** null: there is none to show. */
async function faceChunks(context: CommandContext, avatar: Pictured): Promise<readonly PngChunk[] | null> {
  if (!avatar.referenceAssetId) return null;
  const face = await context.database.prisma.asset.findUnique({ where: { id: avatar.referenceAssetId } });
  if (!face || face.heldAt || !(await mayShow(context, avatar))) return null;
  const { bytes } = await context.ports.store.get(face.storageKey);
  const chunks = readPngChunks(face.contentType === "image/png" ? bytes : await asPng(context, bytes));
  if (typeof chunks !== "string") return chunks;
  context.log.warn("reference face is no whole picture", { avatarId: avatar.id, code: chunks });
  return null;
}

/** Empty for what cannot be decoded: a card is worth more than its picture. */
async function asPng(context: CommandContext, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return (await context.ports.media.toPng(bytes)).bytes;
  } catch (thrown) {
    if (toAppError(thrown).code === "internal") throw thrown;
    return new Uint8Array();
  }
}

async function mayShow(context: CommandContext, { id, likeness }: Pictured): Promise<boolean> {
  if (likeness !== "third_party") return true;
  return (await liveConsents(context, id)).some((consent) => covers(consent, "face"));
}
