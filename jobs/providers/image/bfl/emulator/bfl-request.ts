// What BFL's models take, checked field by field, and the words of the API for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MEGAPIXEL = 1_024 * 1_024;
const MOST_PIXELS = 4 * MEGAPIXEL;
/** From 21:9 to 9:21. */
const WIDEST = 21 / 9;
const KONTEXT_STEP = 32;

const picture = z.string().regex(BASE64).nullish();
const side = z.number().int().min(64).multipleOf(16);
const common = {
  prompt: z.string().min(1),
  seed: z.number().int().nullish(),
  webhook_url: z.url().max(2_083).nullish(),
  webhook_secret: z.string().nullish(),
  prompt_upsampling: z.boolean().optional(),
  input_image: picture,
  input_image_2: picture,
  input_image_3: picture,
  input_image_4: picture,
};

const Flux2Input = z
  .strictObject({
    ...common,
    width: side.default(1_024),
    height: side.default(1_024),
    safety_tolerance: z.number().int().min(0).max(5).default(2),
    output_format: z.enum(["jpeg", "png"]).default("jpeg"),
  })
  .refine(({ width, height }) => width * height <= MOST_PIXELS, { message: "more than 4 megapixels", path: ["width"] });

const KontextInput = z
  .strictObject({
    ...common,
    aspect_ratio: z
      .string()
      .regex(/^[1-9]\d*:[1-9]\d*$/)
      .refine((text) => ratioOf(text) <= WIDEST && ratioOf(text) >= 1 / WIDEST, "between 21:9 and 9:21")
      .default("1:1"),
    safety_tolerance: z.number().int().min(0).max(6).default(2),
    output_format: z.enum(["jpeg", "png"]).default("png"),
  })
  .transform(({ aspect_ratio, ...input }) => ({ ...input, ...kontextSize(aspect_ratio) }));

/** Credits: of the first megapixel, and of each further one. */
export const BFL_ROUTES = {
  "flux-2-pro": { input: Flux2Input, credits: { first: 3, further: 1.5 } },
  "flux-2-max": { input: Flux2Input, credits: { first: 7, further: 3 } },
  "flux-2-klein-9b": { input: Flux2Input, credits: { first: 1.5, further: 0.2 } },
  "flux-2-klein-4b": { input: Flux2Input, credits: { first: 1.4, further: 0.1 } },
  "flux-kontext-pro": { input: KontextInput, credits: { first: 4, further: 0 } },
} as const;
export type BflEmulatedInput = z.output<(typeof BFL_ROUTES)[keyof typeof BFL_ROUTES]["input"]>;

export function creditsOf(
  { first, further }: { readonly first: number; readonly further: number },
  { width, height }: BflEmulatedInput,
): number {
  return first + further * (Math.ceil((width * height) / MEGAPIXEL) - 1);
}

function ratioOf(text: string): number {
  const [width = 1, height = 1] = text.split(":").map(Number);
  return width / height;
}

function kontextSize(aspectRatio: string): { width: number; height: number } {
  const stepped = (length: number) => Math.round(length / KONTEXT_STEP) * KONTEXT_STEP;
  const ratio = ratioOf(aspectRatio);
  return { width: stepped(Math.sqrt(MEGAPIXEL * ratio)), height: stepped(Math.sqrt(MEGAPIXEL / ratio)) };
}

export const detail = (status: number, said: string | readonly object[]): EmulatedReply => ({
  status,
  body: { detail: said },
});

export function invalid(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  return detail(
    422,
    issues.map((issue) => ({ loc: ["body", ...issue.path], msg: issue.message, type: "value_error" })),
  );
}
