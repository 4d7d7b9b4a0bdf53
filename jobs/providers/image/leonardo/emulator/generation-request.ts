// What POST /generations takes, under its wire names, and the words Leonardo has for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";

const uuid = z.string().regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
const side = z.number().int().min(32).max(1_536).multipleOf(8);

export const GenerationRequest = z
  .strictObject({
    prompt: z.string().min(1).max(1_500),
    modelId: uuid.default("b24e16ff-06e3-43eb-8d33-4416c2d75876"),
    negative_prompt: z.string().optional(),
    width: side.default(1_024),
    height: side.default(768),
    num_images: z.number().int().min(1).max(8).default(4),
    num_inference_steps: z.number().int().min(10).max(60).optional(),
    guidance_scale: z.number().min(1).max(20).optional(),
    seed: z.number().int().min(0).max(9_999_999_998).optional(),
    alchemy: z.boolean().default(true),
    ultra: z.boolean().optional(),
    contrast: z.literal([1, 1.3, 1.8, 2.5, 3, 3.5, 4, 4.5]).optional(),
    enhancePrompt: z.boolean().optional(),
    presetStyle: z.string().optional(),
    styleUUID: uuid.optional(),
    sd_version: z.string().optional(),
    public: z.boolean().optional(),
    init_image_id: uuid.optional(),
    init_strength: z.number().min(0.1).max(0.9).optional(),
    elements: z.array(z.strictObject({ akUUID: uuid, weight: z.number() })).optional(),
    userElements: z.array(z.strictObject({ userLoraId: z.number().int(), weight: z.number() })).optional(),
    controlnets: z
      .array(
        z.strictObject({
          initImageId: uuid,
          initImageType: z.enum(["GENERATED", "UPLOADED"]),
          preprocessorId: z.number().int(),
          strengthType: z.enum(["Low", "Mid", "High", "Ultra", "Max"]).optional(),
          weight: z.number().optional(),
        }),
      )
      .optional(),
  })
  .refine(({ ultra, alchemy }) => !(ultra && alchemy), "ultra can not be used with alchemy")
  .refine(({ width, height, num_images }) => Math.max(width, height) <= 768 || num_images <= 4, "Too many images");
export type GenerationRequest = z.output<typeof GenerationRequest>;

/** The models it emulates: what each can be combined with, and its own limit of seeds. */
export const EMULATED_MODELS: Readonly<
  Record<string, { readonly elements: boolean; readonly controls: readonly number[]; readonly seedMost: number }>
> = {
  "b2614463-296c-462a-9586-aafdb8f00e36": { elements: true, controls: [299, 233], seedMost: 2_147_483_637 },
  "de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3": { elements: false, controls: [166, 397, 364], seedMost: 9_999_999_998 },
};

export const refusal = (status: number, error: string, code = "unexpected"): EmulatedReply => ({
  status,
  body: { error, path: "$", code },
});

export function invalid([issue]: readonly z.core.$ZodIssue[]): EmulatedReply {
  if (issue?.code === "unrecognized_keys") return refusal(400, `Unexpected variable ${issue.keys[0]}`, "bad-request");
  const field = issue?.path.join(".") ?? "";
  if (field === "prompt" && issue?.code === "too_big") {
    return refusal(400, "Invalid prompt, maximum length of 1500 characters exceeded.");
  }
  if (field === "width" || field === "height") return refusal(400, "invalid dimensions");
  return refusal(400, `${issue?.message ?? "bad request"}: ${field}`, "validation-failed");
}
