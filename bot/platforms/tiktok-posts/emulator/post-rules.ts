// What a post of the emulated TikTok must keep to before it is begun: privacy, caps, and the rules of chunks.
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { invalidParams, PostsError } from "./posts-error.ts";
import type { EmulatedCreator, EmulatedPublish } from "./state.ts";
import { standingOf } from "./timeline.ts";

const MIB = 1024 * 1024;
const MIN_CHUNK_BYTES = 5 * MIB;
const MAX_CHUNK_BYTES = 64 * MIB;
const MAX_LAST_CHUNK_BYTES = 128 * MIB;
const MAX_CHUNKS = 1_000;
const MAX_VIDEO_BYTES = 4 * 1024 * MIB;
const MAX_PENDING_SHARES = 5;
const MAX_ACTIVE_USERS = 5;

export interface FileSource {
  readonly video_size: number;
  readonly chunk_size: number;
  readonly total_chunk_count: number;
}

/** @throws PostsError */
export function requireChunks({ video_size: size, chunk_size: chunk, total_chunk_count: count }: FileSource): void {
  if (size > MAX_VIDEO_BYTES) throw new PostsError("invalid_file_upload", "The video is larger than 4 GB.");
  if (chunk > size) throw invalidParams("The chunk size is larger than the video.");
  const isWhole = chunk === size && count === 1;
  if (size < MIN_CHUNK_BYTES && !isWhole) throw invalidParams("A video below 5 MB is uploaded whole.");
  if (!isWhole && chunk < MIN_CHUNK_BYTES) throw invalidParams("The chunk size is below 5 MB.");
  if (chunk > MAX_CHUNK_BYTES) throw invalidParams("The chunk size is above 64 MB.");
  if (count > MAX_CHUNKS || count !== Math.floor(size / chunk))
    throw invalidParams("The total chunk count is incorrect.");
  if (size - (count - 1) * chunk > MAX_LAST_CHUNK_BYTES) throw invalidParams("The last chunk is above 128 MB.");
}

/** @throws PostsError */
export function requirePrivacy({ rules }: Emulation, creator: EmulatedCreator, privacy: string): void {
  if (!creator.privacyOptions.includes(privacy))
    throw new PostsError("privacy_level_option_mismatch", "The privacy level is not one of the creator's options.");
  if (rules.audited || (privacy === "SELF_ONLY" && creator.isPrivate)) return;
  throw new PostsError(
    "unaudited_client_can_only_post_to_private_accounts",
    "Unaudited clients can only post to private accounts, for the creator's eyes only.",
  );
}

/** @throws PostsError */
export function requireRoom(emulation: Emulation, creator: EmulatedCreator, mode: "direct" | "inbox"): void {
  const { rules, clock } = emulation;
  const since = clock.now().getTime() - DAY_MS;
  const recent = [...emulation.state.publishes.values()].filter((publish) => publish.createdAtMs > since);
  const own = recent.filter((publish) => publish.accountId === creator.id && publish.mode === mode);
  if (mode === "direct" && own.filter((publish) => isPosted(emulation, publish)).length >= rules.postsPerDay)
    throw new PostsError("spam_risk_too_many_posts", "The daily post cap from the API is reached.");
  if (mode === "inbox" && own.filter((publish) => publish.canceledAtMs === null).length >= MAX_PENDING_SHARES)
    throw new PostsError("spam_risk_too_many_pending_share", "There may be at most 5 pending shares within a day.");
  const others = new Set(recent.map((publish) => publish.accountId).filter((id) => id !== creator.id));
  if (!rules.audited && others.size >= MAX_ACTIVE_USERS)
    throw new PostsError("reached_active_user_cap", "The daily quota of active publishing users is reached.");
}

function isPosted(emulation: Emulation, publish: EmulatedPublish): boolean {
  return publish.takenAtMs !== null && standingOf(emulation, publish).status !== "FAILED";
}
