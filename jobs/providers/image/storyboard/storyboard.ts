// The image provider of a bare machine: draws a storyboard card of the shot instead of taking the photo.
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { ASPECT_RATIOS, pixelSizeOf } from "../aspect-ratios.ts";
import type { CardRequest } from "./draw-card.ts";

const VERSION = "1";
const JOB_PREFIX = `card${VERSION}_`;

const Card = z.object({
  prompt: z.string(),
  seed: z.number().int(),
  aspectRatio: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
}) satisfies z.ZodType<CardRequest>;

/** First words of the prompt, where a request says nothing about the shot. */
function titleOf(prompt: string): string {
  const words = prompt.split(/[\s,]+/).filter((word) => word !== "");
  return words.slice(0, 6).join(" ");
}

function cardOf(request: ImageRequest): CardRequest {
  pixelSizeOf(request.aspectRatio);
  return {
    prompt: request.prompt,
    seed: request.seed >>> 0,
    aspectRatio: request.aspectRatio,
    title: request.shot?.title ?? titleOf(request.prompt),
    lines: [...(request.shot?.lines ?? [])],
  };
}

/** The whole request is in the id: nothing is kept between submit and collect, so nothing is lost by a crash. */
function encodeJob(card: CardRequest): string {
  return JOB_PREFIX + deflateRawSync(JSON.stringify(card)).toString("base64url");
}

function decodeJob(jobId: string): CardRequest {
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
      return { jobId: encodeJob(cardOf(request)) };
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const card = decodeJob(jobId);
      // With its fonts and renderers loaded at the first card, not at the start.
      const { drawCard } = await import("./draw-card.ts");
      const { bytes } = await drawCard(card);
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
