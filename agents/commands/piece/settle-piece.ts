// What a piece becomes once all its jobs have ended and its caption is written. Labels were fixed before anything was made, so
// one failure shifts nothing.
import { DEFAULT_SIMILARITY_THRESHOLD } from "../../domain/avatars/similarity.ts";
import { ModerationRecord } from "../../domain/content/moderation-record.ts";
import { DEFAULT_EXPLICITNESS, tierOf } from "../../domain/content/tier.ts";
import { type HoldReason, judgeFaces } from "../../domain/trust/identity-gate.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { judgePiece, type TierVerdict, worstScores } from "../../domain/trust/tier-firewall.ts";
import { assembleReel } from "../../work-orders/assemble-reel.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { isOpen } from "../vendor-job/load-job.ts";
import { finishBatch } from "./finish-batch.ts";
import { nearRepeat } from "./near-repeat.ts";

/** Version of the rules applied here, kept with each verdict. */
const RULE_VERSION = "2026-11-26";
const UNSETTLED = ["planned", "generating", "unknown"] as const;

/** Safe to call whenever something the piece waits for has ended. */
export async function settlePiece(context: AppContext, pieceId: string): Promise<void> {
  const piece = await loadUnsettled(context, pieceId);
  if (!piece || piece.jobs.length === 0 || piece.jobs.some(isOpen)) return;
  const lost = piece.jobs.find(({ state }) => state !== "succeeded");
  if (lost) {
    await context.database.prisma.piece.updateMany({
      where: { id: pieceId, state: { in: [...UNSETTLED] } },
      data:
        lost.state === "canceled"
          ? { state: "rejected", rejectedReason: "canceled" }
          : { state: "failed", error: lost.error },
    });
  } else if (piece.kind === "video" && !piece.assetId) {
    await context.database.prisma.$transaction((tx) =>
      enqueue(tx, context.ids, context.clock, assembleReel, { pieceId }),
    );
    return;
  } else if (piece.captionedAt) {
    await settleMade(context, piece);
  } else {
    return;
  }
  context.ports.events.publish({ topic: `piece:${pieceId}`, kind: "settled" });
  await finishBatch(context, piece.batchId);
}

async function loadUnsettled(context: AppContext, id: string) {
  return await context.database.prisma.piece.findFirst({
    where: { id, state: { in: [...UNSETTLED] } },
    include: {
      avatar: true,
      jobs: { where: { purpose: "content" }, include: { asset: true }, orderBy: { position: "asc" } },
    },
  });
}

type UnsettledPiece = NonNullable<Awaited<ReturnType<typeof loadUnsettled>>>;

async function settleMade(context: AppContext, piece: UnsettledPiece): Promise<void> {
  const assets = piece.jobs.flatMap(({ asset }) => asset ?? []);
  const seen = assets.filter(({ kind }) => kind !== "voice");
  const coverId = piece.assetId ?? seen[0]?.id;
  if (!coverId) return;
  const recordOf = ({ moderation }: { readonly moderation: unknown }) => ModerationRecord.parse(moderation ?? {});
  const records = seen.map(recordOf);
  const similarities = records.flatMap(({ faces }) => faces?.similarity ?? []);
  const gates = seen.map(({ synthetic }, index) =>
    judgeFaces({
      faces: records[index]?.faces ?? null,
      hasReference: piece.avatar.referenceAssetId !== null,
      threshold: piece.avatar.similarityThreshold ?? DEFAULT_SIMILARITY_THRESHOLD,
      tier: piece.tier,
      synthetic,
    }),
  );
  const verdict = judgePiece({
    templateTier: piece.tier,
    // What is spoken counts like what was asked for.
    promptScores: worstScores(assets.map((asset) => recordOf(asset).prompt?.scores ?? null)),
    pixelScores: worstScores(records.map(({ pixels }) => pixels?.scores ?? null)),
    minorAppearance:
      gates.some((gate) => gate.minorAppearance) ||
      !judgeAppearance({ prompt: piece.prompt, caption: piece.caption }).allowed,
  });
  const faceHolds = [...new Set(gates.flatMap((gate) => gate.holds))];
  const hash = piece.kind !== "video" ? seen.find(({ id }) => id === coverId)?.perceptualHash : null;
  await context.database.prisma.$transaction(async (tx) => {
    // Pieces of one avatar settle one after the other: each sees what the others became, and the chain stays a chain.
    await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${piece.avatarId} FOR NO KEY UPDATE`;
    const repeats = hash ? await nearRepeat(context, tx, { avatarId: piece.avatarId, pieceId: piece.id, hash }) : null;
    const holds: HoldReason[] = repeats === null ? faceHolds : [...faceHolds, "near_repeat"];
    const moved = await tx.piece.updateMany({
      where: { id: piece.id, state: { in: [...UNSETTLED] } },
      data: {
        ...outcomeOf(verdict, holds, piece.explicitness),
        assetId: coverId,
        moderation: JSON.parse(JSON.stringify(records[0] ?? null)),
        similarity: similarities.length > 0 ? Math.min(...similarities) : null,
        repeatsNumber: repeats,
        error: null,
      },
    });
    if (moved.count === 0) return;
    await appendTrustEvent(context, tx, piece.avatarId, {
      control: "C7",
      ruleVersion: RULE_VERSION,
      judged: piece.id,
      decision: verdict.outcome,
    });
  });
}

function outcomeOf(verdict: TierVerdict, holds: readonly HoldReason[], explicitness: number) {
  switch (verdict.outcome) {
    case "publishable": {
      const raised = tierOf(explicitness) !== verdict.tier;
      return {
        state: holds.length > 0 ? ("held" as const) : ("ready" as const),
        heldFor: [...holds],
        tier: verdict.tier,
        explicitness: raised ? DEFAULT_EXPLICITNESS[verdict.tier] : explicitness,
      };
    }
    case "held":
      return { state: "held" as const, heldFor: ["not_examined", ...holds] };
    case "rejected":
      return { state: "rejected" as const, rejectedReason: `moderation: ${verdict.category}` };
    default:
      return { state: "rejected" as const, rejectedReason: `quarantined: ${verdict.reason}` };
  }
}
