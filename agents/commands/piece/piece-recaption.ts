// Other captions for a piece, written anew; those there are stay until the new ones stand.
import { z } from "zod";
import { captionCall } from "../../graphs/caption/prompts.ts";
import { expectedUnits } from "../../graphs/paid-chat.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { captionPieces } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { priceMicros } from "../money/budget.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { CaptionOutput, captionCard } from "./caption-card.ts";
import { UNAPPROVED } from "./caption-pieces.ts";
import { captionInclude, captionRequest } from "./caption-request.ts";
import { type FoundPiece, findPiece, pieceReference } from "./find-piece.ts";
import { cannotEdit, outputOf, REWORDABLE } from "./piece-caption.ts";

export const pieceRecaption = defineCommand({
  name: "piece.recaption",
  role: "manager",
  effect: "spend",
  input: z.object({ piece: z.string() }),
  output: CaptionOutput,
  positional: ["piece"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { piece, request } = await prepare(context, input.piece);
    const { info } = context.chat;
    const call = captionCall({ ...request, facts: [], final: true });
    const words = texts(context.actor.language).batch;
    return {
      avatarId: piece.avatarId,
      costMicros: info.offline
        ? 0
        : await priceMicros(context, { ...info, units: expectedUnits(call) }, context.clock.now()),
      lines: [
        { label: words.pieces, value: pieceReference(piece) },
        { label: words.languages, value: request.languages.join(", ") },
        { label: words.provider, value: `${info.provider} · ${info.model}` },
        ...(piece.state === "approved" ? [{ label: words.state, value: words.losesApproval }] : []),
      ],
    };
  },
  run: async (context, input) => {
    const { piece } = await prepare(context, input.piece);
    await transact(context, async (tx) => {
      const asked = await tx.piece.updateMany({
        where: { id: piece.id, state: piece.state },
        data: { captionedAt: null, ...(piece.state === "approved" ? UNAPPROVED : {}) },
      });
      if (asked.count === 0) throw cannotEdit(context, piece);
      await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: [piece.id] });
    });
    return outputOf(await findPiece(context, piece.id), { hasChanged: false, shortened: false });
  },
  view: (output, context) => captionCard(output, context.actor.language),
  subject: (_input, output) => output.piece.reference,
});

/** @throws AppError `refused` when its words are fixed, or the persona has too little to write from */
async function prepare(context: CommandContext, reference: string) {
  const piece: FoundPiece = await findPiece(context, reference);
  if (!REWORDABLE.some((state) => state === piece.state)) throw cannotEdit(context, piece);
  const row = await context.database.prisma.piece.findUniqueOrThrow({
    where: { id: piece.id },
    include: captionInclude,
  });
  const request = await captionRequest(context, [row], await loadTemplates(context));
  if (request) return { piece, request };
  throw new AppError("refused", texts(context.actor.language).batch.nothingToCaption(piece.avatar.name), {
    field: "piece",
    reason: "persona_incomplete",
    remedy: `persona show ${piece.avatar.slug}`,
  });
}
