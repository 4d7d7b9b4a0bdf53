// Another picture for a piece, or for one place of a carousel: same shot, same label, new seed. What stood before is kept with its provenance, and no longer shown.
import { z } from "zod";
import { CAROUSEL_SIZE } from "../../domain/content/piece-format.ts";
import { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { identityOf } from "../avatar/identity.ts";
import { requireIdentity } from "../avatar/require-identity.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { type FoundPiece, findPiece, pieceReference } from "./find-piece.ts";
import { type PieceSummary, pieceView, summarisePiece } from "./piece-card.ts";

const REMAKABLE = ["ready", "held", "approved", "rejected", "failed"] as const;

export const pieceRegenerate = defineCommand({
  name: "piece.regenerate",
  role: "manager",
  effect: "spend",
  input: z.object({
    piece: z.string(),
    /** Which picture of a carousel, from 1. */
    slide: z.number().int().min(1).max(CAROUSEL_SIZE.max).optional(),
  }),
  output: z.object({ piece: z.custom<PieceSummary>() }),
  positional: ["piece", "slide"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { piece, request } = await prepare(context, input);
    const quote = await quoteWork(context, await imageWork(context, request, piece.avatarId));
    const words = texts(context.actor.language).batch;
    return {
      avatarId: piece.avatarId,
      costMicros: quote.costMicros,
      lines: [
        { label: words.pieces, value: pieceReference(piece) },
        { label: words.provider, value: `${quote.info.provider} · ${quote.info.model}` },
      ],
    };
  },
  run: async (context, input) => {
    const { piece, position, request } = await prepare(context, input);
    const words = texts(context.actor.language).batch;
    await transact(context, async (tx) => {
      const planned = await tx.piece.updateMany({
        where: {
          id: piece.id,
          state: { in: [...REMAKABLE] },
          posts: { none: { state: { not: "canceled" } } },
          packPieces: { none: {} },
        },
        data: {
          state: "planned",
          seed: request.seed,
          assetId: null,
          moderation: {},
          similarity: null,
          heldFor: [],
          error: null,
          rejectedReason: null,
          approvedById: null,
          approvedHash: null,
          approvedAt: null,
        },
      });
      if (planned.count === 0)
        throw new AppError("refused", words.cannotRegenerate(pieceReference(piece), words.states[piece.state]), {
          field: "piece",
        });
      await tx.vendorJob.updateMany({
        where: { pieceId: piece.id, position },
        data: { pieceId: null, setId: piece.id },
      });
      if (piece.batchId)
        await tx.batch.update({ where: { id: piece.batchId }, data: { state: "running", finishedAt: null } });
      await planJob(context, tx, {
        kind: "image",
        purpose: "content",
        avatarId: piece.avatarId,
        pieceId: piece.id,
        position,
        operatorId: context.actor.id,
        request,
      });
    });
    return { piece: summarisePiece(await findPiece(context, piece.id)) };
  },
  view: (output, context) => pieceView(output.piece, context.actor.language),
  subject: (_input, output) => output.piece.reference,
});

async function prepare(
  context: CommandContext,
  input: { readonly piece: string; readonly slide?: number | undefined },
): Promise<{ piece: FoundPiece; position: number; request: ImageJobRequest }> {
  const piece = await findPiece(context, input.piece);
  const words = texts(context.actor.language).batch;
  const position = placeOf(context, piece, input.slide);
  const last = await context.database.prisma.vendorJob.findFirst({
    where: { pieceId: piece.id, kind: "image", purpose: "content", position },
    orderBy: { createdAt: "desc" },
  });
  const before = ImageJobRequest.safeParse(last?.request);
  if (!before.success)
    throw new AppError("refused", words.cannotRegenerate(pieceReference(piece), words.states[piece.state]), {
      field: "piece",
    });
  const { lora: _lora, referenceKey: _referenceKey, ...shot } = before.data;
  // Her identity as it is today: a LoRA trained since is used.
  const identity = await identityOf(context, piece.avatar);
  requireIdentity(context, piece.avatar, identity);
  const request = {
    ...shot,
    seed: Math.floor(context.random() * 2 ** 31),
    ...identity,
  };
  return { piece, position, request };
}

/** @throws AppError `invalid_input` when a carousel's picture is not named, or there is none of that number */
function placeOf(context: CommandContext, piece: FoundPiece, slide: number | undefined): number {
  if (piece.kind !== "carousel" && (slide ?? 1) === 1) return 0;
  const reference = pieceReference(piece);
  const shown = piece.kind === "carousel" ? piece.jobs : [];
  const chosen = slide === undefined ? undefined : shown[slide - 1];
  if (chosen) return chosen.position;
  const words = texts(context.actor.language).batch;
  throw new AppError("invalid_input", words.whichSlide(reference, Math.max(1, shown.length)), {
    field: "slide",
    remedy: `piece regenerate ${reference} 1`,
  });
}
