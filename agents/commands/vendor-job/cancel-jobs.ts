// Calls work off: what waits is never begun, what is with a vendor is stopped there where it can be. What was billed stays billed.
import { toAppError } from "../../kernel/errors.ts";
import type { AppContext, CommandContext, Transaction } from "../context.ts";
import { releaseCost, settleCost } from "../money/budget.ts";
import { afterJob } from "./after-job.ts";
import { JOB_PARTS, OPEN_JOB_STATES, type WorkJob } from "./load-job.ts";
import { type WorkVendor, workOf } from "./work.ts";

type Which = NonNullable<Parameters<Transaction["vendorJob"]["findMany"]>[0]>["where"];

/** In the transaction of the command. @returns those that were open; tell their vendors afterwards */
export async function cancelJobs(context: CommandContext, tx: Transaction, which: Which): Promise<readonly WorkJob[]> {
  const open = await tx.vendorJob.findMany({
    where: { ...which, state: { in: [...OPEN_JOB_STATES] } },
    include: JOB_PARTS,
  });
  await tx.vendorJob.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, state: { in: [...OPEN_JOB_STATES] } },
    data: { state: "canceled", endedAt: context.clock.now() },
  });
  return open;
}

/** A vendor that cannot be told goes on and bills: its reservation then counts as spent (settle-forgotten.ts). */
export async function tellVendors(context: AppContext, jobs: readonly WorkJob[], signal: AbortSignal): Promise<void> {
  for (const job of jobs) {
    if (job.externalId) await tellVendor(context, job, job.externalId, signal);
    await afterJob(context, job);
  }
}

async function tellVendor(context: AppContext, job: WorkJob, externalId: string, signal: AbortSignal): Promise<void> {
  try {
    const { vendors } = await workOf(context, job);
    const worker = vendors.find(({ info }) => info.provider === job.provider && info.model === job.model);
    if (!worker?.cancel) return;
    await worker.cancel(externalId, signal);
    await settleCanceled(context, job, worker, externalId, signal);
  } catch (thrown) {
    context.log.warn("vendor was not told of a cancellation", { vendorJobId: job.id, code: toAppError(thrown).code });
  }
}

/** Longest a command waits for a vendor to say what a canceled job cost. */
const SETTLE_LIMIT_MS = 10_000;

async function settleCanceled(
  context: AppContext,
  job: WorkJob,
  worker: WorkVendor,
  externalId: string,
  signal: AbortSignal,
): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(SETTLE_LIMIT_MS)]);
  const outcome = await worker.collect(externalId, limited);
  if (outcome.state === "running" || worker.info.offline) return;
  const attempt = await context.database.prisma.vendorAttempt.findUniqueOrThrow({
    where: { jobId_number: { jobId: job.id, number: job.attempt } },
  });
  // It may have been done before it heard of the cancellation: then it is billed in full.
  const billed = outcome.state === "succeeded" ? outcome.made.units : outcome.billed;
  await (Object.values(billed).some((units) => units > 0)
    ? settleCost(context, attempt.key, billed)
    : releaseCost(context, attempt.key));
  await context.database.prisma.vendorAttempt.update({
    where: { key: attempt.key },
    data: { state: "failed", reason: "canceled", endedAt: context.clock.now() },
  });
}
