// Our request as the web UI's API takes it. A face is kept by an IP-Adapter where one is named; without, the reference is
// only painted over (img2img), which keeps its composition and colours but little of the face.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";

export interface SdapiSettings {
  /** Title of the checkpoint; absent: the one that is loaded. Some versions ignore one they do not have. */
  readonly checkpoint?: string | undefined;
  readonly sampler?: string | undefined;
  /** An IP-Adapter model of the ControlNet extension, such as "ip-adapter-plus-face_sdxl_vit-h". */
  readonly controlNetModel?: string | undefined;
  /** Its preprocessor, whose names differ on Forge: "InsightFace+CLIP-H (IPAdapter)". */
  readonly controlNetModule?: string | undefined;
}

export interface SdapiCall {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body without pictures, for provenance. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** In every version; those since 1.9 want it without its schedule. */
const DEFAULT_SAMPLER = "DPM++ 2M";
/** Lets the extension choose the preprocessor that fits the model. */
const DEFAULT_CONTROLNET_MODULE = "ip-adapter-auto";
/** How much of the reference is painted over, from 0 to 1: the web UI's own default. */
const DENOISING_STRENGTH = 0.75;
/** From 0 to 2; at its default of 1 the reference's light and pose win over the prompt. */
const FACE_WEIGHT = 0.8;
/** Ranges of the web UI's own sliders. */
const STEPS = { least: 1, most: 150 };
const CFG_SCALE = { least: 1, most: 30 };
/** A name in "<lora:name:0.8>" ends at a colon or a bracket. */
const LORA_NAME = /^[^<>:]{1,200}$/;
const REFERENCE_TYPES = new Set(["image/png", "image/jpeg", "image/webp"]);

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.min(most, Math.max(least, value));

/** @throws AppError `invalid_input`, before anything is made */
export function sdapiCall(request: ImageRequest, settings: SdapiSettings): SdapiCall {
  const fields = {
    ...pixelSizeOf(request.aspectRatio),
    prompt: promptOf(request),
    negative_prompt: request.negative,
    seed: request.seed >>> 0,
    steps: Math.round(within(request.parameters.steps, STEPS)),
    cfg_scale: within(request.parameters.guidance, CFG_SCALE),
    sampler_name: settings.sampler ?? DEFAULT_SAMPLER,
    batch_size: 1,
    n_iter: 1,
    send_images: true,
    // Nothing of an avatar is left behind on that machine.
    save_images: false,
    ...(settings.checkpoint ? { override_settings: { sd_model_checkpoint: settings.checkpoint } } : {}),
  };
  if (!request.reference) return { path: "/sdapi/v1/txt2img", body: fields, parameters: fields };
  const picture = base64Of(request.reference);
  const { controlNetModel } = settings;
  const call = controlNetModel
    ? withFace(fields, picture, { controlNetModel, module: settings.controlNetModule ?? DEFAULT_CONTROLNET_MODULE })
    : paintedOver(fields, picture);
  return { ...call, parameters: { ...call.parameters, reference: request.reference.contentType } };
}

function promptOf({ prompt, lora }: ImageRequest): string {
  if (!lora) return prompt;
  if (LORA_NAME.test(lora.reference)) return `${prompt} <lora:${lora.reference}:${lora.scale}>`;
  throw invalid("lora", "Name it as its file in models/Lora, without the ending.");
}

function base64Of({ bytes, contentType }: VendorFile): string {
  if (!REFERENCE_TYPES.has(contentType)) throw invalid("reference", "Use a PNG, JPEG or WebP picture.");
  return Buffer.from(bytes).toString("base64");
}

const invalid = (field: string, remedy: string) =>
  new AppError("invalid_input", `Automatic1111 cannot use this ${field}.`, { field, remedy });

function withFace(
  fields: Readonly<Record<string, unknown>>,
  image: string,
  { controlNetModel, module }: { readonly controlNetModel: string; readonly module: string },
): SdapiCall {
  const unit = { enabled: true, module, model: controlNetModel, weight: FACE_WEIGHT, pixel_perfect: true };
  const scripts = (face: object) => ({ alwayson_scripts: { controlnet: { args: [{ ...unit, ...face }] } } });
  return {
    path: "/sdapi/v1/txt2img",
    body: { ...fields, ...scripts({ image }) },
    parameters: { ...fields, ...scripts({}) },
  };
}

function paintedOver(fields: Readonly<Record<string, unknown>>, image: string): SdapiCall {
  const parameters = { ...fields, denoising_strength: DENOISING_STRENGTH };
  return { path: "/sdapi/v1/img2img", body: { ...parameters, init_images: [image] }, parameters };
}
