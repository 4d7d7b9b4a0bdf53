// Clips on TikTok as a Publisher. TikTok has no commit of its own: a post begins by itself once its last byte is there, so
// everything but the last chunk is preparation. Photos are not offered: their API has no AI label to set (trust C5).
import { z } from "zod";
import { HOUR_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ContainerState, PostDraft, PostMedia, Publisher } from "../../../agents/ports/publisher.ts";
import { TIKTOK_POSTS_PLATFORM } from "../tiktok-login/platform-id.ts";
import { type ChunkPlan, chunkRange, MAX_CLIP_BYTES, planChunks } from "./chunk-plan.ts";
import { readAnswer, type TiktokPostsOptions } from "./client.ts";
import { readClipSeconds } from "./clip-facts.ts";
import { readContainer, type UploadContainer, writeContainer } from "./container.ts";
import { CREATOR_INFO_PATH, CreatorInfo, postInfoOf, requireDuration } from "./creator.ts";
import { errorFrom } from "./errors.ts";
import { failedState, findByName, findContainer, isWhole } from "./find-post.ts";
import { createParts, type PostsParts } from "./parts.ts";
import type { RateWindow } from "./rate-window.ts";
import { countVideosOfDay, fetchStatus } from "./read-post.ts";
import { putChunk, requireUploadUrl } from "./upload.ts";

/** About what TikTok takes of one creator; it states no figure of its own. */
const POSTS_PER_DAY = 15;
/** Of TikTok's hour we leave some to the last chunk. */
const UPLOAD_MS = HOUR_MS - 5 * MINUTE_MS;
const LOST_CHUNK_TRIES = 3;

const Initialised = z.object({ publish_id: z.string().min(1), upload_url: z.string().min(1) });

export function createTiktokPublisher(options: TiktokPostsOptions): Publisher {
  const parts = createParts(options);
  return {
    info: { platform: TIKTOK_POSTS_PLATFORM, postsPerDay: POSTS_PER_DAY, formats: ["video"] },
    quota: async (account, signal) => {
      const listed = await countVideosOfDay(parts.client, account, parts.clock.now(), signal);
      return { used: Math.max(listed ?? 0, parts.commits.count(account.id)), total: POSTS_PER_DAY };
    },
    prepare: (account, draft, signal) => prepare(parts, account, draft, signal),
    check: (account, containerId, signal) => check(parts, account, containerId, signal),
    commit: (account, containerId, draft, signal) => commit(parts, account, containerId, draft, signal),
    find: async (account, by, signal) => {
      if ("externalId" in by) return await findByName(parts, account, by.externalId, signal);
      const container = readContainer(by.containerId);
      return container === null ? null : await findContainer(parts, account, container, by, signal);
    },
  };
}

async function prepare(
  parts: PostsParts,
  account: ConnectedAccount,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<{ containerId: string }> {
  const media = requireClip(draft);
  const seconds = await readClipSeconds(media);
  const post = draft.choices?.asDraft === true ? null : await postInfo(parts, account, draft, seconds, signal);
  const plan = planChunks(media.bytes);
  const startedAtMs = parts.clock.now().getTime();
  const made = await init(parts, account, post, plan, signal);
  const container: UploadContainer = {
    publishId: made.publish_id,
    uploadUrl: requireUploadUrl(made.upload_url, parts.options.baseUrl()),
    expiresAtMs: startedAtMs + UPLOAD_MS,
    startedAtMs,
    ...plan,
    contentType: media.contentType,
    isPublic: post !== null && post.privacy_level === "PUBLIC_TO_EVERYONE",
  };
  for (let index = 0; index < plan.count - 1; index += 1) {
    await uploadChunk(parts, account, container, media, index, signal);
  }
  return { containerId: writeContainer(container) };
}

async function postInfo(
  { client, creatorInfoCalls }: PostsParts,
  account: ConnectedAccount,
  draft: PostDraft,
  seconds: number | null,
  signal: AbortSignal,
) {
  requireTurn(creatorInfoCalls, account);
  const request = { method: "POST", path: CREATOR_INFO_PATH, token: account.accessToken, body: {}, signal } as const;
  const creator = readAnswer(await client.call(request, CreatorInfo));
  requireDuration(seconds, creator);
  return postInfoOf(draft, creator);
}

/** Without the bytes that follow nothing comes of it; still it is asked once only, for each one counts. */
async function init(
  { client, initCalls }: PostsParts,
  account: ConnectedAccount,
  post: ReturnType<typeof postInfoOf> | null,
  plan: ChunkPlan,
  signal: AbortSignal,
): Promise<z.output<typeof Initialised>> {
  requireTurn(initCalls, account);
  const file = { video_size: plan.size, chunk_size: plan.chunkSize, total_chunk_count: plan.count };
  const source_info = { source: "FILE_UPLOAD", ...file };
  const path = post === null ? "/v2/post/publish/inbox/video/init/" : "/v2/post/publish/video/init/";
  const body = post === null ? { source_info } : { post_info: post, source_info };
  return readAnswer(await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Initialised));
}

