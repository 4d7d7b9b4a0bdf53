// What comes of a step of publishing that failed: again in seconds, in minutes, in hours, and then a failure people hear of.
import { coolDown } from "../../agents/commands/account/cool-down.ts";
import type { AppContext } from "../../agents/commands/context.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { NOTICE_TOPIC } from "../../agents/commands/notice/write-notice.ts";
import { moveOpenPost } from "../../agents/commands/post/open-post.ts";
import { tellOfTrouble } from "../../agents/commands/post/tell-of-trouble.ts";
import type { WorkPost } from "../../agents/commands/post/work-post.ts";
import { scheduleReplan } from "../../agents/commands/schedule/schedule-replan.ts";
import { HOUR_MS, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import { enqueue } from "../../agents/work-orders/enqueue.ts";
import { publishPost } from "../../agents/work-orders/publish-post.ts";
import type { JobRun } from "./handler.ts";

/** 60, 120, 240 s when the platform says there were too many calls (domain 6). */
const RATE_LIMITED_MS = MINUTE_MS;
/** After the queue's own tries: 2 h x 2^n, at most 3 times (domain 6). */
const RESCHEDULE_MS = 2 * HOUR_MS;
const RESCHEDULES = 3;
/** The platform took offence at the account, not at the post. */
const OFFENCES: ReadonlySet<string> = new Set(["blocked_as_spam", "account_restricted"]);

/** @throws what was thrown, where the queue tries again */
export async function giveUpOrRetry(context: AppContext, post: WorkPost, thrown: unknown, job: JobRun): Promise<void> {
  const error = toAppError(thrown);
  const again = error.retryable || error.code === "internal";
  if (job.signal.aborted || (again && job.attempt < job.maxAttempts)) throw calmed(thrown, error, job);
  if (again && post.reschedules < RESCHEDULES) return await reschedule(context, post, error);
  await fail(context, post, error);
}

function calmed(thrown: unknown, error: AppError, { attempt }: JobRun): unknown {
  if (error.code !== "rate_limited") return thrown;
  const retryAfterMs = Math.max(error.retryAfterMs ?? 0, RATE_LIMITED_MS * 2 ** (attempt - 1));
  const { code, message, reason } = error;
  return new AppError(code, message, { retryAfterMs, cause: thrown, ...(reason === undefined ? {} : { reason }) });
}

const written = (error: AppError) => ({
  error: error.message.slice(0, 300),
  errorCode: error.reason ?? error.code,
});

async function reschedule(context: AppContext, post: WorkPost, error: AppError): Promise<void> {
  const delayMs = RESCHEDULE_MS * 2 ** post.reschedules;
  await context.database.prisma.$transaction(async (tx) => {
    const dueAt = new Date(context.clock.now().getTime() + delayMs);
    const data = { ...written(error), dueAt, reschedules: { increment: 1 } };
    if (!(await moveOpenPost(tx, post.id, data))) return;
    await enqueue(tx, context.ids, context.clock, publishPost, { postId: post.id }, { delayMs });
  });
  context.ports.events.publish({ topic: `post:${post.id}`, kind: "rescheduled" });
}

async function fail(context: AppContext, post: WorkPost, error: AppError): Promise<void> {
  const data = written(error);
  const isFailed = await context.database.prisma.$transaction(async (tx) => {
    if (!(await moveOpenPost(tx, post.id, { ...data, state: "failed" }))) return false;
    await tellOfTrouble(context, tx, post, "failed", data.errorCode);
    if (OFFENCES.has(data.errorCode) && (await coolDown(context, tx, post.account.id))) {
      await tellOfTrouble(context, tx, post, "account_paused", data.errorCode);
    }
    return true;
  });
  if (!isFailed) return;
  context.log.error("post failed", {
    postId: post.id,
    code: error.code,
    ...(error.reason ? { reason: error.reason } : {}),
  });
  context.ports.events.publish({ topic: `post:${post.id}`, kind: "failed" });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  await callInternal(context, scheduleReplan, { accountId: post.account.id });
}
