// One chunk to the address an upload was given. The address is the permission: no token goes there.

import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import type { TiktokPostsOptions } from "./client.ts";

/** done: it was the last one. gone: the hour is over. out_of_step: TikTok has other bytes than we believe. */
export type ChunkOutcome = "more" | "done" | "gone" | "out_of_step" | "lost" | "not_sent";

interface Chunk {
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly start: number;
  readonly size: number;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 120 * SECOND_MS;
const UPLOAD_HOSTS = /^(?:[a-z0-9-]+\.)*(?:tiktokapis|tiktok)\.com$/;

export async function putChunk(options: TiktokPostsOptions, chunk: Chunk): Promise<ChunkOutcome> {
  const { url, bytes, contentType, start, size, signal } = chunk;
  try {
    const response = await (options.fetch ?? fetch)(url, {
      method: "PUT",
      headers: {
        "content-type": contentType,
        "content-range": `bytes ${start}-${start + bytes.byteLength - 1}/${size}`,
      },
      body: bytes,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return outcomeOf(response.status);
  } catch (thrown) {
    return wasNeverSent(thrown) ? "not_sent" : "lost";
  }
}

function outcomeOf(status: number): ChunkOutcome {
  if (status === 201 || status === 200) return "done";
  if (status === 206) return "more";
  if (status === 403 || status === 404 || status === 410) return "gone";
  return status >= 500 ? "lost" : "out_of_step";
}

/** An address out of an answer is not trusted before it was looked at (trust T9). @throws AppError `provider_failed` */
export function requireUploadUrl(given: string, baseUrl: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const base = new URL(baseUrl);
  // A TikTok of this very machine may call itself by another of its names.
  const isOwn = url !== null && (url.origin === base.origin || (isLoopback(url) && isLoopback(base)));
  const isTiktoks = url?.protocol === "https:" && UPLOAD_HOSTS.test(url.hostname);
  if (isOwn || isTiktoks) return given;
  throw new AppError("provider_failed", "TikTok named an address for the upload that is not its own.", {
    reason: "upload_address",
    retryable: false,
  });
}

const isLoopback = ({ hostname }: URL) => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
