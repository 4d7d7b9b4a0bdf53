// The models of fal.ai that make a clip from a picture, and how each is asked (fal.ai/models/<id>/api, 2026-11).
import type { VideoGeneratorInfo } from "../../../../agents/ports/video-generator.ts";
import type { FalVideoModel } from "./fal-video.ts";

const COMMON = {
  provider: "fal",
  offline: false,
  unit: "second",
  aspectRatios: ["9:16", "16:9", "1:1"],
  seconds: [5, 10],
} as const satisfies Partial<VideoGeneratorInfo>;

/** Takes no seed. */
export const KLING_TURBO: FalVideoModel = {
  info: { ...COMMON, model: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", quality: 5, speed: 2 },
  inputOf: ({ prompt, negative, seconds }) => ({
    prompt,
    duration: String(seconds),
    ...(negative === "" ? {} : { negative_prompt: negative }),
  }),
};

/** The price book's second is one of 720p. */
export const PIKA: FalVideoModel = {
  info: { ...COMMON, model: "fal-ai/pika/v2.2/image-to-video", quality: 4, speed: 3 },
  inputOf: ({ prompt, negative, seed, seconds }) => ({
    prompt,
    negative_prompt: negative,
    seed: seed >>> 0,
    duration: String(seconds),
    resolution: "720p",
  }),
};
