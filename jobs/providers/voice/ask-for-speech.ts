// One request whose answer is audio: the bytes as they came, or the words of a failure.
import { type AskOptions, askVendor, type Vendor, type VendorAnswer } from "../vendor-http.ts";
import { WANTED_SPEECH } from "../wanted-outputs.ts";

export interface SpeechAnswer extends VendorAnswer {
  readonly bytes: Uint8Array;
}

/** @throws AppError as `askVendor` does */
export async function askForSpeech(
  vendor: Vendor,
  url: string,
  init: RequestInit,
  options: AskOptions,
): Promise<SpeechAnswer> {
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array();
  // Read within the request's own time, so that a connection cut in the middle of the audio is seen like any other.
  const keepingBytes: typeof fetch = async (...request) => {
    const { ok, status, headers, body } = await (options.fetch ?? fetch)(...request);
    bytes = body ? await readCapped(body) : bytes;
    return new Response(ok || bytes.length === 0 ? null : bytes, { status, headers });
  };
  return { ...(await askVendor(vendor, url, init, { ...options, fetch: keepingBytes })), bytes };
}

/** Stops reading once it is more than any speech we want, which whoever judges the bytes will then say. */
async function readCapped(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > WANTED_SPEECH.maxBytes) break;
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
