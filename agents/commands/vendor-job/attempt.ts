// Attempts at one job. An attempt is paid at most once: intent row, then the call, then the vendor's id, so that a crash
// between any two lines is resolved by look-up and never by paying again.
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { BilledUnits, VendorInfo } from "../../ports/vendor-job.ts";
import type { AppContext, Transaction } from "../context.ts";
import { releaseCost, reserveCostWith, settleCost } from "../money/budget.ts";
import { callbackUrl } from "./callback.ts";
import { attemptKeyOf, type WorkJob } from "./load-job.ts";
import { reflectOnPiece } from "./reflect-on-piece.ts";
import { ableVendors } from "./route-job.ts";
import type { Work, WorkVendor } from "./work.ts";

/** Left alone so long by who says "slow down" and not for how long. */
const USUAL_PATIENCE_MS = 5_000;

/** An attempt whose intent is on record. */
export interface Begun {
  readonly worker: WorkVendor;
  readonly number: number;
  readonly key: string;
}

export interface Submitted extends Begun {
  readonly externalId: string;
}

/** A new attempt: its budget is reserved and its intent written, both or neither, before anything is asked. */
export async function beginAttempt(
  context: AppContext,
  job: WorkJob,
  worker: WorkVendor,
  signal: AbortSignal,
): Promise<Begun> {
  const { provider, model, offline } = worker.info;
  const number = job.attempt + 1;
  const key = attemptKeyOf({ id: job.id, attempt: number });
  signal.throwIfAborted();
  const writeIntent = async (tx: Transaction) => {
    const begun = await tx.vendorJob.updateMany({
      where: { id: job.id, state: "planned", attempt: job.attempt },
      data: { state: "running", attempt: number, provider, model, externalId: null, error: null },
    });
    if (begun.count === 0) throw new AppError("conflict", "Another run began this attempt.", { retryable: true });
    const startedAt = context.clock.now();
    await tx.vendorAttempt.create({ data: { key, jobId: job.id, number, provider, model, startedAt } });
    await reflectOnPiece(tx, job, { state: "generating", error: null });
  };
  const call = { attemptKey: key, provider, model, units: worker.expectedUnits, ...subjectsOf(job) };
  if (offline) await context.database.prisma.$transaction(writeIntent);
  else await reserveCostWith(context, call, writeIntent);
  return { worker, number, key };
}

function subjectsOf(job: WorkJob) {
  const operatorId = job.operatorId ?? job.piece?.batch?.operatorId;
  return {
    avatarId: job.avatarId,
    ...(job.pieceId ? { pieceId: job.pieceId } : {}),
    ...(job.piece?.batchId ? { batchId: job.piece.batchId } : {}),
    ...(job.conversationId ? { conversationId: job.conversationId } : {}),
    ...(operatorId ? { operatorId } : {}),
  };
}

/** The attempt in flight, with its submission looked up where the answer was lost. */
export async function resumeAttempt(
  context: AppContext,
  work: Work,
  job: WorkJob,
  signal: AbortSignal,
): Promise<Submitted> {
  const { key, startedAt } = await attemptInFlight(context, job);
  const begun = { worker: workerOf(work, job), number: job.attempt, key };
  if (job.externalId) return { ...begun, externalId: job.externalId };
  const { find, info } = begun.worker;
  if (!find) throw lookUpImpossible(context, info, key, startedAt);
  const found = await find(key, startedAt, signal);
  if (!found) return await submitAttempt(context, work, job, begun, signal);
  await rememberExternalId(context, job.id, begun.number, found.jobId);
  return { ...begun, externalId: found.jobId };
}

function workerOf({ vendors }: Work, job: WorkJob): WorkVendor {
  const own = vendors.filter(({ info }) => info.provider === job.provider);
  const worker = own.find(({ info }) => info.model === job.model) ?? own[0];
  if (worker) return worker;
  throw new AppError("not_configured", `The provider ${job.provider} of this job is no longer configured.`, {
    retryable: false,
  });
}

async function attemptInFlight(context: AppContext, job: WorkJob) {
  return await context.database.prisma.vendorAttempt.findUniqueOrThrow({
    where: { jobId_number: { jobId: job.id, number: job.attempt } },
    select: { key: true, startedAt: true },
  });
}

