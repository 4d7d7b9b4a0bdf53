// Captions and hashtags of a few pieces of one avatar, in few model calls; then each goes on to what it becomes.
import { writeCaptions } from "../../graphs/caption/write-captions.ts";
import { piecesPerCall } from "../../work-orders/caption-pieces.ts";
import type { AppContext } from "../context.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { appendTrustEvent } from "../trust-event.ts";
import type { KeepRun } from "../vendor-job/work.ts";
import { type CaptionedPiece, captionInclude, captionRequest, recallFacts } from "./caption-request.ts";
import { nextHashtags } from "./next-hashtags.ts";
import { settlePiece } from "./settle-piece.ts";

export async function captionPiecesNow(context: AppContext, pieceIds: readonly string[], run: KeepRun): Promise<void> {
  const pieces = await loadUncaptioned(context, pieceIds);
  // Written one call after the other: what a call gave is kept before the next may fail.
  const each = piecesPerCall(pieces[0]?.avatar.languages.length ?? 1);
  for (let from = 0; from < pieces.length; from += each) {
    await captionTogether(context, pieces.slice(from, from + each), run);
  }
  for (const id of pieceIds) await settlePiece(context, id);
}

async function loadUncaptioned(context: AppContext, ids: readonly string[]): Promise<CaptionedPiece[]> {
  return await context.database.prisma.piece.findMany({
    where: { id: { in: [...ids] }, captionedAt: null },
    include: captionInclude,
    orderBy: { position: "asc" },
  });
}

/** None where there is nothing to write from: such a piece keeps what it has, goes without one or gets one by hand. */
async function captionTogether(context: AppContext, pieces: readonly CaptionedPiece[], run: KeepRun): Promise<void> {
  const templates = await loadTemplates(context);
  const request = await captionRequest(context, pieces, templates);
  const { options, dropped } = request
    ? await writeCaptions(
        context,
        { ...request, facts: await recallFacts(context, request, run.signal), final: run.final },
        run.signal,
      )
    : { options: [], dropped: [] };
  const [first] = pieces;
  if (!first) return;
  const tagsFor = await nextHashtags(context, first.avatar);
  for (const [index, piece] of pieces.entries()) {
    const template = templates.find(piece.templateKey);
    const hashtags = template ? tagsFor(template.tags) : [];
    const isKept = await keepCaptions(context, piece.id, { options: options[index] ?? [], hashtags });
    if (isKept) context.ports.events.publish({ topic: `piece:${piece.id}`, kind: "captioned" });
  }
  if (dropped.length === 0) return;
  await context.database.prisma.$transaction(async (tx) => {
    for (const { text, control, ruleVersion } of dropped) {
      await appendTrustEvent(context, tx, first.id, {
        control,
        ruleVersion,
        judged: text,
        decision: "blocked: caption",
      });
    }
  });
}

interface Written {
  readonly options: readonly { readonly text: string }[];
  readonly hashtags: string[];
}

/** A yes given in the meantime was for another caption; a piece that is out keeps what it went out with. */
async function keepCaptions(context: AppContext, id: string, { options, hashtags }: Written): Promise<boolean> {
  const [first] = options;
  return await context.database.prisma.$transaction(async (tx) => {
    const written = await tx.piece.updateMany({
      where: { id, captionedAt: null, state: { not: "published" } },
      data: {
        ...(first ? { caption: first.text, captionOptions: JSON.parse(JSON.stringify(options)) } : {}),
        hashtags,
        captionedAt: context.clock.now(),
      },
    });
    if (written.count === 0) return false;
    if (first) await tx.piece.updateMany({ where: { id, state: "approved" }, data: UNAPPROVED });
    return true;
  });
}

/** What an approved piece becomes with other words than those that were approved (trust C19). */
export const UNAPPROVED = { state: "ready", approvedById: null, approvedHash: null, approvedAt: null } as const;
