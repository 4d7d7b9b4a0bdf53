// A picture on its way to Leonardo: the API hands out a presigned form, the store takes the file. Nothing is paid yet.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { imageTypeOf } from "../../media/inspect-image.ts";
import { readAnswer, statusError, unknownAnswer, type VendorAnswer } from "../../vendor-http.ts";
import { LEONARDO, meantBy } from "./leonardo-error.ts";

export interface UploadDoors {
  /** The API, with its key. */
  readonly ask: (path: string, init: RequestInit) => Promise<VendorAnswer>;
  /** Anywhere else, without it: the store answers 403 to requests that carry the key. */
  readonly askStore: (url: string, init: RequestInit) => Promise<VendorAnswer>;
  readonly baseUrl: string;
}

/** Presigned forms point to S3. */
const STORES = { hosts: /^([a-z0-9-]+\.)*(amazonaws\.com|leonardo\.ai)$/, officialApi: "cloud.leonardo.ai" };
const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;

/** `fields` is JSON in a text. */
const FormFields = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch (thrown) {
    context.addIssue({ code: "custom", message: `fields: ${String(thrown)}` });
    return z.NEVER;
  }
});
const Presigned = z.object({
  uploadInitImage: z.object({ id: z.string().regex(/^[\w-]{1,100}$/), url: z.string(), fields: FormFields }),
});

/** @returns the id that generations name it by @throws AppError */
export async function uploadReference(file: VendorFile, doors: UploadDoors, signal: AbortSignal): Promise<string> {
  const type = imageTypeOf(file.bytes);
  if (!type) {
    throw new AppError("invalid_input", "The reference is not a PNG, JPEG or WebP picture.", {
      field: "reference",
      remedy: "Use a PNG, JPEG or WebP picture.",
    });
  }
  const extension = EXTENSIONS[type];
  const body = JSON.stringify({ extension });
  const answer = meantBy(await doors.ask("/init-image", { method: "POST", body, signal }));
  const { id, url, fields } = readAnswer(LEONARDO, Presigned, answer).uploadInitImage;
  if (!isAllowedOutput(url, { ...STORES, baseUrl: doors.baseUrl })) {
    throw unknownAnswer(LEONARDO, new Error("The form points to a foreign store."));
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // The store reads no field behind the file.
  form.append("file", new Blob([new Uint8Array(file.bytes)], { type }), `reference.${extension}`);
  const stored = await doors.askStore(url, { method: "POST", body: form, signal });
  if (stored.status >= 300) throw storeError(stored);
  return id;
}

/** The store's 403 is about its form, which is good for two minutes, never about the key. */
function storeError(answer: VendorAnswer): AppError {
  if (answer.status >= 500) return statusError(LEONARDO, answer);
  const reason = `http_${answer.status}`;
  const message = `The store of ${LEONARDO.name} did not take the picture (${answer.status}).`;
  return new AppError("provider_failed", message, { reason, cause: new Error(answer.body.slice(0, 300)) });
}
