// Whether an operator's own wording stays within the tier it states, told before any picture of it is paid for (domain 3).
import { judgePiece, type Scores } from "../trust/tier-firewall.ts";
import { TIERS, type Tier } from "./tier.ts";

export type ToneVerdict =
  | { readonly fits: true }
  /** `least`: the mildest tier it may state; null when no tier takes it. */
  | { readonly fits: false; readonly least: Tier | null };

/** There is no picture yet; each one is examined by itself when it is made. */
const NO_PIXELS: Scores = { sexual: 0 };

/** `tier` null: a preset states none, its pictures are placed one by one. */
export function judgeTone(scores: Scores, tier: Tier | null): ToneVerdict {
  const verdict = judgePiece({
    templateTier: "safe",
    promptScores: scores,
    pixelScores: NO_PIXELS,
    minorAppearance: false,
  });
  if (verdict.outcome === "rejected" || verdict.outcome === "quarantined") return { fits: false, least: null };
  if (verdict.outcome === "held" || tier === null) return { fits: true };
  const isWithin = TIERS.indexOf(verdict.tier) <= TIERS.indexOf(tier);
  return isWithin ? { fits: true } : { fits: false, least: verdict.tier };
}
