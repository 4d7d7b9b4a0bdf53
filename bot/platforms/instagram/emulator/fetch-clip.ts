// The emulated Instagram really fetches the clips it is told to publish; what is wrong with one shows in its container.
// Clips are kept while they arrive: in memory there is never more than a piece of one.
import { createHash } from "node:crypto";
import { downloadPieces } from "./fetch-picture.ts";
import { GraphError } from "./graph-error.ts";
import { type Mp4Facts, readMp4 } from "./mp4-facts.ts";
import { type PictureShelf, piecesOnShelf } from "./picture-shelf.ts";
import type { EmulatedMedia, PostFormat } from "./state.ts";

interface ClipLimits {
  readonly maxBytes: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** Instagram Platform, content publishing: reels, and stories and carousel items that move. */
const REEL: ClipLimits = { maxBytes: 300 * 1024 * 1024, minSeconds: 3, maxSeconds: 15 * 60 };
const STORY: ClipLimits = { maxBytes: 100 * 1024 * 1024, minSeconds: 3, maxSeconds: 60 };
const MAX_WIDTH = 1_920;
const ASPECT = { least: 0.01, most: 10 };
const FRAME_RATE = { least: 23, most: 60 };
const VIDEO_CODECS: ReadonlySet<string> = new Set(["avc1", "avc3", "hvc1", "hev1"]);
/** Containers end at whole packets. */
const SECONDS_TOLERANCE = 0.1;

export const CLIP_FAILURES = { format: 2_207_026, download: 2_207_077, thumbOffset: 2_207_057 } as const;

export interface ClipWish {
  readonly format: PostFormat;
  readonly thumbOffsetMs: number | null;
}

export interface JudgedClip {
  readonly media: readonly EmulatedMedia[];
  /** The subcode the container fails with; null: it is fit for a post. */
  readonly failure: number | null;
}

/** Puts it on the shelf under the container's id. */
export async function fetchPostClip(
  url: string,
  request: typeof fetch,
  shelf: PictureShelf,
  id: string,
  wish: ClipWish,
): Promise<JudgedClip> {
  try {
    for await (const piece of downloadPieces(url, request)) shelf.append(id, piece);
  } catch (thrown) {
    if (!(thrown instanceof GraphError)) throw thrown;
    shelf.remove(id);
    return { media: [], failure: CLIP_FAILURES.download };
  }
  return judgeClip(shelf, id, wish);
}

/** What lies on the shelf as a whole. */
export function judgeClip(shelf: PictureShelf, id: string, { format, thumbOffsetMs }: ClipWish): JudgedClip {
  const size = shelf.size(id);
  const hash = createHash("sha256");
  for (const piece of piecesOnShelf(shelf, id)) hash.update(piece);
  const media = [{ kind: "video", bytes: size, sha256: hash.digest("hex") }] as const;
  const limits = format === "story" ? STORY : REEL;
  const facts = readMp4({ size, read: (range) => shelf.read(id, range) });
  if (!facts || size > limits.maxBytes || !isTaken(facts, limits)) return { media, failure: CLIP_FAILURES.format };
  const isBeyond = thumbOffsetMs !== null && thumbOffsetMs > facts.seconds * 1_000;
  return { media, failure: isBeyond ? CLIP_FAILURES.thumbOffset : null };
}

function isTaken(facts: Mp4Facts, { minSeconds, maxSeconds }: ClipLimits): boolean {
  const { seconds, width, height, videoCodec, audioCodec, framesPerSecond, isIndexFirst } = facts;
  const aspect = width / height;
  return (
    isIndexFirst &&
    seconds >= minSeconds &&
    seconds <= maxSeconds + SECONDS_TOLERANCE &&
    width <= MAX_WIDTH &&
    aspect >= ASPECT.least &&
    aspect <= ASPECT.most &&
    videoCodec !== null &&
    VIDEO_CODECS.has(videoCodec) &&
    (audioCodec === null || audioCodec === "mp4a") &&
    Math.round(framesPerSecond) >= FRAME_RATE.least &&
    Math.round(framesPerSecond) <= FRAME_RATE.most
  );
}
