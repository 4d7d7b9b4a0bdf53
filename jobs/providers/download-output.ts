// Files a vendor made, fetched at once from where it says they are: only from its own hosts, capped, and of the type asked for.
import { AppError } from "../../agents/kernel/errors.ts";

export interface OutputSource {
  readonly vendor: string;
  /** Hosts the vendor delivers from. */
  readonly hosts: RegExp;
  /** Host of the vendor's own API. */
  readonly officialApi: string;
  /** Where the API is reached. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch | undefined;
  /** Some vendors keep files behind their own API's key; sent to the API's origin alone. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface WantedOutput<Type extends string> {
  readonly maxBytes: number;
  /** The type by the bytes themselves, or null when it is none of those wanted. */
  typeOf(bytes: Uint8Array): Type | null;
}

export type Output<Type extends string> =
  | { readonly state: "fetched"; readonly bytes: Uint8Array; readonly contentType: Type }
  | { readonly state: "failed"; readonly reason: string; readonly retryable: boolean };

/** https at the vendor's hosts; where the API was redirected to another server, that server's own origin instead. */
export function isAllowedOutput(
  url: string,
  { hosts, officialApi, baseUrl }: Pick<OutputSource, "hosts" | "officialApi" | "baseUrl">,
): boolean {
  if (!URL.canParse(url)) return false;
  const output = new URL(url);
  const api = new URL(baseUrl);
  if (output.username !== "" || output.password !== "") return false;
  if (output.protocol === "https:" && output.port === "" && hosts.test(output.hostname)) return true;
  return api.hostname !== officialApi && output.origin === api.origin;
}

/** What cannot be had any more is an outcome. @throws AppError `unavailable` when asking again may help */
export async function downloadOutput<Type extends string>(
  url: string,
  source: OutputSource,
  wanted: WantedOutput<Type>,
  signal: AbortSignal,
): Promise<Output<Type>> {
  if (!isAllowedOutput(url, source)) return { state: "failed", reason: "foreign_output", retryable: false };
  const bytes = await fetchBytes(url, source, wanted.maxBytes, signal);
  if (bytes === "gone") return { state: "failed", reason: "output_expired", retryable: true };
  if (bytes === "too_large") return { state: "failed", reason: "too_large", retryable: true };
  return asOutput(bytes, wanted);
}

/** The same verdict for bytes that came inline. */
export function asOutput<Type extends string>(bytes: Uint8Array, wanted: WantedOutput<Type>): Output<Type> {
  if (bytes.byteLength > wanted.maxBytes) return { state: "failed", reason: "too_large", retryable: true };
  const contentType = wanted.typeOf(bytes);
  if (contentType) return { state: "fetched", bytes, contentType };
  return { state: "failed", reason: "wrong_type", retryable: true };
}

async function fetchBytes(
  url: string,
  source: OutputSource,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | "gone" | "too_large"> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(source.timeoutMs)]);
    const own = source.headers && new URL(url).origin === new URL(source.baseUrl).origin;
    const headers = own ? { headers: source.headers } : {};
    const response = await (source.fetch ?? fetch)(url, { redirect: "error", signal: limited, ...headers });
    if (response.status === 404 || response.status === 410 || response.status === 403) return "gone";
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    return await readCapped(response.body, maxBytes);
  } catch (thrown) {
    signal.throwIfAborted();
    throw new AppError("unavailable", `The file could not be fetched from ${source.vendor}.`, {
      reason: "output",
      cause: thrown,
    });
  }
}

async function readCapped(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | "too_large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) return "too_large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file that came inside an answer; null where it is not base64: what decodes to nothing is skipped by the decoder, so the length tells. */
export function decoded(base64: string): Uint8Array | null {
  const bytes = Buffer.from(base64, "base64");
  return bytes.byteLength === Buffer.byteLength(base64, "base64") ? bytes : null;
}
