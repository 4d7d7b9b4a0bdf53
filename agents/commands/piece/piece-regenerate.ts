// Another picture for a piece: same shot, same label, new seed. What stood before is kept with its provenance, and no longer shown.
import { z } from "zod";
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
  input: z.object({ piece: z.string() }),
  output: z.object({ piece: z.custom<PieceSummary>() }),
  positional: ["piece"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { piece, request } = await prepare(context, input.piece);
    const quote = await quoteWork(context, await imageWork(context, request));
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
    const { piece, request } = await prepare(context, input.piece);
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
      await tx.vendorJob.updateMany({ where: { pieceId: piece.id }, data: { pieceId: null, setId: piece.id } });
      if (piece.batchId)
        await tx.batch.update({ where: { id: piece.batchId }, data: { state: "running", finishedAt: null } });
      await planJob(context, tx, {
        kind: "image",
        purpose: "content",
        avatarId: piece.avatarId,
        pieceId: piece.id,
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
  reference: string,
): Promise<{ piece: FoundPiece; request: ImageJobRequest }> {
  const piece = await findPiece(context, reference);
  const words = texts(context.actor.language).batch;
  const last = await context.database.prisma.vendorJob.findFirst({
    where: { pieceId: piece.id, kind: "image", purpose: "content" },
    orderBy: { createdAt: "desc" },
  });
  const before = ImageJobRequest.safeParse(last?.request);
  if (piece.kind !== "image" || !before.success)
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
  return { piece, request };
}
