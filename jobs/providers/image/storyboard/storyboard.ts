// The image provider of a bare machine: draws a storyboard card of the shot instead of taking the photo.
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { ASPECT_RATIOS, pixelSizeOf } from "../aspect-ratios.ts";

const VERSION = "1";
const JOB_PREFIX = `card${VERSION}_`;

const Card = z.object({
  prompt: z.string(),
  seed: z.number().int(),
  aspectRatio: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  portrait: z.boolean().optional(),
  /** Of the face to keep: the picture itself is held beside. */
  face: z.string().optional(),
});
type Card = z.output<typeof Card>;

/** Faces held: those of the avatars being worked on. */
const FACES_HELD = 24;

/** First words of the prompt, where a request says nothing about the shot. */
function titleOf(prompt: string): string {
  const words = prompt.split(/[\s,]+/).filter((word) => word !== "");
  return words.slice(0, 6).join(" ");
}

function cardOf(request: ImageRequest): Card {
  pixelSizeOf(request.aspectRatio);
  return {
    prompt: request.prompt,
    seed: request.seed >>> 0,
    aspectRatio: request.aspectRatio,
    title: request.shot?.title ?? titleOf(request.prompt),
    lines: [...(request.shot?.lines ?? [])],
    ...(request.shot?.portrait ? { portrait: true } : {}),
    ...(request.reference ? { face: createHash("sha256").update(request.reference.bytes).digest("hex") } : {}),
  };
}

/** The whole request but its face is in the id: what a crash loses is asked for again, and costs nothing. */
function encodeJob(card: Card): string {
  return JOB_PREFIX + deflateRawSync(JSON.stringify(card)).toString("base64url");
}

function decodeJob(jobId: string): Card {
  try {
    if (!jobId.startsWith(JOB_PREFIX)) throw new Error("another version's job");
    const packed = Buffer.from(jobId.slice(JOB_PREFIX.length), "base64url");
    return Card.parse(JSON.parse(inflateRawSync(packed, { maxOutputLength: 100_000 }).toString()));
  } catch (thrown) {
    throw new AppError("not_found", "This is not a job of the storyboard provider.", { cause: thrown });
  }
}

/** Free, at once, the same card for the same request on every machine. */
export function createStoryboardGenerator(): ImageGenerator {
  const faces = new Map<string, Uint8Array>();
  return {
    info: {
      provider: "storyboard",
      model: `storyboard-${VERSION}`,
      offline: true,
      unit: "image",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: "name",
      takesReference: true,
      quality: 1,
      speed: 5,
    },
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      const card = cardOf(request);
      if (card.face && request.reference) hold(faces, card.face, request.reference.bytes);
      return { jobId: encodeJob(card) };
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const card = decodeJob(jobId);
      const reference = card.face ? faces.get(card.face) : undefined;
      if (card.face && !reference) return { state: "failed", reason: "face_lost", retryable: true, billed: {} };
      // With its fonts and renderers loaded at the first card, not at the start.
      const { drawCard } = await import("./draw-card.ts");
      const { bytes } = await drawCard({ ...card, reference });
      return {
        state: "succeeded",
        made: {
          bytes,
          contentType: "image/png",
          modelVersion: VERSION,
          parameters: { seed: card.seed, aspectRatio: card.aspectRatio },
          units: { image: 1 },
        },
      };
    },
    // Nothing was paid or kept, so a submission that was cut off may simply be made again.
    find: async () => null,
    cancel: async () => undefined,
  };
}

function hold(faces: Map<string, Uint8Array>, name: string, bytes: Uint8Array): void {
  faces.delete(name);
  faces.set(name, bytes);
  const [oldest] = faces.keys();
  if (faces.size > FACES_HELD && oldest !== undefined) faces.delete(oldest);
}
