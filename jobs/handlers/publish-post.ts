// Carries out `post.publish`: prepare, check, commit, read back; a lost answer is looked up, never repeated blindly.
import type { AppContext } from "../../agents/commands/context.ts";
import { composeDraft } from "../../agents/commands/post/compose-draft.ts";
import { beginCommit, moveOpenPost, OPEN_POST_STATES } from "../../agents/commands/post/open-post.ts";
import { prepare, recordPublished } from "../../agents/commands/post/publish-steps.ts";
import { loadPost, publisherOf, type WorkPost } from "../../agents/commands/post/work-post.ts";
import { beginTurn } from "../../agents/commands/schedule/begin-turn.ts";
import { isReady } from "../../agents/commands/segment/segment-query.ts";
import { isStopped } from "../../agents/commands/system/kill-switch.ts";
import { HOUR_MS, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import type { PostDraft } from "../../agents/ports/publisher.ts";
import { publishPost } from "../../agents/work-orders/publish-post.ts";
import { defineHandler, type JobRun } from "./handler.ts";
import { releaseLease, renewLease, takeLease } from "./lease.ts";
import { giveUpOrRetry } from "./publish-trouble.ts";

const OPEN: ReadonlySet<string> = new Set(OPEN_POST_STATES);
const LOOK_AGAIN_MS = 1_500;
/** Instagram asks for one look a minute at most while a clip is worked on. */
const LOOK_AGAIN_MOST_MS = MINUTE_MS;
/** While the kill switch is on, a post waits and asks again. */
const STOPPED_MS = 30_000;
/** As long as its account is paused or disconnected. */
const AWAY_MS = 5 * MINUTE_MS;
/** Twice the five minutes that Instagram's guide waits for a container. */
const STUCK_MS = 10 * MINUTE_MS;
/** A second container that does not become ready either is the last. */
const MOST_STUCK = 2;

export const publishPostHandler = defineHandler(publishPost, async (context, { postId }, job) => {
  const { prisma } = context.database;
  const waiting = await prisma.scheduledPost.findUnique({ where: { id: postId }, select: WAITING });
  if (!waiting || !OPEN.has(waiting.state)) return;
  if (await isStopped(context)) await job.moveToDelayed(STOPPED_MS);
  const waitMs = waiting.dueAt.getTime() - context.clock.now().getTime();
  if (waitMs > 0) await job.moveToDelayed(waitMs);
  // What is planned asks for its turn instead, and waits without a job.
  const isAsked = waiting.state === "scheduled" && waiting.placedBy !== "now";
  if (!isAsked && !mayBeOut(waiting) && !isReady(waiting.account)) await job.moveToDelayed(AWAY_MS);
  if (!(await beginTurn(context, postId))) return;
  if (!(await takeLease(context, "ScheduledPost", postId))) await job.moveToDelayed(LOOK_AGAIN_MS);
  const endLease = renewLease(context, "ScheduledPost", postId);
  let againMs: number | null = null;
  try {
    againMs = await advance(context, postId, job);
  } finally {
    endLease();
    await releaseLease(context, "ScheduledPost", postId);
  }
  if (againMs !== null) await job.moveToDelayed(againMs);
});

const WAITING = {
  state: true,
  dueAt: true,
  placedBy: true,
  account: { select: { state: true, pausedAt: true } },
} as const;

/** @returns when to look again at what the platform works on; null: it is at its end, or waits in the queue */
async function advance(context: AppContext, postId: string, job: JobRun): Promise<number | null> {
  // Only now: what happened before the lease was ours has to be seen.
  const post = await loadPost(context, postId);
  if (!post || !OPEN.has(post.state)) return null;
  try {
    return (await step(context, post, job.signal)) === "processing" ? lookAgainMs(context, post) : null;
  } catch (thrown) {
    await giveUpOrRetry(context, post, thrown, job);
    return null;
  }
}

/** A commit was begun, and its answer is not known. */
const mayBeOut = ({ state }: Pick<WorkPost, "state">) => state === "committing" || state === "unknown";

/** The longer it takes, the less often it is asked. */
function lookAgainMs(context: AppContext, { containerAt }: WorkPost): number {
  const ageMs = containerAt ? context.clock.now().getTime() - containerAt.getTime() : 0;
  return Math.round(Math.min(LOOK_AGAIN_MOST_MS, Math.max(LOOK_AGAIN_MS, ageMs / 4)));
}

async function step(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<"processing" | "ended"> {
  const { publisher, account } = publisherOf(context, post);
  // Look before anything else.
  if (mayBeOut(post)) {
    const since = post.committedAt ?? post.updatedAt;
    const notThese = await knownPosts(context, post, since);
    const by = { containerId: post.containerId ?? "", caption: post.caption, since, notThese };
    const found = await publisher.find(account, by, signal);
    if (found === "pending") return "processing";
    if (found) {
      await recordPublished(context, post, found, { isLookedUp: true });
      return "ended";
    }
  }
  const containerId = post.containerId ?? (await prepareOnce(context, post, signal));
  if (containerId === null) return "ended";
  const state = await publisher.check(account, containerId, signal);
  if (state.state === "processing") return await keepWaiting(context, post);
  if (state.state === "failed") {
    if (!(await dropContainer(context, post))) return "ended";
    throw new AppError(
      state.retryable ? "provider_failed" : "refused",
      `The platform could not use the file (${state.code}).`,
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

/** What else went out on the account around that time: with the same caption, or without one, it would look the same. */
async function knownPosts(context: AppContext, post: WorkPost, since: Date): Promise<readonly string[]> {
  const from = new Date(since.getTime() - HOUR_MS);
  const others = await context.database.prisma.scheduledPost.findMany({
    where: { accountId: post.accountId, id: { not: post.id }, externalId: { not: null }, publishedAt: { gte: from } },
    select: { externalId: true },
  });
  return others.flatMap(({ externalId }) => externalId ?? []);
}

/** null: it was called off before or while the platform prepared it. */
async function prepareOnce(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<string | null> {
  const { prisma } = context.database;
  if (!(await moveOpenPost(prisma, post.id, { state: "preparing" }))) return null;
  const containerId = await prepare(context, post, signal);
  const containerAt = context.clock.now();
  return (await moveOpenPost(prisma, post.id, { containerId, containerAt })) ? containerId : null;
}

/** @throws AppError when the platform has been at it for too long */
async function keepWaiting(context: AppContext, post: WorkPost): Promise<"processing" | "ended"> {
  const ageMs = post.containerAt ? context.clock.now().getTime() - post.containerAt.getTime() : 0;
  if (ageMs < STUCK_MS) return "processing";
  if (!(await dropContainer(context, post, { stuck: { increment: 1 } }))) return "ended";
  throw new AppError("provider_failed", "The platform does not come to an end with the file.", {
    reason: "container_stuck",
    retryable: post.stuck + 1 < MOST_STUCK,
  });
}

function dropContainer(context: AppContext, post: WorkPost, more: { stuck?: { increment: number } } = {}) {
  const data = { containerId: null, containerAt: null, state: "scheduled" as const, ...more };
  return moveOpenPost(context.database.prisma, post.id, data);
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
    // Turned away at the door: there is nothing to look for, which matters where a platform shows nothing.
    if (error.code === "rate_limited" && !mayBeOut(post)) {
      await moveOpenPost(context.database.prisma, post.id, { state: "preparing" });
    }
    // What was prepared is no longer there. Whether it was used up by an earlier commit is looked up first.
    if (error.code === "expired") {
      const reason = error.reason ?? "container_gone";
      throw new AppError("provider_failed", error.message, { reason, cause: thrown });
    }
    throw thrown;
  }
}
