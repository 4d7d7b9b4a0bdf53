// Files a model is to read, put where fal.ai finds them: its own storage, for a day.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import { isAllowedOutput } from "../download-output.ts";
import { askVendor, readAnswer } from "../vendor-http.ts";
import { DEFAULT_TIMEOUT_MS, FAL, type FalOptions } from "./fal-queue.ts";

export interface NamedFile extends VendorFile {
  readonly name: string;
}

/** Larger ones would take an upload in parts, as the vendor's own client does. */
const MAX_BYTES = 90 * 1024 * 1024;
const TRANSFER_TIMEOUT_MS = 600_000;
/** Long enough for any queue; faces and training pictures are not left lying about. */
const KEPT_SECONDS = 86_400;
const STORAGE = {
  hosts: /^([a-z0-9-]+\.)*(fal\.media|fal\.ai|fal\.run)$|^storage\.googleapis\.com$/,
  officialApi: "rest.fal.ai",
};

const Initiated = z.object({ upload_url: z.string(), file_url: z.url() });

/** @returns its link. @throws AppError, never `outcome_unknown`: nothing is paid for here */
export async function uploadFile(file: NamedFile, options: FalOptions, signal: AbortSignal): Promise<string> {
  const { bytes, contentType, name } = file;
  if (bytes.byteLength > MAX_BYTES) {
    throw new AppError("too_large", `${name} is larger than the 90 MB that fal.ai takes at once.`);
  }
  const { fetch, timeoutMs = DEFAULT_TIMEOUT_MS, restBaseUrl, key } = options;
  const initiated = await askVendor(
    FAL,
    `${restBaseUrl}/storage/upload/initiate?storage_type=fal-cdn-v3`,
    {
      method: "POST",
      headers: {
        authorization: `Key ${key}`,
        "content-type": "application/json",
        "x-fal-object-lifecycle": JSON.stringify({ expiration_duration_seconds: KEPT_SECONDS }),
      },
      body: JSON.stringify({ content_type: contentType, file_name: name }),
      signal,
    },
    { fetch, timeoutMs },
  );
  const { upload_url, file_url } = readAnswer(FAL, Initiated, initiated);
  if (!isAllowedOutput(upload_url, { ...STORAGE, baseUrl: restBaseUrl })) {
    throw new AppError("provider_failed", "fal.ai named a foreign place for a file.", { reason: "foreign_upload" });
  }
  const put = { method: "PUT", headers: { "content-type": contentType }, body: new Uint8Array(bytes), signal };
  const { status } = await askVendor(FAL, upload_url, put, { fetch, timeoutMs: TRANSFER_TIMEOUT_MS });
  if (status < 200 || status >= 300) {
    throw new AppError("provider_failed", `fal.ai did not take ${name} (${status}).`, { reason: "upload" });
  }
  return file_url;
}
