// What a trial's picture says of the pieces that would be made like it, by the rules pieces are judged by (domain 3).
import { DEFAULT_SIMILARITY_THRESHOLD } from "../../domain/avatars/similarity.ts";
import { ModerationRecord } from "../../domain/content/moderation-record.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { judgeFaces } from "../../domain/trust/identity-gate.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { judgePiece, type TierVerdict } from "../../domain/trust/tier-firewall.ts";

export interface TriedPicture {
  readonly prompt: string;
  readonly moderation: unknown;
  readonly synthetic: boolean;
}

interface TriedFor {
  readonly referenceAssetId: string | null;
  readonly similarityThreshold: number | null;
}

export function trialVerdict(picture: TriedPicture, avatar: TriedFor, tier: Tier): TierVerdict {
  const record = ModerationRecord.parse(picture.moderation ?? {});
  const gate = judgeFaces({
    faces: record.faces ?? null,
    hasReference: avatar.referenceAssetId !== null,
    threshold: avatar.similarityThreshold ?? DEFAULT_SIMILARITY_THRESHOLD,
    tier,
    synthetic: picture.synthetic,
  });
  return judgePiece({
    templateTier: tier,
    promptScores: record.prompt?.scores ?? null,
    pixelScores: record.pixels?.scores ?? null,
    minorAppearance: gate.minorAppearance || !judgeAppearance({ prompt: picture.prompt }).allowed,
  });
}
