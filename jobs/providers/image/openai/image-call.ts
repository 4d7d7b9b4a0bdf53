// Our request as the Images API takes it: JSON for a new picture, a form with the reference for an edit of it.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import type { OpenAiImageQuality } from "./expected-units.ts";

/** Those that take any size; older ones end on 2026-12-01. */
export const OPENAI_IMAGE_MODELS = [
  "gpt-image-2.6-flare",
  "gpt-image-2.6-sunburst",
  "gpt-image-2.5-flare",
  "gpt-image-2.5-sunburst",
] as const;
export type OpenAiImageModel = (typeof OPENAI_IMAGE_MODELS)[number];

/** What is sent, but for the reference's bytes. */
export interface AskedImage {
  readonly model: OpenAiImageModel;
  readonly prompt: string;
  readonly n: 1;
  readonly size: string;
  readonly quality: OpenAiImageQuality;
  readonly output_format: "png";
  /** Of new pictures only: an edit is not asked. */
  readonly moderation?: "auto";
}

interface ImageCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData;
}

/** Limits of the API reference: characters of a prompt, bytes and types of a reference. */
const PROMPT_MAX = 32_000;
const REFERENCE_MAX_BYTES = 50 * 1024 * 1024;
const REFERENCE_NAMES: Readonly<Record<string, string>> = {
  "image/png": "reference.png",
  "image/jpeg": "reference.jpg",
  "image/webp": "reference.webp",
};

/** @throws AppError `invalid_input`, before anything is paid */
export function askedImage(
  request: ImageRequest,
  { model, quality }: { readonly model: OpenAiImageModel; readonly quality: OpenAiImageQuality },
): AskedImage {
  const { width, height } = pixelSizeOf(request.aspectRatio);
  if (request.prompt === "" || request.prompt.length > PROMPT_MAX) {
    throw invalid("prompt", `Use 1 to ${PROMPT_MAX} characters.`);
  }
  if (request.lora) throw invalid("lora", "Use a reference picture: OpenAI runs no LoRA.");
  if (request.reference) checkReference(request.reference);
  const asked = {
    model,
    prompt: request.prompt,
    n: 1,
    size: `${width}x${height}`,
    quality,
    output_format: "png",
  } as const;
  return request.reference ? asked : { ...asked, moderation: "auto" };
}

function checkReference({ bytes, contentType }: VendorFile): void {
  if (!REFERENCE_NAMES[contentType]) throw invalid("reference", "Use a PNG, JPEG or WebP picture.");
  if (bytes.byteLength >= REFERENCE_MAX_BYTES) throw invalid("reference", "Use a picture of less than 50 MB.");
}

const invalid = (field: string, remedy: string) =>
  new AppError("invalid_input", `OpenAI cannot use this ${field}.`, { field, remedy });

export function callOf(asked: AskedImage, reference: VendorFile | undefined): ImageCall {
  if (reference) return { path: "/images/edits", headers: {}, body: formOf(asked, reference) };
  return {
    path: "/images/generations",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  };
}

/** No `input_fidelity`: models since gpt-image-2 always keep the face closely, and refuse to be told to. */
function formOf(asked: AskedImage, { bytes, contentType }: VendorFile): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(asked)) form.append(name, String(value));
  form.append("image", new Blob([new Uint8Array(bytes)], { type: contentType }), REFERENCE_NAMES[contentType] ?? "");
  return form;
}
