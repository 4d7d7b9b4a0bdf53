// What the adapter needs of a ComfyUI, whoever runs it: an own server and Comfy Cloud share little but the graphs.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { FindAttempt, VendorFile } from "../../../../agents/ports/vendor-job.ts";
import type { Output } from "../../download-output.ts";
import { type ImageFacts, imageTypeOf } from "../../media/inspect-image.ts";
import { type AskOptions, askVendor, readAnswer, type VendorAnswer } from "../../vendor-http.ts";
import type { ComfyEnd, ComfyPicture } from "./history.ts";
import type { ProgressWatch } from "./progress-socket.ts";
import { COMFYUI } from "./prompt-error.ts";

export interface ComfyServer {
  /** What POST /prompt takes beside the graph. */
  promptFields(promptId: string): Record<string, unknown>;
  /** null while it waits or runs. */
  look(promptId: string, signal: AbortSignal): Promise<ComfyEnd | null>;
  fetchPicture(picture: ComfyPicture, signal: AbortSignal): Promise<Output<ImageFacts["contentType"]>>;
  watch(promptId: string): ProgressWatch;
  readonly find: FindAttempt | null;
  cancel(promptId: string, signal: AbortSignal): Promise<void>;
}

export interface ComfyConnection {
  readonly baseUrl: string;
  /** X-API-Key: of the cloud, or of what an owner put before an own server. */
  readonly headers: Readonly<Record<string, string>>;
  readonly asking: AskOptions;
}

export type AskComfy = (path: string, init: RequestInit) => Promise<VendorAnswer>;

export function askComfy({ baseUrl, headers, asking }: ComfyConnection): AskComfy {
  return (path, init) =>
    askVendor(COMFYUI, `${baseUrl}${path}`, { ...init, headers: { ...headers, ...init.headers } }, asking);
}

export const postJson = (body: unknown, signal: AbortSignal): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
  signal,
});

/** Where /view keeps it. The names are only ever sent back to the server they came from. */
export function viewQuery({ filename, subfolder, type }: ComfyPicture): string {
  return new URLSearchParams({ filename, subfolder: subfolder ?? "", type: type ?? "output" }).toString();
}

const Uploaded = z.object({ name: z.string().min(1), subfolder: z.string().nullish() });
const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;
/** Folder under the server's input folder. */
const SUBFOLDER = "vixenbliss";

/** @returns what LoadImage knows it by. Nothing is made by it. */
export async function uploadPicture(
  file: VendorFile,
  name: string,
  ask: AskComfy,
  signal: AbortSignal,
): Promise<string> {
  const type = imageTypeOf(file.bytes);
  if (!type) {
    throw new AppError("invalid_input", "The reference is not a PNG, JPEG or WebP picture.", {
      field: "reference",
      remedy: "Use a PNG, JPEG or WebP picture.",
    });
  }
  const form = new FormData();
  form.append("image", new Blob([new Uint8Array(file.bytes)], { type }), `${name}.${EXTENSIONS[type]}`);
  form.append("type", "input");
  form.append("subfolder", SUBFOLDER);
  form.append("overwrite", "true");
  const answer = await ask("/upload/image", { method: "POST", body: form, signal });
  const uploaded = readAnswer(COMFYUI, Uploaded, answer);
  return uploaded.subfolder ? `${uploaded.subfolder}/${uploaded.name}` : uploaded.name;
}
