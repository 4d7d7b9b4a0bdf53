// The example's pictures, really drawn, labelled and stored, before any row is written. They cost nothing.
import { shotOf } from "../../domain/content/shot.ts";
import { contentHash } from "../../domain/trust/approval.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { GeneratedImage, ImageGenerator } from "../../ports/image-generator.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { EXAMPLE_CREATOR } from "./example-creator.ts";
import type { PlannedPiece } from "./plan-pieces.ts";

/** Pictures in the making at a time: drawing and encoding share the machine's cores. */
const AT_A_TIME = 4;

export interface DrawnPiece {
  readonly piece: PlannedPiece;
  readonly assetId: string;
  readonly file: string;
  readonly thumbnail: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  readonly generator: ImageGenerator["info"];
  readonly image: Pick<GeneratedImage, "modelVersion" | "parameters">;
  /** What an approval of this very file and caption is bound to (trust C19). */
  readonly contentHash: string;
}

/** The built-in generator. @throws AppError `not_configured`: the example never spends money */
export function offlineGenerator(context: CommandContext): ImageGenerator {
  const generator = context.ports.images.find((candidate) => candidate.info.offline);
  if (generator) return generator;
  const words = texts(context.actor.language).example;
  throw new AppError("not_configured", words.noGenerator, { remedy: words.noGeneratorRemedy });
}

/** In the order given. @throws AppError; files stored so far are the caller's to remove */
export async function drawPieces(
  context: CommandContext,
  generator: ImageGenerator,
  folder: string,
  pieces: readonly PlannedPiece[],
): Promise<readonly DrawnPiece[]> {
  const drawn: DrawnPiece[] = [];
  const queue = [...pieces.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, piece] = next;
      drawn[index] = await drawOne(context, generator, folder, piece);
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, () =>
    work().catch((error: unknown) => {
      queue.length = 0;
      throw error;
    }),
  );
  // All have stopped before a failure is told, so that nothing is stored after the caller cleaned up.
  for (const worker of await Promise.allSettled(workers)) if (worker.status === "rejected") throw worker.reason;
  return drawn;
}

async function drawOne(
  context: CommandContext,
  generator: ImageGenerator,
  folder: string,
  piece: PlannedPiece,
): Promise<DrawnPiece> {
  const { media, store } = context.ports;
  const image = await generate(context, generator, piece);
  const labelled = await media.label(image.bytes);
  const thumbnail = await media.thumbnail(labelled.bytes);
  const base = `${folder}pieces/${piece.id}`.toLowerCase();
  const file = `${base}.${labelled.contentType === "image/jpeg" ? "jpg" : "png"}`;
  const thumbnailFile = `${base}-thumb.${thumbnail.contentType === "image/webp" ? "webp" : "jpg"}`;
  await store.put(file, labelled.bytes, labelled.contentType);
  await store.put(thumbnailFile, thumbnail.bytes, thumbnail.contentType);
  const hash = sha256(labelled.bytes);
  return {
    piece,
    assetId: context.ids.next("asset"),
    file,
    thumbnail: thumbnailFile,
    contentType: labelled.contentType,
    bytes: labelled.bytes.byteLength,
    width: labelled.width,
    height: labelled.height,
    sha256: hash,
    generator: generator.info,
    image,
    contentHash: contentHash({ pieceId: piece.id, fileSha256: hash, caption: piece.captions[0]?.text ?? "" }),
  };
}

async function generate(
  context: CommandContext,
  generator: ImageGenerator,
  piece: PlannedPiece,
): Promise<GeneratedImage> {
  const { prompt, negative, seed, aspectRatio, parameters } = piece;
  const shot = shotOf(piece.templateKey, EXAMPLE_CREATOR.name, prompt);
  const request = { prompt, negative, seed, aspectRatio, parameters, shot };
  const { jobId } = await generator.submit(request, { key: piece.id, callbackUrl: null }, context.signal);
  const outcome = await generator.collect(jobId, context.signal);
  if (outcome.state === "succeeded") return outcome.made;
  throw new AppError("provider_failed", `The picture of ${piece.templateKey} was not drawn (${outcome.state}).`);
}