/** One of those before the last: sent again only after TikTok said that it does not have it. */
async function uploadChunk(
  parts: PostsParts,
  account: ConnectedAccount,
  container: UploadContainer,
  media: PostMedia,
  index: number,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await sendChunk(parts, container, media, index, signal);
    if (outcome === "more") return;
    if (outcome === "gone" || attempt === LOST_CHUNK_TRIES || signal.aborted) throw uploadFailed(outcome);
    const answer = await fetchStatus(parts.client, account, container.publishId, signal);
    const has = answer.ok ? answer.data.uploaded_bytes : null;
    const { start, end } = chunkRange(container, index);
    if (has === end) return;
    if (has !== start) throw uploadFailed(outcome);
  }
}

async function sendChunk(
  { options }: PostsParts,
  { uploadUrl: url, contentType, ...plan }: UploadContainer,
  media: PostMedia,
  index: number,
  signal: AbortSignal,
) {
  const range = chunkRange(plan, index);
  const end = await media.read({ start: range.end - 1, end: range.end });
  if (end.byteLength === 0) throw uploadFailed("short_file");
  return await putChunk(options, { url, media: { ...media, contentType, bytes: plan.size }, range, signal });
}

async function check(
  { client, clock, statusCalls }: PostsParts,
  account: ConnectedAccount,
  containerId: string,
  signal: AbortSignal,
): Promise<ContainerState> {
  const container = readContainer(containerId);
  if (container === null) return { state: "failed", code: "container_unknown", retryable: true };
  if (!statusCalls.take(account.id).ok) return { state: "processing" };
  const answer = await fetchStatus(client, account, container.publishId, signal);
  if (!answer.ok) {
    if (answer.failure.reason === "container_gone") return { state: "failed", code: "container_gone", retryable: true };
    throw errorFrom(answer.failure, false);
  }
  if (answer.data.status === "FAILED") return failedState(answer.data);
  if (isWhole(answer.data, container) === true) return { state: "published" };
  const isOver = clock.now().getTime() >= container.expiresAtMs;
  return isOver ? { state: "failed", code: "upload_expired", retryable: true } : { state: "ready" };
}

async function commit(
  parts: PostsParts,
  account: ConnectedAccount,
  containerId: string,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<{ externalId: null }> {
  const container = readContainer(containerId);
  if (container === null) throw new AppError("expired", "This upload is not known.", { reason: "container_unknown" });
  const media = requireClip(draft);
  if (media.bytes !== container.size) {
    throw new AppError("refused", "The clip is not the one whose upload was begun.", { reason: "file_changed" });
  }
  const outcome = await sendChunk(parts, container, media, container.count - 1, signal);
  if (outcome === "done") {
    parts.commits.take(account.id);
    return { externalId: null };
  }
  if (outcome === "not_sent") throw uploadFailed(outcome);
  // Not lost without trace: TikTok may have the whole clip already, from this call or from one before.
  const answer = await fetchStatus(parts.client, account, container.publishId, signal);
  const isOpen = answer.ok && isWhole(answer.data, container) === false && outcome !== "lost";
  if (isOpen) throw uploadFailed(outcome);
  parts.commits.take(account.id);
  throw new AppError("outcome_unknown", "TikTok's answer to the last part of the clip was lost.", {
    reason: "connection_lost",
  });
}

function requireClip(draft: PostDraft): PostMedia {
  const [media, ...more] = draft.media;
  if (draft.format !== "video" || !media || more.length > 0 || media.kind !== "video") {
    throw new AppError("invalid_input", "A TikTok post has one clip.", { field: "media" });
  }
  if (media.bytes > MAX_CLIP_BYTES) {
    throw new AppError("provider_refused", `The clip has more than ${MAX_CLIP_BYTES} bytes.`, {
      field: "media",
      reason: "too_large",
    });
  }
  return media;
}

/** @throws AppError `rate_limited`, before TikTok has to say so */
function requireTurn(calls: RateWindow, account: ConnectedAccount): void {
  const turn = calls.take(account.id);
  if (turn.ok) return;
  throw new AppError("rate_limited", "TikTok takes only so many of these calls a minute.", {
    reason: "rate_limited",
    retryAfterMs: turn.waitMs,
  });
}

function uploadFailed(reason: string): AppError {
  return new AppError("provider_failed", `The upload to TikTok broke off: ${reason}.`, { reason: "upload_failed" });
}
