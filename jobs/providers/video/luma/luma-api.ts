// How Luma is asked, and what it tells of a generation.
import { z } from "zod";
import { type AskOptions, askVendor, type Vendor, type VendorAnswer } from "../../vendor-http.ts";

export const LUMA: Vendor = { name: "Luma", keyVariable: "LUMA_API_KEY" };

export type AskLuma = (path: string, init: RequestInit) => Promise<VendorAnswer>;

export function createAskLuma(key: string, baseUrl: string, asking: AskOptions): AskLuma {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return (path, init) => askVendor(LUMA, `${baseUrl}${path}`, { ...init, headers }, asking);
}

export const LUMA_ID = /^[\w-]{1,100}$/;

export const Generation = z.object({
  id: z.string().regex(LUMA_ID),
  state: z.enum(["queued", "dreaming", "completed", "failed"]),
  failure_reason: z.string().nullish(),
  created_at: z.string().nullish(),
  model: z.string().nullish(),
  assets: z.object({ video: z.string().nullish() }).nullish(),
  request: z
    .object({
      prompt: z.string().nullish(),
      model: z.string().nullish(),
      duration: z.string().nullish(),
      resolution: z.string().nullish(),
      aspect_ratio: z.string().nullish(),
      keyframes: z.object({ frame0: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
    })
    .nullish(),
});
export type Generation = z.output<typeof Generation>;

export const GenerationPage = z.object({ generations: z.array(Generation), has_more: z.boolean().nullish() });
