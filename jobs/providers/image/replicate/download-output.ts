// Fetches a finished picture at once: the vendor deletes it after an hour. Only from where the vendor keeps them (trust T9).
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { GeneratedImage } from "../../../../agents/ports/image-generator.ts";
import { imageTypeOf } from "../../media/inspect-image.ts";

const OFFICIAL_API = "api.replicate.com";
const DELIVERY_HOST = /^([a-z0-9-]+\.)*replicate\.delivery$/;
const MAX_BYTES = 25 * 1024 * 1024;

export interface DownloadOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

/** https at replicate.delivery; where the API was redirected to another server, that server's own origin instead. */
export function isAllowedOutput(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const output = new URL(url);
  const api = new URL(baseUrl);
  if (output.username !== "" || output.password !== "") return false;
  if (output.protocol === "https:" && output.port === "" && DELIVERY_HOST.test(output.hostname)) return true;
  return api.hostname !== OFFICIAL_API && output.origin === api.origin;
}

/** null: the vendor no longer has it. @throws AppError `provider_failed`, `unavailable` */
export async function downloadOutput(
  url: string,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Pick<GeneratedImage, "bytes" | "contentType"> | null> {
  if (!isAllowedOutput(url, options.baseUrl)) {
    throw new AppError("provider_failed", "Replicate named a picture on a foreign server.", {
      reason: "foreign_output",
      retryable: false,
    });
  }
  const bytes = await fetchBytes(url, options, signal);
  if (!bytes) return null;
  const contentType = imageTypeOf(bytes);
  if (contentType) return { bytes, contentType };
  throw new AppError("provider_failed", "Replicate sent a file that is not a picture.", { reason: "wrong_type" });
}

async function fetchBytes(url: string, options: DownloadOptions, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
    const response = await options.fetch(url, { redirect: "error", signal: limited });
    if (response.status === 404 || response.status === 410) return null;
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    return await readCapped(response.body);
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof AppError) throw thrown;
    throw new AppError("unavailable", "The picture could not be fetched from Replicate.", {
      reason: "output",
      cause: thrown,
    });
  }
}

async function readCapped(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new AppError("provider_failed", "Replicate sent a file above 25 MB.", { reason: "too_large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
