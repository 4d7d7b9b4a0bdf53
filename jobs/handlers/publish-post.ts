// Carries out `post.publish`: prepare, check, commit, read back; a lost answer is looked up, never repeated blindly.
import type { AppContext } from "../../agents/commands/context.ts";
import { beginCommit, moveOpenPost, OPEN_POST_STATES } from "../../agents/commands/post/open-post.ts";
import {
  composeDraft,
  loadPost,
  prepare,
  publisherOf,
  recordPublished,
  type WorkPost,
} from "../../agents/commands/post/publish-steps.ts";
import { beginTurn } from "../../agents/commands/schedule/begin-turn.ts";
import { postFailed } from "../../agents/commands/schedule/post-failed.ts";
import { isStopped } from "../../agents/commands/system/kill-switch.ts";
import { HOUR_MS } from "../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import type { PostDraft } from "../../agents/ports/publisher.ts";
import { enqueue } from "../../agents/work-orders/enqueue.ts";
import { publishPost } from "../../agents/work-orders/publish-post.ts";
import { defineHandler, type JobRun } from "./handler.ts";
import { releaseLease, takeLease } from "./lease.ts";

const OPEN: ReadonlySet<string> = new Set(OPEN_POST_STATES);
const LOOK_AGAIN_MS = 1_500;
/** While the kill switch is on, a post waits and asks again. */
const STOPPED_MS = 30_000;
/** After the queue's own tries: 2 h x 2^n, at most 3 times (domain 6). */
const RESCHEDULE_MS = 2 * HOUR_MS;
const RESCHEDULES = 3;

export const publishPostHandler = defineHandler(publishPost, async (context, { postId }, job) => {
  const post = await loadPost(context, postId);
  if (!post || !OPEN.has(post.state)) return;
  if (await isStopped(context)) await job.moveToDelayed(STOPPED_MS);
  const waitMs = post.dueAt.getTime() - context.clock.now().getTime();
  if (waitMs > 0) await job.moveToDelayed(waitMs);
  if (!(await beginTurn(context, postId))) return;
  if (!(await takeLease(context, "ScheduledPost", postId))) await job.moveToDelayed(LOOK_AGAIN_MS);
  let processing = false;
  try {
    processing = (await step(context, post, job.signal)) === "processing";
  } catch (thrown) {
    await giveUpOrRetry(context, post, thrown, job);
  } finally {
    await releaseLease(context, "ScheduledPost", postId);
  }
  if (processing) await job.moveToDelayed(LOOK_AGAIN_MS);
});

async function step(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<"processing" | "ended"> {
  const { publisher, account } = publisherOf(context, post);
  // A commit was begun and its answer is not known: look before anything else.
  if (post.state === "committing" || post.state === "unknown") {
    const found = await publisher.find(
      account,
      { containerId: post.containerId ?? "", caption: post.caption, since: post.updatedAt },
      signal,
    );
    if (found === "pending") return "processing";
    if (found) {
      await recordPublished(context, post, found);
      return "ended";
    }
  }
  const { prisma } = context.database;
  const containerId = post.containerId ?? (await prepareOnce(context, post, signal));
  if (containerId === null) return "ended";
  const state = await publisher.check(account, containerId, signal);
  if (state.state === "processing") return "processing";
  if (state.state === "failed") {
    if (!(await moveOpenPost(prisma, post.id, { containerId: null, state: "scheduled" }))) return "ended";
    throw new AppError(
      state.retryable ? "provider_failed" : "refused",
      `The platform could not use the picture (${state.code}).`,
      { reason: state.code },
    );
  }
  const draft = await composeDraft(context, post, signal);
  if (!(await beginCommit(context, post))) {
    context.log.info("post called off", { postId: post.id });
    context.ports.events.publish({ topic: `post:${post.id}`, kind: "canceled" });
    return "ended";
  }
  const externalId = await commit(context, post, containerId, draft, signal);
  // Taken, and still worked on: looked up until it is there.
  if (externalId === null) return "processing";
  const found = await publisher.find(account, { externalId }, signal);
  if (found === "pending") return "processing";
  await recordPublished(context, post, found ?? { externalId, permalink: null, labelled: null });
  return "ended";
}

/** null: it was called off before or while the platform prepared it. */
async function prepareOnce(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<string | null> {
  const { prisma } = context.database;
  if (!(await moveOpenPost(prisma, post.id, { state: "preparing" }))) return null;
  const containerId = await prepare(context, post, signal);
  return (await moveOpenPost(prisma, post.id, { containerId })) ? containerId : null;
}

async function commit(
  context: AppContext,
  post: WorkPost,
  containerId: string,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<string | null> {
  const { publisher, account } = publisherOf(context, post);
  const startedAt = context.clock.now();
  const note = (outcome: string, errorCode: string | null) =>
    context.database.prisma.postAttempt.create({
      data: {
        id: context.ids.next("postAttempt"),
        postId: post.id,
        step: "commit",
        outcome,
        errorCode,
        startedAt,
        finishedAt: context.clock.now(),
      },
    });
  try {
    const { externalId } = await publisher.commit(account, containerId, draft, signal);
    await note(externalId === null ? "taken" : "published", null);
    return externalId;
  } catch (thrown) {
    const error = toAppError(thrown);
    await note("failed", error.reason ?? error.code);
    if (error.code === "outcome_unknown") {
      await moveOpenPost(context.database.prisma, post.id, { state: "unknown" });
      throw new AppError("outcome_unknown", error.message, { retryable: true, cause: thrown });
    }
    throw thrown;
  }
}

async function giveUpOrRetry(context: AppContext, post: WorkPost, thrown: unknown, job: JobRun): Promise<void> {
  const error = toAppError(thrown);
  const again = error.retryable || error.code === "internal";
  if (job.signal.aborted || (again && job.attempt < job.maxAttempts)) throw thrown;
  const data = { error: error.message.slice(0, 300), errorCode: error.reason ?? error.code };
  if (again && post.reschedules < RESCHEDULES) {
    const delayMs = RESCHEDULE_MS * 2 ** post.reschedules;
    await context.database.prisma.$transaction(async (tx) => {
      const dueAt = new Date(context.clock.now().getTime() + delayMs);
      if (!(await moveOpenPost(tx, post.id, { ...data, dueAt, reschedules: { increment: 1 } }))) return;
      await enqueue(tx, context.ids, context.clock, publishPost, { postId: post.id }, { delayMs });
    });
    return;
  }
  if (!(await moveOpenPost(context.database.prisma, post.id, { ...data, state: "failed" }))) return;
  context.log.error("post failed", {
    postId: post.id,
    code: error.code,
    ...(error.reason ? { reason: error.reason } : {}),
  });
  context.ports.events.publish({ topic: `post:${post.id}`, kind: "failed" });
  await postFailed(context, post);
}
