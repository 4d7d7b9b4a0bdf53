// Domain 3, safety of a piece: tier = max(template, prompt moderation, pixel moderation, human); no verdict, no publishing.

import { TIERS, type Tier } from "../content/tier.ts";

/** Moderation scores 0..1; a missing category was not examined (same shape as the moderator port). */
export interface Scores {
  readonly sexual?: number;
  readonly "sexual/minors"?: number;
  readonly violence?: number;
  readonly hate?: number;
  readonly "self-harm"?: number;
  readonly harassment?: number;
}

type Category = Exclude<keyof Scores, "sexual/minors">;

/** Reject at or above (domain 3, OpenAI moderation scores). */
const REJECT_AT: Readonly<Record<Category, number>> = {
  sexual: 0.9,
  violence: 0.7,
  hate: 0.5,
  "self-harm": 0.5,
  harassment: 0.6,
};
const SAFE_UP_TO: Readonly<Partial<Record<Category, number>>> = { sexual: 0.2, violence: 0.1, hate: 0.05 };
const SUGGESTIVE_UP_TO: Readonly<Partial<Record<Category, number>>> = { sexual: 0.6, violence: 0.3, hate: 0.1 };
/** Above this a piece is quarantined, and nobody can override it. */
const MINORS_ABOVE = 0.01;

export interface PieceFacts {
  readonly templateTier: Tier;
  /** null: not examined yet, or the moderator failed. */
  readonly promptScores: Scores | null;
  readonly pixelScores: Scores | null;
  /** Trust C9 found a minor-looking subject. */
  readonly minorAppearance: boolean;
  /** A person's verdict; only this may lower a tier, and only with a reason. */
  readonly human?: { readonly tier: Tier; readonly reason: string } | null;
}

export type TierVerdict =
  | { readonly outcome: "publishable"; readonly tier: Tier }
  | { readonly outcome: "held"; readonly missing: readonly ("prompt" | "pixels")[] }
  | { readonly outcome: "rejected"; readonly category: Category }
  | { readonly outcome: "quarantined"; readonly reason: "sexual_minors" | "minor_appearance" };

/** The verdict on one piece. Quarantine and rejection cannot be overridden by the human tier. */
export function judgePiece(facts: PieceFacts): TierVerdict {
  const examined = [facts.promptScores, facts.pixelScores].filter((scores) => scores !== null);
  if (facts.minorAppearance) return { outcome: "quarantined", reason: "minor_appearance" };
  if (examined.some((scores) => (scores["sexual/minors"] ?? 0) > MINORS_ABOVE))
    return { outcome: "quarantined", reason: "sexual_minors" };
  for (const scores of examined) {
    const category = rejectedCategory(scores);
    if (category) return { outcome: "rejected", category };
  }
  const missing: ("prompt" | "pixels")[] = [];
  if (!isExamined(facts.promptScores)) missing.push("prompt");
  if (!isExamined(facts.pixelScores)) missing.push("pixels");
  if (missing.length > 0) return { outcome: "held", missing };
  const measured = highestTier([facts.templateTier, ...examined.map(tierOfScores)]);
  return { outcome: "publishable", tier: applyHuman(measured, facts.human ?? null) };
}

/** Category by category the highest of several files; null, or without `sexual`, when one of them was not examined for it. */
export function worstScores(all: readonly (Scores | null)[]): Scores | null {
  const highest: Record<string, number> = {};
  for (const scores of all) {
    if (!scores) return null;
    for (const [category, score] of Object.entries(scores)) {
      highest[category] = Math.max(highest[category] ?? 0, score);
    }
  }
  const { sexual: _, ...others } = highest;
  return all.every(isExamined) ? highest : others;
}

/** Tier by scores alone; scores at or above the reject line are the caller's to refuse first. */
export function tierOfScores(scores: Scores): Tier {
  if (isWithin(scores, SAFE_UP_TO)) return "safe";
  return isWithin(scores, SUGGESTIVE_UP_TO) ? "suggestive" : "restricted";
}

function highestTier(tiers: readonly Tier[]): Tier {
  return TIERS[Math.max(0, ...tiers.map((tier) => TIERS.indexOf(tier)))] ?? "restricted";
}

function applyHuman(measured: Tier, human: { readonly tier: Tier; readonly reason: string } | null): Tier {
  if (!human) return measured;
  const lowers = TIERS.indexOf(human.tier) < TIERS.indexOf(measured);
  return lowers && human.reason.trim() === "" ? measured : human.tier;
}

function isExamined(scores: Scores | null): boolean {
  return scores?.sexual !== undefined && Number.isFinite(scores.sexual);
}

function rejectedCategory(scores: Scores): Category | null {
  const categories = Object.keys(REJECT_AT) as Category[];
  return categories.find((category) => (scores[category] ?? 0) >= REJECT_AT[category]) ?? null;
}

function isWithin(scores: Scores, limits: Readonly<Partial<Record<Category, number>>>): boolean {
  return Object.entries(limits).every(([category, limit]) => (scores[category as Category] ?? 0) <= limit);
}
