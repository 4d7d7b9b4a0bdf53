// The end of a job: with what was made, or without.
import type { AppError } from "../../kernel/errors.ts";
import type { AppContext, Transaction } from "../context.ts";
import { OPEN_JOB_STATES, type WorkJob } from "./load-job.ts";

/** In the transaction that stores what was made. @returns false when another run was faster */
export async function succeedJob(
  context: AppContext,
  tx: Transaction,
  job: WorkJob,
  made: { readonly assetId?: string; readonly similarity?: number | null },
): Promise<boolean> {
  const now = context.clock.now();
  const ended = await tx.vendorJob.updateMany({
    where: { id: job.id, attempt: job.attempt, state: { in: ["running", "unknown"] } },
    data: { ...made, state: "succeeded", endedAt: now, error: null },
  });
  if (ended.count === 0) return false;
  await tx.vendorAttempt.updateMany({
    where: { jobId: job.id, number: job.attempt },
    data: { state: "succeeded", endedAt: now },
  });
  return true;
}

/** For good, until a person asks again. */
export async function failJob(
  context: AppContext,
  job: WorkJob,
  state: "failed" | "refused",
  error: AppError,
): Promise<void> {
  const now = context.clock.now();
  await context.database.prisma.$transaction(async (tx) => {
    const ended = await tx.vendorJob.updateMany({
      where: { id: job.id, state: { in: [...OPEN_JOB_STATES] } },
      data: { state, error: error.message.slice(0, 300), endedAt: now },
    });
    if (ended.count === 0) return;
    const attempt = error.code === "outcome_unknown" ? ("unknown" as const) : ("failed" as const);
    await tx.vendorAttempt.updateMany({
      where: { jobId: job.id, endedAt: null },
      data: { state: attempt, reason: error.reason ?? error.code, endedAt: now },
    });
  });
}
