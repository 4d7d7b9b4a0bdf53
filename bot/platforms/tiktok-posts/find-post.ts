// What became of a post: of one that was handed over, or of one that has its name already.
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PublishedPost } from "../../../agents/ports/publisher.ts";
import type { UploadContainer } from "./container.ts";
import { classifyFailReason, errorFrom, type PostsFailure } from "./errors.ts";
import type { PostsParts } from "./parts.ts";
import { fetchStatus, findVideo, findVideoByCaption, type LostPost, type PostStatus } from "./read-post.ts";

/** So long TikTok may look at a public post before it has a name of its own; then it is taken as it is. */
const MODERATION_MS = 10 * MINUTE_MS;

/** Handed over whole: nothing of ours is missing. null: TikTok does not say. */
export function isWhole({ status, uploaded_bytes }: PostStatus, { size }: UploadContainer): boolean | null {
  if (status !== "PROCESSING_UPLOAD") return true;
  return uploaded_bytes == null ? null : uploaded_bytes >= size;
}

export async function findContainer(
  parts: PostsParts,
  account: ConnectedAccount,
  container: UploadContainer,
  by: LostPost,
  signal: AbortSignal,
): Promise<PublishedPost | "pending" | null> {
  // Asked too often is no news: it is asked again.
  if (!parts.statusCalls.take(account.id).ok) return "pending";
  const answer = await fetchStatus(parts.client, account, container.publishId, signal);
  if (!answer.ok) return await findForgotten(parts, account, by, answer.failure, signal);
  const { status, publicaly_available_post_id: ids } = answer.data;
  switch (status) {
    case "FAILED":
      return null;
    case "SEND_TO_USER_INBOX":
      return inInbox(container.publishId);
    case "PUBLISH_COMPLETE":
      return await findComplete(parts, account, container, ids?.[0], signal);
    default:
      return isWhole(answer.data, container) === false ? null : "pending";
  }
}

/** By a video's id, or by the publish id of a post that has no other name. */
export async function findByName(
  { client, statusCalls }: PostsParts,
  account: ConnectedAccount,
  externalId: string,
  signal: AbortSignal,
): Promise<PublishedPost | "pending" | null> {
  if (/^\d+$/.test(externalId)) return await findVideo(client, account, externalId, signal);
  if (!statusCalls.take(account.id).ok) return "pending";
  const answer = await fetchStatus(client, account, externalId, signal);
  if (!answer.ok) {
    if (answer.failure.reason === "container_gone") return null;
    throw errorFrom(answer.failure, false);
  }
  const { status, publicaly_available_post_id: ids } = answer.data;
  if (status === "FAILED") return null;
  if (status === "SEND_TO_USER_INBOX") return inInbox(externalId);
  const [videoId] = ids ?? [];
  if (videoId === undefined) return inPrivate(externalId);
  return (await findVideo(client, account, videoId, signal)) ?? unlisted(videoId);
}

async function findComplete(
  { client, clock }: PostsParts,
  account: ConnectedAccount,
  container: UploadContainer,
  videoId: string | undefined,
  signal: AbortSignal,
): Promise<PublishedPost | "pending"> {
  if (videoId !== undefined) return (await findVideo(client, account, videoId, signal)) ?? unlisted(videoId);
  if (!container.isPublic) return inPrivate(container.publishId);
  const isYoung = clock.now().getTime() < container.startedAtMs + MODERATION_MS;
  return isYoung ? "pending" : inPrivate(container.publishId);
}

/** An id TikTok no longer knows proves nothing: the post may have been there all along. */
async function findForgotten(
  { client }: PostsParts,
  account: ConnectedAccount,
  by: LostPost,
  failure: PostsFailure,
  signal: AbortSignal,
): Promise<PublishedPost> {
  if (failure.reason !== "container_gone") throw errorFrom(failure, false);
  const found = await findVideoByCaption(client, account, by, signal);
  if (found) return found;
  throw new AppError("outcome_unknown", "TikTok no longer knows this upload, and lists no post with its caption.", {
    reason: "container_gone",
  });
}

/** A draft carries no label: whoever finishes it in the app has to set it, and the team has to know (trust C5). */
const inInbox = (publishId: string): PublishedPost => ({ externalId: publishId, permalink: null, labelled: false });
/** Seen by the creator alone: its only name is that of the upload. */
const inPrivate = (publishId: string): PublishedPost => ({ externalId: publishId, permalink: null, labelled: null });
const unlisted = (videoId: string): PublishedPost => ({ externalId: videoId, permalink: null, labelled: null });

/** Why TikTok failed it, and whether another try may do better. */
export function failedState({ fail_reason }: PostStatus) {
  const { reason, retryable } = classifyFailReason(fail_reason ?? "");
  return { state: "failed", code: reason, retryable } as const;
}
