// What a picture worker of one's own takes and gives, the same on RunPod and on Modal; worker.md says it to its author.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { BilledUnits } from "../../../../agents/ports/vendor-job.ts";
import { asOutput, downloadOutput, type OutputSource } from "../../download-output.ts";
import { imageTypeOf } from "../../media/inspect-image.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";

/**
 * `input` of every job. The worker makes one picture of exactly this size and answers with
 * `{ images: [<base64>], model, parameters }`, or with `{ refused: <why> }` when a check of its own says no.
 */
export interface WorkerInput {
  readonly prompt: string;
  readonly negative_prompt: string;
  /** 32 bits, never negative: the same input makes the same picture. */
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidance: number;
  /** A link to weights in the safetensors format. */
  readonly lora?: { readonly reference: string; readonly scale: number };
  /** The face to keep: PNG, JPEG or WebP. */
  readonly reference_image_base64?: string;
}

const STEPS = { least: 1, most: 100 };
const GUIDANCE = { least: 0, most: 30 };
const SCALE = { least: -2, most: 2 };
const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.min(most, Math.max(least, value));

/** @throws AppError `invalid_input` */
export function workerInput(request: ImageRequest): WorkerInput {
  const { lora, reference, parameters } = request;
  if (reference && !imageTypeOf(reference.bytes)) {
    throw new AppError("invalid_input", "The reference is not a PNG, JPEG or WebP picture.", {
      field: "reference",
      remedy: "Use a PNG, JPEG or WebP picture.",
    });
  }
  return {
    prompt: request.prompt,
    negative_prompt: request.negative,
    seed: request.seed >>> 0,
    ...pixelSizeOf(request.aspectRatio),
    steps: Math.round(within(parameters.steps, STEPS)),
    guidance: within(parameters.guidance, GUIDANCE),
    ...(lora ? { lora: { reference: lora.reference, scale: within(lora.scale, SCALE) } } : {}),
    ...(reference ? { reference_image_base64: Buffer.from(reference.bytes).toString("base64") } : {}),
  };
}

/** Workers older than the contract give a picture in other shapes: as text, or as an object with its data or link. */
const Picture = z.union([
  z.string().min(1),
  z.object({ data: z.string().min(1) }).transform(({ data }) => data),
  z.object({ url: z.string().min(1) }).transform(({ url }) => url),
  z.object({ image: z.string().min(1) }).transform(({ image }) => image),
]);
const WorkerOutput = z.object({
  images: z.array(Picture).nullish(),
  image_url: z.string().min(1).nullish(),
  message: z.string().min(1).nullish(),
  refused: z.string().min(1).nullish(),
  error: z.string().min(1).nullish(),
  model: z.string().min(1).nullish(),
  /** What it made the picture with. */
  parameters: z.record(z.string(), z.unknown()).nullish(),
});

export interface WorkerAnswer {
  readonly output: unknown;
  /** For the time it took, whatever came of it. */
  readonly billed: BilledUnits;
  /** Where it ran. */
  readonly place: Readonly<Record<string, unknown>>;
}

/** What raises in a worker may be a check of its own, too. */
const REFUSAL = /nsfw|safety check|content.?policy/i;

export async function workerOutcome(
  { output, billed, place }: WorkerAnswer,
  source: OutputSource,
  signal: AbortSignal,
): Promise<ImageOutcome> {
  const said = WorkerOutput.safeParse(output).data;
  if (said?.refused) return { state: "refused", reason: said.refused.slice(0, 200), billed };
  if (said?.error) return workerError(said.error, billed);
  const picture = said?.images?.[0] ?? said?.image_url ?? said?.message;
  if (!said || !picture) return { state: "failed", reason: "no_output", retryable: true, billed };
  const file = /^https?:\/\//i.test(picture)
    ? await downloadOutput(picture, source, WANTED_PICTURE, signal)
    : asOutput(Buffer.from(picture.replace(/^data:[^,]*,/, ""), "base64"), WANTED_PICTURE);
  if (file.state === "failed") return { ...file, billed };
  const { bytes, contentType } = file;
  const parameters = { ...place, ...withoutFiles(said.parameters ?? {}) };
  const modelVersion = said.model ? { modelVersion: said.model } : {};
  return { state: "succeeded", made: { bytes, contentType, ...modelVersion, parameters, units: billed } };
}

export function workerError(error: unknown, billed: BilledUnits): ImageOutcome {
  const reason = (typeof error === "string" ? error : JSON.stringify(error ?? "failed")).slice(0, 200);
  if (REFUSAL.test(reason)) return { state: "refused", reason: "nsfw", billed };
  return { state: "failed", reason, retryable: true, billed };
}

/** A worker that sends its input back sends the face back with it. */
function withoutFiles({ reference_image_base64: _face, ...parameters }: Record<string, unknown>) {
  return parameters;
}

/** The hosts an operator's worker may keep pictures on, and no other. */
export function hostsPattern(hosts: readonly string[]): RegExp {
  const escaped = hosts.map((host) => host.toLowerCase().replace(/[^a-z0-9-]/g, (sign) => `\\${sign}`));
  return escaped.length === 0 ? /^$/ : new RegExp(`^(${escaped.join("|")})$`);
}