export async function submitAttempt(
  context: AppContext,
  work: Work,
  job: WorkJob,
  begun: Begun,
  signal: AbortSignal,
): Promise<Submitted> {
  try {
    const tellUs = callbackUrl(context, begun.worker.info.provider, begun.key);
    const { jobId } = await begun.worker.submit({ key: begun.key, callbackUrl: tellUs }, signal);
    await rememberExternalId(context, job.id, begun.number, jobId);
    return { ...begun, externalId: jobId };
  } catch (thrown) {
    throw thrown instanceof AppError ? await notSubmitted(context, work, job, begun, thrown) : thrown;
  }
}

/** Writes down what a failed submission means for the attempt. @returns the error, saying whether another run helps */
async function notSubmitted(
  context: AppContext,
  work: Work,
  job: WorkJob,
  { worker, number, key }: Begun,
  error: AppError,
): Promise<AppError> {
  const reason = error.reason ?? error.code;
  const now = context.clock.now();
  if (error.code === "outcome_unknown") {
    await moveAttempt(context, job, number, "unknown", { state: "unknown", reason });
    return worker.find ? asRetryable(error) : lookUpImpossible(context, worker.info, key, now, error);
  }
  // It certainly never began.
  if (!worker.info.offline) await releaseCost(context, key);
  const asksForPatience = error.code === "rate_limited" && error.retryable;
  const retryAt = asksForPatience ? new Date(now.getTime() + (error.retryAfterMs ?? USUAL_PATIENCE_MS)) : null;
  await moveAttempt(context, job, number, "planned", { state: "released", reason, endedAt: now, retryAt });
  const hasOthers = ableVendors(work, job).some(({ info }) => info.provider !== worker.info.provider);
  return retryAt || hasOthers ? asRetryable(error) : error;
}

function asRetryable(cause: AppError): AppError {
  const { code, message, reason } = cause;
  return new AppError(code, message, { retryable: true, cause, ...(reason === undefined ? {} : { reason }) });
}

/** How long a lost submission may still be told of by the vendor's own call. */
const CALLBACK_PATIENCE_MS = 10 * MINUTE_MS;
export const AWAITING_CALLBACK = "awaiting_callback";

/** Rather failed by name than paid twice: another attempt takes a person's yes. */
function lookUpImpossible(
  context: AppContext,
  { provider }: VendorInfo,
  key: string,
  since: Date,
  cause?: AppError,
): AppError {
  const waitedMs = context.clock.now().getTime() - since.getTime();
  if (callbackUrl(context, provider, key) !== null && waitedMs < CALLBACK_PATIENCE_MS) {
    return new AppError("outcome_unknown", `${provider} may still tell.`, { reason: AWAITING_CALLBACK });
  }
  const message = `Whether ${provider} made and billed this is not known; it keeps no list to look it up in.`;
  return new AppError("outcome_unknown", message, { reason: "no_look_up", ...(cause ? { cause } : {}) });
}

async function rememberExternalId(context: AppContext, id: string, attempt: number, externalId: string): Promise<void> {
  await context.database.prisma.vendorJob.updateMany({ where: { id, attempt }, data: { externalId } });
}

/** Ended without what was asked for: what the vendor billed is on the ledger, and the job is free for its next attempt. */
export async function endWithoutResult(
  context: AppContext,
  job: WorkJob,
  { worker, number, key }: Begun,
  outcome: { readonly state: "refused" | "failed"; readonly reason: string; readonly billed: BilledUnits },
): Promise<void> {
  if (!worker.info.offline) {
    const isBilled = Object.values(outcome.billed).some((units) => units > 0);
    await (isBilled ? settleCost(context, key, outcome.billed) : releaseCost(context, key));
  }
  const { state } = outcome;
  const ended = { state, reason: outcome.reason.slice(0, 200), endedAt: context.clock.now() };
  await moveAttempt(context, job, number, "planned", ended);
}

/** Moves the job, its attempt and its piece together, if the attempt is still the one in flight. */
async function moveAttempt(
  context: AppContext,
  job: WorkJob,
  number: number,
  state: "planned" | "unknown",
  attempt: Parameters<Transaction["vendorAttempt"]["updateMany"]>[0]["data"],
): Promise<void> {
  await context.database.prisma.$transaction(async (tx) => {
    const moved = await tx.vendorJob.updateMany({
      where: { id: job.id, attempt: number, state: { in: ["running", "unknown"] } },
      data: state === "planned" ? { state, externalId: null } : { state },
    });
    if (moved.count === 0) return;
    await tx.vendorAttempt.updateMany({ where: { jobId: job.id, number }, data: attempt });
    await reflectOnPiece(tx, job, { state });
  });
}
