// Carries out `piece.generate`: submit once, collect, keep. A piece fails alone; its neighbours and labels stay.
import type { LimitFunction } from "p-limit";
import type { AppContext } from "../../agents/commands/context.ts";
import { releaseCost } from "../../agents/commands/money/budget.ts";
import { finishBatch } from "../../agents/commands/piece/finish-batch.ts";
import {
  ensureSubmitted,
  loadPiece,
  type Submitted,
  type WorkPiece,
} from "../../agents/commands/piece/piece-attempt.ts";
import { keepResult } from "../../agents/commands/piece/piece-result.ts";
import { MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import type { ImageOutcome } from "../../agents/ports/image-generator.ts";
import { generatePiece } from "../../agents/work-orders/generate-piece.ts";
import { defineHandler, type JobRun } from "./handler.ts";
import { releaseLease, takeLease } from "./lease.ts";

const UNFINISHED = new Set(["planned", "generating", "unknown"]);
const LOOK_AGAIN_MS = 2_000;
/** While today's budget is used up, a piece waits and asks again (domain 5). */
const BUDGET_WAIT_MS = MINUTE_MS;

/** @param atProviders how many pieces are at a provider at once; those already made are kept beside them */
export function generatePieceHandler(atProviders: LimitFunction) {
  return defineHandler(generatePiece, async (context, { pieceId }, job) => {
    const piece = await loadPiece(context, pieceId);
    if (!piece || !UNFINISHED.has(piece.state)) return;
    if (!(await takeLease(context, "Piece", pieceId))) await job.moveToDelayed(LOOK_AGAIN_MS);
    let waitMs = 0;
    try {
      const { submitted, outcome } = await atProviders(() => make(context, piece, job.signal));
      if (outcome.state === "running") waitMs = LOOK_AGAIN_MS;
      else await end(context, piece, { submitted, outcome }, job);
    } catch (thrown) {
      if (await isPaused(context, piece, thrown)) waitMs = BUDGET_WAIT_MS;
      else await giveUpOrRetry(context, piece, thrown, job);
    } finally {
      await releaseLease(context, "Piece", pieceId);
    }
    if (waitMs > 0) await job.moveToDelayed(waitMs);
  });
}

interface Made<Outcome extends ImageOutcome = ImageOutcome> {
  readonly submitted: Submitted;
  readonly outcome: Outcome;
}

async function make(context: AppContext, piece: WorkPiece, signal: AbortSignal): Promise<Made> {
  const submitted = await ensureSubmitted(context, piece, signal);
  return { submitted, outcome: await submitted.generator.collect(submitted.jobId, signal) };
}

async function end(
  context: AppContext,
  piece: WorkPiece,
  { submitted, outcome }: Made<Exclude<ImageOutcome, { state: "running" }>>,
  job: JobRun,
): Promise<void> {
  // Read again: the attempt's number is part of every key below.
  const current = (await loadPiece(context, piece.id)) ?? piece;
  if (outcome.state === "succeeded") {
    await keepResult(context, current, submitted, outcome.image, job.attempt >= job.maxAttempts, job.signal);
  } else {
    await endAttempt(context, current, submitted, outcome);
  }
}

/** A vendor's no ends the piece; a vendor's failure frees it for the next attempt, with the next provider. */
async function endAttempt(
  context: AppContext,
  piece: WorkPiece,
  submitted: Submitted,
  outcome: Extract<ImageOutcome, { reason: string }>,
): Promise<void> {
  if (!submitted.generator.info.offline) await releaseCost(context, submitted.attemptKey);
  if (outcome.state === "refused" || !outcome.retryable) {
    throw new AppError("provider_refused", outcome.reason, { reason: outcome.state });
  }
  await context.database.prisma.piece.updateMany({
    where: { id: piece.id, attempt: piece.attempt },
    data: { state: "planned", providerJobId: null },
  });
  throw new AppError("provider_failed", outcome.reason);
}

/** Nothing was paid yet: the piece stays planned and says why, until a budget is raised or the next day begins. */
async function isPaused(context: AppContext, piece: WorkPiece, thrown: unknown): Promise<boolean> {
  const { code, message } = toAppError(thrown);
  if (code !== "budget_reached") return false;
  const told = await context.database.prisma.piece.updateMany({
    where: { id: piece.id, state: "planned", error: null },
    data: { error: message },
  });
  if (told.count > 0) context.ports.events.publish({ topic: `batch:${piece.batchId ?? piece.id}`, kind: "paused" });
  return true;
}

async function giveUpOrRetry(context: AppContext, piece: WorkPiece, thrown: unknown, job: JobRun): Promise<void> {
  const error = toAppError(thrown);
  const mayRetry =
    (error.retryable || error.code === "internal") && job.attempt < job.maxAttempts && !job.signal.aborted;
  const aborted = job.signal.aborted;
  if (mayRetry || aborted) {
    context.log.warn("piece will be tried again", {
      pieceId: piece.id,
      attempt: job.attempt,
      code: error.code,
      error: thrown,
    });
    throw thrown;
  }
  await context.database.prisma.piece.updateMany({
    where: { id: piece.id, state: { in: ["planned", "generating", "unknown"] } },
    data: { state: "failed", error: error.message.slice(0, 300), providerJobId: null },
  });
  context.log.error("piece failed", { pieceId: piece.id, attempt: job.attempt, code: error.code, error: thrown });
  await finishBatch(context, piece.batchId);
}
