// Carries out `vendor-job.advance`: submit once, look after it, keep it. A job fails alone; its neighbours and labels stay.
import type { AppContext } from "../../agents/commands/context.ts";
import { afterJob } from "../../agents/commands/vendor-job/after-job.ts";
import {
  AWAITING_CALLBACK,
  beginAttempt,
  endWithoutResult,
  resumeAttempt,
  type Submitted,
  submitAttempt,
} from "../../agents/commands/vendor-job/attempt.ts";
import { failJob } from "../../agents/commands/vendor-job/end-job.ts";
import { keepMade } from "../../agents/commands/vendor-job/keep-made.ts";
import { attemptKeyOf, isOpen, loadJob, type WorkJob } from "../../agents/commands/vendor-job/load-job.ts";
import { mayTryAnother, routeJob } from "../../agents/commands/vendor-job/route-job.ts";
import { tellProgress } from "../../agents/commands/vendor-job/tell-progress.ts";
import { tellWaiting } from "../../agents/commands/vendor-job/tell-waiting.ts";
import { type MadeWork, type Work, workOf } from "../../agents/commands/vendor-job/work.ts";
import { MINUTE_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import type { VendorOutcome } from "../../agents/ports/vendor-job.ts";
import { advanceVendorJob } from "../../agents/work-orders/advance-vendor-job.ts";
import { defineHandler, type JobRun } from "./handler.ts";
import { releaseLease, renewLease, takeLease } from "./lease.ts";
import type { ProviderSlots } from "./provider-slots.ts";

/** A picture or clip is looked at again soon; nobody watches a training that closely. */
const LOOK_AGAIN_MS = 2 * SECOND_MS;
const LOOK_AT_TRAINING_MS = 15 * SECOND_MS;
/** While today's budget is used up, a job waits and asks again (domain 5). */
const BUDGET_WAIT_MS = MINUTE_MS;
/** The call itself wakes the job; this is for when it never comes. */
const AWAIT_CALLBACK_MS = 30 * SECOND_MS;

/** @param slots how many jobs are at each provider at once; what is made is examined and stored beside them */
export function advanceVendorJobHandler(slots: ProviderSlots) {
  return defineHandler(advanceVendorJob, async (context, { jobId }, job) => {
    const row = await loadJob(context, jobId);
    if (!row) return;
    if (!isOpen(row)) return await afterJob(context, row);
    const waitMs = await advance(context, row, slots, job);
    if (waitMs > 0) await job.moveToDelayed(waitMs);
  });
}

/** @returns when to come back, 0 for never */
async function advance(context: AppContext, row: WorkJob, slots: ProviderSlots, job: JobRun): Promise<number> {
  try {
    const work = await workOf(context, row);
    const plan = await planAttempt(context, work, row);
    if ("waitMs" in plan) return plan.waitMs;
    const made = await underLease(context, row.id, () =>
      slots.at(
        plan.provider,
        (leave) => plan.make(job.signal, leave),
        async () => await plan.sendAhead?.(job.signal),
      ),
    );
    if (made === "busy") return LOOK_AGAIN_MS;
    try {
      return await takeIn(context, work, row, made, job);
    } finally {
      await releaseLease(context, "VendorJob", row.id);
    }
  } catch (thrown) {
    return await giveUpOrRetry(context, row, thrown, job);
  }
}

interface Looked {
  readonly submitted: Submitted;
  readonly outcome: VendorOutcome<MadeWork>;
}

interface AttemptPlan {
  readonly provider: string;
  /** Of a new attempt: what costs nothing and need not wait for its slot. */
  sendAhead?(signal: AbortSignal): Promise<void>;
  /** @param ended called when the vendor is done with it */
  make(signal: AbortSignal, ended: () => void): Promise<Looked>;
}

/** The attempt in flight goes on; a new one goes where the routing says, or waits for whoever rests. */
async function planAttempt(
  context: AppContext,
  work: Work,
  row: WorkJob,
): Promise<AttemptPlan | { readonly waitMs: number }> {
  const look = async (submitted: Submitted, signal: AbortSignal, ended: () => void): Promise<Looked> => ({
    submitted,
    outcome: await submitted.worker.collect(submitted.externalId, signal, ended),
  });
  if (row.state !== "planned") {
    return {
      provider: row.provider ?? "",
      make: async (signal, ended) => look(await resumeAttempt(context, work, row, signal), signal, ended),
    };
  }
  const route = await routeJob(context, work, row);
  if (route.state !== "chosen") {
    return {
      waitMs: Math.max(
        LOOK_AGAIN_MS,
        route.state === "resting" ? route.until.getTime() - context.clock.now().getTime() : 0,
      ),
    };
  }
  const { worker } = route.vendor;
  return {
    provider: worker.info.provider,
    sendAhead: async (signal) => {
      try {
        await worker.sendAhead?.(attemptKeyOf({ id: row.id, attempt: row.attempt + 1 }), signal);
      } catch (thrown) {
        context.log.warn("files not sent ahead", { vendorJobId: row.id, error: thrown });
      }
    },
    make: async (signal, ended) => {
      const begun = await beginAttempt(context, row, worker, signal);
      return await look(await submitAttempt(context, work, row, begun, signal), signal, ended);
    },
  };
}

/** Keeps the lease for what follows; gives it back when there is nothing. */
async function underLease<Result>(
  context: AppContext,
  id: string,
  work: () => Promise<Result>,
): Promise<Result | "busy"> {
  if (!(await takeLease(context, "VendorJob", id))) return "busy";
  // A slot may be long in coming, and some vendors answer only when the work is done.
  const stopRenewing = renewLease(context, "VendorJob", id);
  try {
    return await work();
  } catch (thrown) {
    await releaseLease(context, "VendorJob", id);
    throw thrown;
  } finally {
    stopRenewing();
  }
}

async function takeIn(
  context: AppContext,
  work: Work,
  row: WorkJob,
  { submitted, outcome }: Looked,
  job: JobRun,
): Promise<number> {
  // Read again: the attempt's number is part of every key.
  const current = (await loadJob(context, row.id)) ?? row;
  if (outcome.state === "running") {
    await tellProgress(context, current, outcome);
    return row.kind === "training" ? LOOK_AT_TRAINING_MS : LOOK_AGAIN_MS;
  }
  if (outcome.state === "succeeded") {
    await keepMade(context, current, submitted, outcome.made, {
      final: job.attempt >= job.maxAttempts,
      signal: job.signal,
    });
    await afterJob(context, current);
    return 0;
  }
  await endWithoutResult(context, current, submitted, outcome);
  const mayGoOn = outcome.state === "failed" && outcome.retryable;
  const others = await mayTryAnother(context, work, current);
  if (mayGoOn || others)
    throw new AppError("provider_failed", outcome.reason, { reason: outcome.state, retryable: true });
  throw new AppError("provider_refused", outcome.reason, { reason: outcome.state });
}

async function giveUpOrRetry(context: AppContext, row: WorkJob, thrown: unknown, job: JobRun): Promise<number> {
  const error = toAppError(thrown);
  if (error.code === "budget_reached") {
    await tellWaiting(context, row, error.message);
    return BUDGET_WAIT_MS;
  }
  if (error.reason === AWAITING_CALLBACK) return AWAIT_CALLBACK_MS;
  const facts = { vendorJobId: row.id, attempt: job.attempt, code: error.code, error: thrown };
  const mayRetry = (error.retryable || error.code === "internal") && job.attempt < job.maxAttempts;
  if (mayRetry || job.signal.aborted) {
    context.log.warn("vendor job will be tried again", facts);
    throw thrown;
  }
  context.log.error("vendor job failed", facts);
  await failJob(context, row, error.reason === "refused" ? "refused" : "failed", error);
  await afterJob(context, row);
  return 0;
}
