// Calls work off: what waits is never begun, what is with a vendor is stopped there where it can be. What was billed stays billed.
import { toAppError } from "../../kernel/errors.ts";
import type { AppContext, CommandContext, Transaction } from "../context.ts";
import { afterJob } from "./after-job.ts";
import { OPEN_JOB_STATES, type WorkJob } from "./load-job.ts";
import { workOf } from "./work.ts";

type Which = NonNullable<Parameters<Transaction["vendorJob"]["findMany"]>[0]>["where"];

/** In the transaction of the command. @returns those that were open; tell their vendors afterwards */
export async function cancelJobs(context: CommandContext, tx: Transaction, which: Which): Promise<readonly WorkJob[]> {
  const open = await tx.vendorJob.findMany({
    where: { ...which, state: { in: [...OPEN_JOB_STATES] } },
    include: { avatar: true, piece: { include: { batch: true } } },
  });
  await tx.vendorJob.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, state: { in: [...OPEN_JOB_STATES] } },
    data: { state: "canceled", endedAt: context.clock.now() },
  });
  return open;
}

/** A vendor that cannot be told goes on and bills: its reservation then counts as spent. */
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
    await worker?.cancel?.(externalId, signal);
  } catch (thrown) {
    context.log.warn("vendor was not told of a cancellation", { vendorJobId: job.id, code: toAppError(thrown).code });
  }
}
