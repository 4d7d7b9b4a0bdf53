// The emulated TikTok really fetches what it is told to pull, and looks at the bytes.

import { BoxWalker } from "./box-walker.ts";
import type { Emulation } from "./emulation.ts";
import { PostsError } from "./posts-error.ts";

const MAX_PHOTO_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** Below an address that was verified, and https unless it is this very machine. @throws PostsError */
export function requireVerified({ rules }: Emulation, url: string): void {
  const isHttps = url.startsWith("https://") || /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url);
  if (!isHttps || !rules.verifiedPrefixes.some((prefix) => url.startsWith(prefix)))
    throw new PostsError("url_ownership_unverified", "The URL prefix is not verified for this app.");
}

/** @returns the reason the post fails for, or null */
export async function judgePhoto({ fetch: request }: Emulation, url: string): Promise<string | null> {
  const bytes = await download(request, url);
  if (bytes === null) return "photo_pull_failed";
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  const words = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  const isWebp = words.startsWith("RIFF") && words.endsWith("WEBP");
  return (isJpeg || isWebp) && bytes.byteLength <= MAX_PHOTO_BYTES ? null : "file_format_check_failed";
}

export async function judgeClip(
  { fetch: request }: Emulation,
  url: string,
): Promise<{ readonly failReason: string } | { readonly seconds: number | null }> {
  const bytes = await download(request, url);
  if (bytes === null) return { failReason: "video_pull_failed" };
  const walker = new BoxWalker();
  walker.feed(bytes);
  return walker.judge(bytes.byteLength);
}

/** No redirects. null: not to be had. */
async function download(request: typeof fetch, url: string): Promise<Uint8Array | null> {
  try {
    const response = await request(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
