// Attempts at making one piece. An attempt is paid at most once: intent row, then the call, then its id, so that a crash
// between any two lines is resolved by look-up and never by paying again.

import { findPreset, imageParameters } from "../../domain/content/presets.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ImageGenerator, ImageRequest } from "../../ports/image-generator.ts";
import type { AppContext } from "../context.ts";
import { reserveCost } from "../money/budget.ts";

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
  const found = await generator.find(attemptKey, piece.updatedAt, signal);
  const jobId = found?.jobId ?? (await generator.submit(requestOf(piece), attemptKey, signal)).jobId;
  await rememberJob(context, piece.id, piece.attempt, jobId);
  return { generator, jobId, attemptKey };
}

/** Providers in routing order; each new attempt after a failure moves one on. */
async function submitNew(context: AppContext, piece: WorkPiece, signal: AbortSignal): Promise<Submitted> {
  const { images } = context.ports;
  const generator = images[piece.attempt % Math.max(1, images.length)];
  if (!generator) throw new AppError("not_configured", "No image provider is configured.");
  const attempt = piece.attempt + 1;
  const attemptKey = attemptKeyOf({ id: piece.id, attempt });
  if (!generator.info.offline) {
    await reserveCost(context, {
      attemptKey,
      provider: generator.info.provider,
      model: generator.info.model,
      units: { [generator.info.unit]: 1 },
      avatarId: piece.avatarId,
      pieceId: piece.id,
      ...(piece.batchId ? { batchId: piece.batchId } : {}),
      ...(piece.batch?.operatorId ? { operatorId: piece.batch.operatorId } : {}),
    });
  }
  const begun = await context.database.prisma.piece.updateMany({
    where: { id: piece.id, state: "planned", attempt: piece.attempt },
    data: { state: "generating", attempt, provider: generator.info.provider, providerJobId: null, error: null },
  });
  if (begun.count === 0) throw new AppError("conflict", "Another run began this attempt.", { retryable: true });
  const { jobId } = await generator.submit(requestOf(piece), attemptKey, signal);
  await rememberJob(context, piece.id, attempt, jobId);
  return { generator, jobId, attemptKey };
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
    shot: { title: piece.templateKey.replaceAll("_", " "), lines: [piece.avatar.name, piece.prompt.slice(0, 240)] },
    parameters: imageParameters(piece.batch?.presetKey ? (findPreset(piece.batch.presetKey) ?? null) : null),
  };
}
