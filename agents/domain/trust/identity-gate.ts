// What the faces of a picture say: whether it shows the avatar, and whether who is shown looks like an adult (domain 2, trust C9).
import type { Tier } from "../content/tier.ts";

/** Apparent years. Recognisers err by several: who looks under 25 is looked at by a person (trust C9). */
export const APPARENT_AGE = { block: 18, review: 25 } as const;

export const HOLD_REASONS = [
  "not_examined",
  "likeness",
  "no_face",
  "looks_young",
  "age_not_examined",
  "near_repeat",
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export interface FaceFacts {
  /** To the reference, of the face most like it; null when there is no face. */
  readonly similarity: number | null;
  /** Of the youngest-looking face; null when there is none. */
  readonly apparentAge: number | null;
}

export interface GateRequest {
  /** null: not examined. */
  readonly faces: FaceFacts | null;
  readonly hasReference: boolean;
  readonly threshold: number;
  readonly tier: Tier;
  /** A drawn preview shows nobody whose age could be guessed. */
  readonly synthetic: boolean;
}

export interface GateVerdict {
  /** Quarantine: nobody can override it. */
  readonly minorAppearance: boolean;
  readonly holds: readonly HoldReason[];
}

/**
 * Of a clip, by what was seen at several moments: as like as the faces found are on average (heads turn, so the worst
 * moment says little), as young as the youngest looks. null when a moment was not examined.
 */
export function facesOfClip(moments: readonly (FaceFacts | null)[]): FaceFacts | null {
  const seen = moments.filter((moment) => moment !== null);
  if (seen.length < moments.length) return null;
  const similarities = seen.flatMap(({ similarity }) => similarity ?? []);
  const ages = seen.flatMap(({ apparentAge }) => apparentAge ?? []);
  const total = similarities.reduce((sum, similarity) => sum + similarity, 0);
  return {
    similarity: similarities.length > 0 ? total / similarities.length : null,
    apparentAge: ages.length > 0 ? Math.min(...ages) : null,
  };
}

export function judgeFaces({ faces, hasReference, threshold, tier, synthetic }: GateRequest): GateVerdict {
  if (!faces) {
    const ageHold = tier === "safe" || synthetic ? [] : (["age_not_examined"] as const);
    return { minorAppearance: false, holds: hasReference ? ["likeness", ...ageHold] : ageHold };
  }
  const { similarity, apparentAge } = faces;
  const isJudged = !synthetic && apparentAge !== null;
  if (isJudged && apparentAge < APPARENT_AGE.block) return { minorAppearance: true, holds: [] };
  const holds: HoldReason[] = [];
  if (hasReference && similarity === null) holds.push("no_face");
  if (hasReference && similarity !== null && similarity < threshold) holds.push("likeness");
  if (isJudged && apparentAge < APPARENT_AGE.review) holds.push("looks_young");
  return { minorAppearance: false, holds };
}
