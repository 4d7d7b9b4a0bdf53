// One chunk to the address an upload was given. The address is the permission: no token goes there.

import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import type { ByteRange } from "../../../agents/ports/object-store.ts";
import type { PostMedia } from "../../../agents/ports/publisher.ts";
import { streamOf } from "../posting/media.ts";
import { requireUploadAddress } from "../posting/upload-address.ts";
import type { TiktokPostsOptions } from "./client.ts";

/** done: it was the last one. gone: the hour is over. out_of_step: TikTok has other bytes than we believe. */
export type ChunkOutcome = "more" | "done" | "gone" | "out_of_step" | "lost" | "not_sent";

interface Chunk {
  readonly url: string;
  readonly media: PostMedia;
  readonly range: ByteRange;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 120 * SECOND_MS;
const UPLOAD_HOSTS = /^(?:[a-z0-9-]+\.)*(?:tiktokapis|tiktok)\.com$/;

export async function putChunk(options: TiktokPostsOptions, chunk: Chunk): Promise<ChunkOutcome> {
  const { url, media, range, signal } = chunk;
  const init: RequestInit & { duplex: "half" } = {
    method: "PUT",
    headers: {
      "content-type": media.contentType,
      "content-length": String(range.end - range.start),
      "content-range": `bytes ${range.start}-${range.end - 1}/${media.bytes}`,
    },
    body: streamOf(media, range),
    duplex: "half",
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  };
  try {
    const response = await (options.fetch ?? fetch)(url, init);
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
