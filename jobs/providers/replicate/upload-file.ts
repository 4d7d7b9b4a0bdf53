// A file for a model: small ones travel inside the request, all others are uploaded first and named by their link.
import { z } from "zod";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import { LARGE_FILE_TIMEOUT_MS, type ReplicateClient } from "./replicate-client.ts";

/** "Use a data URL for files up to 256 KB" (Replicate, prediction inputs): of the whole URL, to be safe. */
export const INLINE_MAX_LENGTH = 256 * 1024;

const FILE_NAMES: Readonly<Record<string, string>> = {
  "image/png": "picture.png",
  "image/jpeg": "picture.jpg",
  "image/webp": "picture.webp",
  "application/zip": "dataset.zip",
};

export const UploadedFile = z.object({
  metadata: z.record(z.string(), z.unknown()).nullish(),
  urls: z.object({ get: z.url() }),
});

/** As a data URL, or null when it is too long for one. */
export function inlineFile({ bytes, contentType }: VendorFile): string | null {
  const head = `data:${contentType};base64,`;
  if (head.length + Math.ceil(bytes.byteLength / 3) * 4 > INLINE_MAX_LENGTH) return null;
  return `${head}${Buffer.from(bytes).toString("base64")}`;
}

/** Kept by the vendor for about a day. Costs nothing. @returns its link, for inputs @throws AppError */
export async function uploadFile(
  client: ReplicateClient,
  { bytes, contentType }: VendorFile,
  metadata: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const form = new FormData();
  form.append("content", new Blob([Buffer.from(bytes)], { type: contentType }), FILE_NAMES[contentType] ?? "file");
  form.append("metadata", new Blob([JSON.stringify(metadata)], { type: "application/json" }));
  const question = { method: "POST", form, timeoutMs: LARGE_FILE_TIMEOUT_MS } as const;
  return (await client.ask(UploadedFile, "/files", signal, question)).urls.get;
}
