// Fetches a finished picture at once, as vendors delete them soon. Only from where the vendor keeps its files (trust T9).
import { AppError } from "../../../agents/kernel/errors.ts";
import type { GeneratedImage } from "../../../agents/ports/image-generator.ts";
import { imageTypeOf } from "../media/inspect-image.ts";

const MAX_BYTES = 25 * 1024 * 1024;

export interface PictureSource {
  readonly vendor: string;
  /** Hosts the vendor delivers from. */
  readonly hosts: RegExp;
  /** Host of the vendor's own API. */
  readonly officialApi: string;
  /** Where the API is reached. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch | undefined;
}

/** https at the vendor's hosts; where the API was redirected to another server, that server's own origin instead. */
export function isAllowedPicture(
  url: string,
  { hosts, officialApi, baseUrl }: Pick<PictureSource, "hosts" | "officialApi" | "baseUrl">,
): boolean {
  if (!URL.canParse(url)) return false;
  const output = new URL(url);
  const api = new URL(baseUrl);
  if (output.username !== "" || output.password !== "") return false;
  if (output.protocol === "https:" && output.port === "" && hosts.test(output.hostname)) return true;
  return api.hostname !== officialApi && output.origin === api.origin;
}

/** null: the vendor no longer has it. @throws AppError `provider_failed`, `unavailable` */
export async function downloadPicture(
  url: string,
  source: PictureSource,
  signal: AbortSignal,
): Promise<Pick<GeneratedImage, "bytes" | "contentType"> | null> {
  if (!isAllowedPicture(url, source)) {
    throw new AppError("provider_failed", `${source.vendor} named a picture on a foreign server.`, {
      reason: "foreign_output",
      retryable: false,
    });
  }
  const bytes = await fetchBytes(url, source, signal);
  if (!bytes) return null;
  const contentType = imageTypeOf(bytes);
  if (contentType) return { bytes, contentType };
  throw new AppError("provider_failed", `${source.vendor} sent a file that is not a picture.`, {
    reason: "wrong_type",
  });
}

async function fetchBytes(url: string, source: PictureSource, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(source.timeoutMs)]);
    const response = await (source.fetch ?? fetch)(url, { redirect: "error", signal: limited });
    if (response.status === 404 || response.status === 410) return null;
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    return await readCapped(response.body, source.vendor);
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof AppError) throw thrown;
    throw new AppError("unavailable", `The picture could not be fetched from ${source.vendor}.`, {
      reason: "output",
      cause: thrown,
    });
  }
}

async function readCapped(body: ReadableStream<Uint8Array>, vendor: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new AppError("provider_failed", `${vendor} sent a file above 25 MB.`, { reason: "too_large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
