// What Runway's image_to_video takes for gen4_turbo, checked field by field, and its words for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";
import { imageTypeOf } from "../../../media/inspect-image.ts";

const MAX_URI_CHARACTERS = 5 * 1024 * 1024;
const DATA_URI = /^data:(image\/(?:jpeg|jpg|png|webp));base64,([A-Za-z0-9+/]+={0,2})$/;

/** Of the type it says, by its bytes. */
function isPicture(uri: string): boolean {
  const [, type, base64] = DATA_URI.exec(uri) ?? [];
  return base64 !== undefined && imageTypeOf(Buffer.from(base64, "base64")) === type?.replace("jpg", "jpeg");
}

const Picture = z
  .string()
  .refine((uri) => uri.length <= MAX_URI_CHARACTERS, "Data URI exceeds 5MB")
  .refine((uri) => /^(https|runway):\/\//.test(uri) || isPicture(uri), "Invalid asset");

export const ImageToVideo = z.strictObject({
  model: z.literal("gen4_turbo"),
  promptImage: z.union([Picture, z.array(z.strictObject({ uri: Picture, position: z.literal("first") })).length(1)]),
  ratio: z.enum(["1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672"]),
  duration: z.number().int().min(2).max(10).default(10),
  promptText: z.string().min(1).max(1_000).optional(),
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
  contentModeration: z.strictObject({ publicFigureThreshold: z.enum(["auto", "low"]) }).optional(),
});
export type ImageToVideo = z.output<typeof ImageToVideo>;

const DOCUMENTATION = "https://docs.dev.runwayml.com/api";

export const refusal = (status: number, error: string, more: object = {}): EmulatedReply => ({
  status,
  body: { error, docUrl: DOCUMENTATION, ...more },
});

export function invalidBody(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  return refusal(400, "Validation of body failed", {
    issues: issues.map(({ code, path, message }) => ({ code, path, message })),
  });
}
