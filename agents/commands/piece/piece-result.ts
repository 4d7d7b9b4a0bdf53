// What a picture becomes: labelled, examined, captioned, stored, recorded. Without a moderation result it is held (trust C9, domain 3).
import { Persona } from "../../domain/avatars/persona.ts";
import { hashtagsFor } from "../../domain/content/offline-captions.ts";
import { findTemplate } from "../../domain/content/templates.ts";
import { DEFAULT_EXPLICITNESS, tierOf } from "../../domain/content/tier.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { judgePiece, type TierVerdict } from "../../domain/trust/tier-firewall.ts";
import { writeCaptions } from "../../graphs/caption/write-captions.ts";
import { toAppError } from "../../kernel/errors.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { GeneratedImage } from "../../ports/image-generator.ts";
import type { ModerationVerdict } from "../../ports/moderator.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { settleCost } from "../money/budget.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { finishBatch } from "./finish-batch.ts";
import { attemptKeyOf, type Submitted, type WorkPiece } from "./piece-attempt.ts";

export async function keepResult(
  context: AppContext,
  piece: WorkPiece,
  submitted: Submitted,
  image: GeneratedImage,
  final: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { info } = submitted.generator;
  const costMicros = info.offline ? 0 : await settleCost(context, submitted.attemptKey, image.units);
  const labelled = await context.ports.media.label(image.bytes);
  const verdicts = await examine(context, piece, labelled, final, signal);
  const captions = await captionsFor(context, piece, signal);
  const keys = await storeFiles(context, piece, labelled);
  const verdict = judgePiece({
    templateTier: piece.tier,
    promptScores: verdicts?.prompt.scores ?? null,
    pixelScores: verdicts?.pixels.scores ?? null,
    minorAppearance: !judgeAppearance({ prompt: piece.prompt, caption: captions[0]?.text ?? "" }).allowed,
  });
  await context.database.prisma.$transaction(async (tx) => {
    const assetId = context.ids.next("asset");
    const moved = await tx.piece.updateMany({
      where: { id: piece.id, state: { in: ["generating", "unknown"] } },
      data: {
        ...outcomeOf(verdict, piece),
        caption: captions[0]?.text ?? "",
        captionOptions: JSON.parse(JSON.stringify(captions)),
        hashtags: hashtagsOf(piece),
        moderation: JSON.parse(JSON.stringify(verdicts)),
      },
    });
    if (moved.count === 0) return; // another run was faster; its asset stands
    await tx.asset.create({
      data: {
        id: assetId,
        avatarId: piece.avatarId,
        kind: "image",
        storageKey: keys.file,
        thumbnailKey: keys.thumbnail,
        contentType: labelled.contentType,
        bytes: labelled.bytes.byteLength,
        width: labelled.width,
        height: labelled.height,
        sha256: sha256(labelled.bytes),
        synthetic: info.offline,
        provider: info.provider,
        model: info.model,
        modelVersion: image.modelVersion ?? null,
        prompt: piece.prompt,
        negative: piece.negative,
        seed: piece.seed,
        parameters: JSON.parse(JSON.stringify(image.parameters)),
        costUsd: usdFromMicros(costMicros),
        moderation: JSON.parse(JSON.stringify(verdicts)),
        labelled: true,
        createdAt: context.clock.now(),
      },
    });
    await tx.piece.update({ where: { id: piece.id }, data: { assetId } });
    await appendTrustEvent(context, tx, piece.avatarId, {
      control: "C7",
      ruleVersion: "2026-11-24",
      judged: piece.id,
      decision: `${verdict.outcome}`,
    });
  });
  await finishBatch(context, piece.batchId);
}

interface Verdicts {
  readonly prompt: ModerationVerdict;
  readonly pixels: ModerationVerdict;
}

/** null after the last try: the piece is then held, never shown as examined. */
async function examine(
  context: AppContext,
  piece: WorkPiece,
  image: { bytes: Uint8Array; contentType: string },
  final: boolean,
  signal: AbortSignal,
): Promise<Verdicts | null> {
  const { moderator } = context.ports;
  if (!moderator) return null;
  try {
    const prompt = await moderator.moderateText(piece.prompt, signal);
    const pixels = await moderator.moderateImage(image.bytes, image.contentType, signal);
    return { prompt, pixels };
  } catch (thrown) {
    if (!final && toAppError(thrown).retryable) throw thrown;
    context.log.warn("piece not examined", { pieceId: piece.id, provider: moderator.info.provider, error: thrown });
    return null;
  }
}

async function captionsFor(context: AppContext, piece: WorkPiece, signal: AbortSignal) {
  const template = findTemplate(piece.templateKey);
  const persona = Persona.safeParse(Object.fromEntries(piece.avatar.fields.map((field) => [field.name, field.value])));
  if (!template || !persona.success) return [];
  const [first = "en"] = piece.avatar.languages;
  return await writeCaptions(
    context,
    {
      avatarId: piece.avatarId,
      pieceId: piece.id,
      batchId: piece.batchId,
      seed: piece.seed,
      avatarName: piece.avatar.name,
      persona: persona.data,
      template,
      language: isLanguage(first) ? first : "en",
      platform: "instagram",
    },
    signal,
  );
}

function hashtagsOf(piece: WorkPiece): string[] {
  const template = findTemplate(piece.templateKey);
  return template ? [...hashtagsFor(piece.avatar.niche, template)] : [];
}

/** Keys name the attempt: a second run writes the same files again, never others. */
async function storeFiles(context: AppContext, piece: WorkPiece, image: { bytes: Uint8Array; contentType: string }) {
  const extension = image.contentType === "image/jpeg" ? "jpg" : "png";
  const base = `avatars/${piece.avatarId}/pieces/${attemptKeyOf(piece).replaceAll(":", "-")}`.toLowerCase();
  const thumbnail = await context.ports.media.thumbnail(image.bytes);
  const keys = {
    file: `${base}.${extension}`,
    thumbnail: `${base}-thumb.${thumbnail.contentType === "image/webp" ? "webp" : "jpg"}`,
  };
  await context.ports.store.put(keys.file, image.bytes, image.contentType);
  await context.ports.store.put(keys.thumbnail, thumbnail.bytes, thumbnail.contentType);
  return keys;
}

function outcomeOf(verdict: TierVerdict, piece: WorkPiece) {
  switch (verdict.outcome) {
    case "publishable": {
      const raised = tierOf(piece.explicitness) !== verdict.tier;
      return {
        state: "ready" as const,
        tier: verdict.tier,
        explicitness: raised ? DEFAULT_EXPLICITNESS[verdict.tier] : piece.explicitness,
      };
    }
    case "held":
      return { state: "held" as const, error: "not examined by moderation" };
    case "rejected":
      return { state: "rejected" as const, rejectedReason: `moderation: ${verdict.category}` };
    default:
      return { state: "rejected" as const, rejectedReason: `quarantined: ${verdict.reason}` };
  }
}
