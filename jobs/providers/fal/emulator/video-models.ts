// The emulated clip models: Kling 2.5 turbo pro and Pika 2.2 from a picture, checked field by field.
import { z } from "zod";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { type AcceptedWork, type EmulatedFiles, type EmulatedModel, seedOf, shapeOf } from "./emulated-model.ts";

const duration = z.enum(["5", "10"]).default("5");

const KlingInput = z.strictObject({
  prompt: z.string().min(1).max(2_500),
  image_url: z.url(),
  duration,
  negative_prompt: z.string().max(2_500).default("blur, distort, and low quality"),
  cfg_scale: z.number().min(0).max(1).default(0.5),
  tail_image_url: z.url().optional(),
});

const PikaInput = z.strictObject({
  prompt: z.string().min(1),
  image_url: z.url(),
  seed: z.number().int().optional(),
  negative_prompt: z.string().default(""),
  resolution: z.enum(["720p", "1080p"]).default("720p"),
  duration,
});

/** Real clips are larger: this much is enough to see the shape. */
const LONG_SIDE = 256;

function filmed(image_url: string, seconds: number, asked: object, files: EmulatedFiles): AcceptedWork {
  const bytes = async () => {
    const seed = await seedOf([asked, seconds], [image_url], files);
    return tinyVideo({ seed, seconds, ...scaled(await shapeOf(image_url, files)) });
  };
  const contentType = "video/mp4";
  return {
    charge: { unit: "second", amount: seconds },
    runMs: 0,
    outputs: { video: { name: "output.mp4", contentType, bytes } },
    links: { image_url },
    logs: () => [],
    answer: ({ video }) =>
      video === undefined ? {} : { video: { url: video, content_type: contentType, file_name: "output.mp4" } },
  };
}

function scaled({ width, height }: { width: number; height: number }) {
  const scale = LONG_SIDE / Math.max(width, height) / 2;
  return { width: Math.round(width * scale) * 2, height: Math.round(height * scale) * 2 };
}

const kling: EmulatedModel = (raw, files) => {
  const input = KlingInput.safeParse(raw);
  if (!input.success) return input.error;
  const { image_url, duration: length, ...asked } = input.data;
  return filmed(image_url, Number(length), asked, files);
};

const pika: EmulatedModel = (raw, files) => {
  const input = PikaInput.safeParse(raw);
  if (!input.success) return input.error;
  const { image_url, duration: length, ...asked } = input.data;
  return filmed(image_url, Number(length), asked, files);
};

export const VIDEO_MODELS: Readonly<Record<string, EmulatedModel>> = {
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": kling,
  "fal-ai/pika/v2.2/image-to-video": pika,
};
