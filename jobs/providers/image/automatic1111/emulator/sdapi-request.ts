// What txt2img and img2img take, checked field by field, and the web UI's words for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";

const base64 = z.string().regex(/^(data:image\/\w+;base64,)?[A-Za-z0-9+/]+={0,2}$/);
const side = z.number().int().min(64).max(2_048).multipleOf(8);

/** A unit of the ControlNet extension. */
const ControlNetUnit = z.strictObject({
  enabled: z.boolean().default(true),
  module: z.string().default("none"),
  model: z.string(),
  weight: z.number().min(0).max(2).default(1),
  image: z.union([base64, z.strictObject({ image: base64, mask: base64.nullable() })]),
  pixel_perfect: z.boolean().default(false),
});
const Script = z.strictObject({ args: z.array(z.unknown()) });

const common = {
  prompt: z.string().default(""),
  negative_prompt: z.string().default(""),
  seed: z
    .number()
    .int()
    .min(-1)
    .max(2 ** 32 - 1)
    .default(-1),
  steps: z.number().int().min(1).max(150).default(50),
  cfg_scale: z.number().min(0).max(30).default(7),
  width: side.default(512),
  height: side.default(512),
  sampler_name: z.string().default("Euler"),
  batch_size: z.number().int().min(1).max(8).default(1),
  n_iter: z.number().int().min(1).default(1),
  send_images: z.boolean().default(true),
  save_images: z.boolean().default(false),
  override_settings: z.strictObject({ sd_model_checkpoint: z.string().optional() }).default({}),
  alwayson_scripts: z.record(z.string(), Script).default({}),
};
const TextToImage = z.strictObject(common);
const ImageToImage = z.strictObject({
  ...common,
  init_images: z.array(base64).min(1),
  denoising_strength: z.number().min(0).max(1).default(0.75),
});

export type EmulatedRequestBody = z.output<typeof TextToImage> & {
  readonly init_images?: readonly string[];
  readonly denoising_strength?: number;
};

const SAMPLERS = new Set(["Euler", "Euler a", "DPM++ 2M", "DPM++ SDE", "DDIM", "UniPC"]);

/** An exception raised by hand. */
export const raised = (status: number, detail: string): EmulatedReply => ({
  status,
  body: { error: "HTTPException", detail, body: "", errors: "" },
});

/** @returns the body, or the refusal */
export function readSdapi(
  operation: "txt2img" | "img2img",
  raw: unknown,
  checkpoints: readonly string[],
): { readonly asked: EmulatedRequestBody } | { readonly refusal: EmulatedReply } {
  const parsed = (operation === "img2img" ? ImageToImage : TextToImage).safeParse(raw);
  if (!parsed.success) return { refusal: unprocessable(parsed.error.issues) };
  const asked: EmulatedRequestBody = parsed.data;
  const checkpoint = asked.override_settings.sd_model_checkpoint;
  if (checkpoint !== undefined && !checkpoints.includes(checkpoint)) return { refusal: raised(404, "Model not found") };
  if (!SAMPLERS.has(asked.sampler_name)) return { refusal: raised(404, "Sampler not found") };
  for (const [name, { args }] of Object.entries(asked.alwayson_scripts)) {
    if (name.toLowerCase() !== "controlnet") return { refusal: raised(422, `always on script ${name} not found`) };
    const units = z.array(ControlNetUnit).safeParse(args);
    if (!units.success) return { refusal: unprocessable(units.error.issues) };
  }
  return { asked };
}

function unprocessable(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  const detail = issues.map((issue) => ({ loc: ["body", ...issue.path], msg: issue.message, type: "value_error" }));
  return { status: 422, body: { detail } };
}
