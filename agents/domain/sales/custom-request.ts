// What may become of something a fan wants made for them, and whether it may be made at all (domain 8, trust C8, C9).
import { DAY_MS } from "../../kernel/clock.ts";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { namesRealPerson } from "../trust/real-persons.ts";
import { judgePiece, type Scores } from "../trust/tier-firewall.ts";

export const CUSTOM_RULE_VERSION = "2026-11-26";

export type CustomState = "asked" | "refused" | "quoted" | "paid" | "delivered" | "declined" | "canceled" | "refunded";

/** What happened to one, in its history. */
export const CUSTOM_STEPS = [
  "asked",
  "refused",
  "fan_said",
  "quoted",
  "countered",
  "paid",
  "delivered",
  "declined",
  "canceled",
  "refunded",
  "regained",
] as const;
export type CustomStepKind = (typeof CUSTOM_STEPS)[number];

/** Nothing was paid: it may still be quoted, declined or canceled. */
export const OPEN_CUSTOM_STATES = ["asked", "quoted"] as const satisfies readonly CustomState[];

/** Where nobody says otherwise: as mild as every payment provider takes it, within a week. */
export const CUSTOM_TERMS = { level: 3, days: 7, mostDays: 60 } as const;

export type WishObstacle = "real_person" | "minor_appearance" | "content";

/**
 * Judged like a prompt: the words of a wish become one.
 * @param scores null: not examined; the rules alone then say nothing against it, and it is judged again before a quote
 */
export function wishObstacle(wish: string, scores: Scores | null, consented: readonly string[]): WishObstacle | null {
  if (!judgeAppearance({ wish }).allowed) return "minor_appearance";
  if (namesRealPerson(wish, consented) !== null) return "real_person";
  if (scores === null) return null;
  const { outcome } = judgePiece({
    templateTier: "safe",
    promptScores: scores,
    pixelScores: { sexual: 0 },
    minorAppearance: false,
  });
  return outcome === "rejected" || outcome === "quarantined" ? "content" : null;
}

/** The control a refusal is recorded under. */
export const OBSTACLE_CONTROL: Readonly<Record<WishObstacle, string>> = {
  real_person: "C8",
  minor_appearance: "C9",
  content: "C7",
};

/** The team is told the day before the date, and when it is past. */
const REMINDERS_BEFORE_MS: readonly number[] = [DAY_MS, 0];

/** How many reminders are due by now. */
export function dueReminders(dueAt: Date, now: Date): number {
  return REMINDERS_BEFORE_MS.filter((before) => now.getTime() >= dueAt.getTime() - before).length;
}
