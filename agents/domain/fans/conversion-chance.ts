// P(conversion) from the lead score, and the advice an operator reads (domain 7).

export interface ChanceFacts {
  readonly score: number;
  readonly stage: "lead_magnet" | "qualification" | "conversion";
  readonly fanMessages: number;
  readonly hoursSilent: number;
}

const EMPTY_CHANCE = 0.05;
const HIGHEST = 0.95;

export function conversionChance(facts: ChanceFacts): number {
  if (facts.fanMessages === 0) return EMPTY_CHANCE;
  const base = 1 / (1 + Math.exp(-0.8 * (facts.score / 10 - 5)));
  const stage = facts.stage === "conversion" ? 1.3 : 1;
  const long = facts.fanMessages > 20 ? 1.15 : 1;
  const day = facts.hoursSilent > 24 ? 0.85 : 1;
  const silence = facts.hoursSilent > 48 ? 0.7 : day;
  return Math.min(HIGHEST, base * stage * long * silence);
}

export type Advice = "high_priority" | "warm" | "nurture" | "wait";

export function adviceFor(score: number, chance: number): Advice {
  if (score >= 80 && chance >= 0.7) return "high_priority";
  if (score >= 60 && chance >= 0.5) return "warm";
  return score >= 40 && chance >= 0.3 ? "nurture" : "wait";
}
