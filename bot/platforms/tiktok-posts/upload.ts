// One chunk to the address an upload was given. The address is the permission: no token goes there.

import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { requireUploadAddress } from "../posting/upload-address.ts";
import type { TiktokPostsOptions } from "./client.ts";

/** done: it was the last one. gone: the hour is over. out_of_step: TikTok has other bytes than we believe. */
export type ChunkOutcome = "more" | "done" | "gone" | "out_of_step" | "lost" | "not_sent";

interface Chunk {
  readonly url: string;
  readonly bytes: Uint8Array;
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
      body: bytes as BodyInit,
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

/** @throws AppError `provider_failed` where it is not TikTok's */
export function requireUploadUrl(given: string, baseUrl: string): string {
  return requireUploadAddress(given, { platform: "TikTok", hosts: UPLOAD_HOSTS, baseUrl });
}
