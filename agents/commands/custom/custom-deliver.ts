// Hand over what was made: the pieces become the gallery of the paid quote, and the fan is told. Each piece is within what
// was sold, and what whoever made it and whoever takes the money allow (trust C7).
import { z } from "zod";
import { CUSTOM_TERMS } from "../../domain/sales/custom-request.ts";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { findBatch } from "../batch/find-batch.ts";
import { GALLERY_LIFE_MS } from "../checkout/gallery-life.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { sendNow } from "../conversation/send-now.ts";
import { lockFan } from "../limit/spend.ts";
import { mayBeSold } from "../offer/salable.ts";
import { type FoundPiece, findPieces, pieceReference } from "../piece/find-piece.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { transact } from "../transact.ts";
import { CustomSummary, customCard, readCustom } from "./custom-card.ts";
import { type FoundCustom, findCustom, paidPurchase } from "./find-custom.ts";
import { moveCustom } from "./move-custom.ts";
import { movedMeanwhile, requireState } from "./write-quote.ts";

const MOST_PIECES = 100;
/** What the gallery can show. */
const SHOWABLE: ReadonlySet<string> = new Set(["image", "video"]);

export const customDeliver = defineCommand({
  name: "custom.deliver",
  role: "chatter",
  effect: "write",
  input: z.object({
    request: z.string().trim().min(1).max(120),
    pieces: z.array(z.string()).max(MOST_PIECES).default([]),
    batch: z.string().optional(),
  }),
  output: CustomSummary,
  positional: ["request", "pieces"],
  errors: ["not_found", "refused", "conflict", "invalid_input"],
  run: async (context, { request, pieces: references, batch }) => {
    const row = await findCustom(context, request);
    requireState(context, row, "paid");
    const purchase = paidPurchase(row);
    if (!purchase) throw movedMeanwhile(context);
    const pieces = await chosenPieces(context, references, batch);
    for (const piece of pieces) requireFit(context, row, purchase, piece);
    await transact(context, async (tx) => {
      if (!(await lockFan(tx, row.fanId))) throw movedMeanwhile(context);
      const now = context.clock.now();
      const moved = await moveCustom(
        context,
        tx,
        { id: row.id, from: ["paid"], offerId: row.offerId },
        { state: "delivered", deliveredAt: now, closedAt: now },
        { kind: "delivered", text: pieces.map(pieceReference).join(", "), operatorId: context.actor.id },
      );
      if (!moved) throw movedMeanwhile(context);
      await tx.customPiece.createMany({
        data: pieces.map(({ id: pieceId }, position) => ({
          ...{ id: context.ids.next("customPiece"), requestId: row.id },
          ...{ pieceId, position },
        })),
      });
      const opened = await tx.purchase.updateMany({
        where: { id: purchase.id, state: "paid", unlockedAt: { not: null } },
        data: { galleryExpiresAt: new Date(now.getTime() + GALLERY_LIFE_MS) },
      });
      if (opened.count === 0) throw movedMeanwhile(context);
      if (!row.conversation) return;
      const language = isLanguage(row.fan.language) ? row.fan.language : "en";
      const url = `${context.installation.publicUrl()}/g/${purchase.galleryToken}`;
      const text = texts(language).custom.deliveredToFan(url);
      await sendNow(context, tx, row.conversation, { kind: "delivery", text });
    });
    return await readCustom(context, row.id);
  },
  view: (output, context) => ({
    ...customCard(output, context),
    title: texts(context.actor.language).custom.delivered(output.fan, output.pieces),
    tone: "good",
  }),
  subject: (_input, output) => output.id,
});

/** By name, or what is approved of a batch. */
async function chosenPieces(
  context: CommandContext,
  references: readonly string[],
  batch: string | undefined,
): Promise<readonly FoundPiece[]> {
  const named = await findPieces(context, references);
  const approved = batch
    ? (await findBatch(context, batch)).pieces.filter(({ state }) => state === "approved").map(({ id }) => id)
    : [];
  const others = approved.filter((id) => !named.some((piece) => piece.id === id));
  const all = [...named, ...(await findPieces(context, others))];
  const pieces = all.filter((piece, index) => all.findIndex(({ id }) => id === piece.id) === index);
  if (pieces.length > 0 && pieces.length <= MOST_PIECES) return pieces;
  throw new AppError("invalid_input", texts(context.actor.language).custom.namePieces, { field: "pieces" });
}

type Unfit = keyof ReturnType<typeof texts>["custom"]["pieceReasons"];

function requireFit(
  context: CommandContext,
  row: FoundCustom,
  purchase: { readonly provider: string; readonly sandbox: boolean },
  piece: FoundPiece,
): void {
  const reason = unfitness(row, purchase, piece);
  if (reason === null) return;
  const words = texts(context.actor.language).custom;
  throw new AppError("refused", words.pieceNotFit(pieceReference(piece), words.pieceReasons[reason]), {
    field: "pieces",
    reason: `piece_${reason}`,
  });
}

function unfitness(
  row: FoundCustom,
  { provider, sandbox }: { readonly provider: string; readonly sandbox: boolean },
  piece: FoundPiece,
): Unfit | null {
  if (piece.avatarId !== row.avatarId) return "avatar";
  const isApproved = piece.state === "approved" || piece.state === "published";
  if (!isApproved || piece.approvedHash !== hashOf(piece)) return "state";
  if (!SHOWABLE.has(piece.kind) || !piece.asset || piece.asset.heldAt) return "file";
  if (piece.explicitness > (row.level ?? CUSTOM_TERMS.level)) return "level";
  if (!sandbox && piece.asset.synthetic) return "synthetic";
  const { ageState } = row.fan;
  return mayBeSold(piece.explicitness, { provider, mediaProvider: piece.asset.provider, ageState }) ? null : "provider";
}
