// The emulated picture models: flux-lora, flux-pulid, flux-pro/kontext, checked field by field.
import { z } from "zod";
import { drawPerson } from "../../emulator/draw-person.ts";
import { type AcceptedWork, type EmulatedFiles, type EmulatedModel, seedOf, shapeOf } from "./emulated-model.ts";

const NAMED_SIZES = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const;
const MEGAPIXEL = 1024 * 1024;
const side = z.number().int().min(64).max(2_048);
const seed = z.number().int().optional();
const num_images = z.number().int().min(1).max(4).default(1);
const output_format = z.enum(["jpeg", "png"]).default("jpeg");
const sync_mode = z.literal(false).optional();
const image_size = z
  .union([
    z.strictObject({ width: side, height: side }),
    z.enum(Object.keys(NAMED_SIZES) as [keyof typeof NAMED_SIZES]).transform((name) => NAMED_SIZES[name]),
  ])
  .default(NAMED_SIZES.landscape_4_3);

const FluxLoraInput = z.strictObject({
  prompt: z.string().min(1),
  loras: z.array(z.strictObject({ path: z.string().min(1), scale: z.number().min(-1).max(4).default(1) })).default([]),
  image_size,
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  guidance_scale: z.number().min(0).max(35).default(3.5),
  num_images,
  seed,
  enable_safety_checker: z.boolean().default(true),
  output_format,
  acceleration: z.enum(["none", "regular"]).default("none"),
  sync_mode,
});

const FluxPulidInput = z.strictObject({
  prompt: z.string().min(1),
  reference_image_url: z.url(),
  image_size,
  num_inference_steps: z.number().int().min(1).max(50).default(20),
  seed,
  guidance_scale: z.number().min(0).max(20).default(4),
  negative_prompt: z.string().default(""),
  sync_mode,
  start_step: z.number().int().min(0).max(50).default(0),
  true_cfg: z.number().default(1),
  id_weight: z.number().min(0).max(1).default(1),
  enable_safety_checker: z.boolean().default(true),
  max_sequence_length: z.enum(["128", "256", "512"]).default("128"),
});

const KontextInput = z.strictObject({
  prompt: z.string().min(1),
  image_url: z.url(),
  seed,
  guidance_scale: z.number().min(1).max(20).default(3.5),
  num_images,
  output_format,
  safety_tolerance: z.enum(["1", "2", "3", "4", "5", "6"]).default("2"),
  enhance_prompt: z.boolean().default(false),
  aspect_ratio: z.enum(["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]).optional(),
  sync_mode,
});

interface Drawing {
  readonly prompt: string;
  readonly seed: number | undefined;
  readonly count: number;
  readonly format: "jpeg" | "png";
  /** Whatever else makes another picture. */
  readonly asked: readonly unknown[];
  readonly links: Readonly<Record<string, string>>;
  /** The link of the picture to keep the face of. */
  readonly face?: string;
  size(): Promise<{ width: number; height: number }>;
}

function drawn(drawing: Drawing, files: EmulatedFiles): AcceptedWork {
  const { prompt, format, count, links } = drawing;
  // A seed of the model's own is another one each time; here it is told from the request.
  const usedSeed = drawing.seed ?? prompt.length * 7_919;
  const make = async () => {
    const hash = await seedOf([prompt, usedSeed, drawing.asked], Object.values(links), files);
    const face = drawing.face === undefined ? null : await files.read(drawing.face);
    const picture = await drawPerson([hash], { prompt, face }, await drawing.size());
    return format === "png" ? picture.png({ compressionLevel: 3 }).toBuffer() : picture.jpeg().toBuffer();
  };
  let made: Promise<Buffer> | undefined;
  const bytes = () => {
    made ??= make();
    return made;
  };
  const contentType = `image/${format}`;
  return {
    charge: { unit: "image", amount: count },
    runMs: 0,
    outputs: { image: { name: `output.${format}`, contentType, bytes } },
    links,
    logs: () => [],
    answer: ({ image }, isUnsafe) => ({
      images: image === undefined ? [] : [{ url: image, content_type: contentType }],
      seed: usedSeed,
      has_nsfw_concepts: [isUnsafe],
      timings: {},
      prompt,
    }),
  };
}

const fluxLora: EmulatedModel = (raw, files) => {
  const input = FluxLoraInput.safeParse(raw);
  if (!input.success) return input.error;
  const { prompt, seed, num_images, output_format, loras, image_size, ...asked } = input.data;
  const links = Object.fromEntries(loras.map(({ path }, index) => [`loras.${index}.path`, path]));
  const scales = loras.map(({ scale }) => scale);
  const size = async () => image_size;
  const drawing = { prompt, seed, links, size, count: num_images, format: output_format, asked: [asked, scales] };
  return drawn(drawing, files);
};

const fluxPulid: EmulatedModel = (raw, files) => {
  const input = FluxPulidInput.safeParse(raw);
  if (!input.success) return input.error;
  const { prompt, seed, image_size, reference_image_url, ...asked } = input.data;
  const size = async () => image_size;
  const drawing = {
    prompt,
    seed,
    size,
    links: { reference_image_url },
    face: reference_image_url,
    count: 1,
    format: "jpeg" as const,
  };
  return drawn({ ...drawing, asked: [asked] }, files);
};

const kontext: EmulatedModel = (raw, files) => {
  const input = KontextInput.safeParse(raw);
  if (!input.success) return input.error;
  const { prompt, seed, num_images, output_format, image_url, aspect_ratio, ...asked } = input.data;
  const size = async () => {
    const asked = aspect_ratio?.split(":").map(Number);
    const shape = await shapeOf(image_url, files);
    const [across, down] = [asked?.[0] ?? shape.width, asked?.[1] ?? shape.height];
    const unit = Math.sqrt(MEGAPIXEL / (across * down));
    return { width: Math.round((across * unit) / 16) * 16, height: Math.round((down * unit) / 16) * 16 };
  };
  const drawing = {
    prompt,
    seed,
    size,
    links: { image_url },
    face: image_url,
    count: num_images,
    format: output_format,
  };
  return drawn({ ...drawing, asked: [asked] }, files);
};

export const IMAGE_MODELS: Readonly<Record<string, EmulatedModel>> = {
  "fal-ai/flux-lora": fluxLora,
  "fal-ai/flux-pulid": fluxPulid,
  "fal-ai/flux-pro/kontext": kontext,
};
