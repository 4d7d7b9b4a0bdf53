// Attempts at making one piece. An attempt is paid at most once: intent row, then the call, then its id, so that a crash
// between any two lines is resolved by look-up and never by paying again.

import { findPreset, imageParameters } from "../../domain/content/presets.ts";
import { shotOf } from "../../domain/content/shot.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ImageGenerator, ImageRequest } from "../../ports/image-generator.ts";
import type { AppContext } from "../context.ts";
import { releaseCost, reserveCost } from "../money/budget.ts";

export async function loadPiece(context: AppContext, pieceId: string) {
  return await context.database.prisma.piece.findUnique({
    where: { id: pieceId },
    include: { avatar: { include: { fields: true } }, batch: true },
  });
}

export type WorkPiece = NonNullable<Awaited<ReturnType<typeof loadPiece>>>;

export interface Submitted {
  readonly generator: ImageGenerator;
  readonly jobId: string;
  readonly attemptKey: string;
}

export function attemptKeyOf(piece: { readonly id: string; readonly attempt: number }): string {
  return `piece:${piece.id}:${piece.attempt}`;
}

/** The submission of the attempt in flight; a new attempt when there is none. */
export async function ensureSubmitted(context: AppContext, piece: WorkPiece, signal: AbortSignal): Promise<Submitted> {
  if (piece.state === "planned") return await submitNew(context, piece, signal);
  const generator = context.ports.images.find((candidate) => candidate.info.provider === piece.provider);
  if (!generator)
    throw new AppError("not_configured", `The provider ${piece.provider} of this piece is no longer configured.`, {
      retryable: false,
    });
  const attemptKey = attemptKeyOf(piece);
  if (piece.providerJobId) return { generator, jobId: piece.providerJobId, attemptKey };
  if (!generator.find) throw lookUpImpossible(generator);
  const found = await generator.find(attemptKey, piece.updatedAt, signal);
  if (!found) return await submit(context, piece, { generator, attempt: piece.attempt }, signal);
  await rememberJob(context, piece.id, piece.attempt, found.jobId);
  return { generator, jobId: found.jobId, attemptKey };
}

/** Providers in routing order; each new attempt after a failure moves one on. */
async function submitNew(context: AppContext, piece: WorkPiece, signal: AbortSignal): Promise<Submitted> {
  const { images } = context.ports;
  const generator = images[piece.attempt % Math.max(1, images.length)];
  if (!generator) throw new AppError("not_configured", "No image provider is configured.");
  const attempt = piece.attempt + 1;
  if (!generator.info.offline) {
    await reserveCost(context, {
      attemptKey: attemptKeyOf({ id: piece.id, attempt }),
      provider: generator.info.provider,
      model: generator.info.model,
      units: { [generator.info.unit]: 1 },
      avatarId: piece.avatarId,
      pieceId: piece.id,
      ...(piece.batchId ? { batchId: piece.batchId } : {}),
      ...(piece.batch?.operatorId ? { operatorId: piece.batch.operatorId } : {}),
    });
  }
  signal.throwIfAborted();
  const begun = await context.database.prisma.piece.updateMany({
    where: { id: piece.id, state: "planned", attempt: piece.attempt },
    data: { state: "generating", attempt, provider: generator.info.provider, providerJobId: null, error: null },
  });
  if (begun.count === 0) throw new AppError("conflict", "Another run began this attempt.", { retryable: true });
  return await submit(context, piece, { generator, attempt }, signal);
}

interface Attempt {
  readonly generator: ImageGenerator;
  readonly attempt: number;
}

async function submit(
  context: AppContext,
  piece: WorkPiece,
  { generator, attempt }: Attempt,
  signal: AbortSignal,
): Promise<Submitted> {
  const attemptKey = attemptKeyOf({ id: piece.id, attempt });
  try {
    const { jobId } = await generator.submit(requestOf(piece), attemptKey, signal);
    await rememberJob(context, piece.id, attempt, jobId);
    return { generator, jobId, attemptKey };
  } catch (thrown) {
    throw thrown instanceof AppError ? await notSubmitted(context, piece, { generator, attempt }, thrown) : thrown;
  }
}

/** Writes down what a failed submission means for the attempt. @returns the error, saying whether another run helps */
async function notSubmitted(
  context: AppContext,
  piece: WorkPiece,
  { generator, attempt }: Attempt,
  error: AppError,
): Promise<AppError> {
  const move = (data: { state: "unknown" } | { state: "planned"; attempt: number }) =>
    context.database.prisma.piece.updateMany({ where: { id: piece.id, attempt, providerJobId: null }, data });
  if (error.code === "outcome_unknown") {
    await move({ state: "unknown" });
    return generator.find ? retryable(error) : lookUpImpossible(generator, error);
  }
  // It certainly never began: a vendor that asks for patience has its turn again a round later, else the next one has it.
  if (!generator.info.offline) await releaseCost(context, attemptKeyOf({ id: piece.id, attempt }));
  const vendors = context.ports.images.length;
  const patience = error.code === "rate_limited" && error.retryable;
  await move({ state: "planned", attempt: patience ? attempt - 1 + vendors : attempt });
  return vendors > 1 && !patience ? retryable(error) : error;
}

function retryable(cause: AppError): AppError {
  const { code, message, reason } = cause;
  return new AppError(code, message, { retryable: true, cause, ...(reason === undefined ? {} : { reason }) });
}

/** Rather failed by name than paid twice: another attempt takes a person's yes. */
function lookUpImpossible({ info }: ImageGenerator, cause?: AppError): AppError {
  const message = `Whether ${info.provider} made and billed this picture is not known; it keeps no list to look it up in.`;
  return new AppError("outcome_unknown", message, { reason: "no_look_up", ...(cause ? { cause } : {}) });
}

async function rememberJob(context: AppContext, id: string, attempt: number, providerJobId: string): Promise<void> {
  await context.database.prisma.piece.updateMany({ where: { id, attempt }, data: { providerJobId } });
}

function requestOf(piece: WorkPiece): ImageRequest {
  return {
    prompt: piece.prompt,
    negative: piece.negative,
    seed: piece.seed,
    aspectRatio: piece.aspectRatio,
    shot: shotOf(piece.templateKey, piece.avatar.name, piece.prompt),
    parameters: imageParameters(piece.batch?.presetKey ? (findPreset(piece.batch.presetKey) ?? null) : null),
  };
}
