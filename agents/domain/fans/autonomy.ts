// Who writes: the machine, the machine with an operator's yes, or a human (domain 7). Rules name the situations in which
// that differs from the avatar's own setting.

export type Autonomy = "auto" | "draft" | "off";

/** From free to careful. */
const CARE: readonly Autonomy[] = ["auto", "draft", "off"];

export const ANY = "any";

/** What a rule may be about. Locks, goodbyes, the truth about being an AI and hand-overs follow rules of their own. */
export const RULED_INTENTS = [
  "greeting",
  "question",
  "purchase_intent",
  "objection",
  "casual_chat",
  "content_request",
] as const;
export const RULED_STAGES = ["lead_magnet", "qualification", "conversion"] as const;

export interface AutonomyRule {
  /** `any`, or one of `RULED_INTENTS`. */
  readonly intent: string;
  /** `any`, or one of `RULED_STAGES`. */
  readonly stage: string;
  /** Messages that name a price of at least this; 0: also those that name none. */
  readonly fromCents: number;
  readonly autonomy: Autonomy;
}

/** What a message is judged by. Null: not known, as of messages that are no answer. */
export interface Situation {
  readonly intent: string | null;
  readonly stage: string | null;
  readonly priceCents: number | null;
}

export interface AutonomySettings {
  readonly avatar: Autonomy;
  readonly rules: readonly AutonomyRule[];
  /** Null: as the avatar. */
  readonly conversation: Autonomy | null;
}

/** The most specific rule that matches, else the avatar's own; of that and the conversation's the more careful counts. */
export function autonomyFor({ avatar, rules, conversation }: AutonomySettings, situation: Situation): Autonomy {
  return moreCareful(ruleFor(rules, situation)?.autonomy ?? avatar, conversation ?? "auto");
}

/** Some situation is left in which the machine may write, or draft. */
export function mayEverWrite({ avatar, rules, conversation }: AutonomySettings): boolean {
  if (conversation === "off") return false;
  return avatar !== "off" || rules.some((rule) => rule.autonomy !== "off");
}

/** Most named of intent, stage and price first; then the higher price; then the more careful. */
export function ruleFor(rules: readonly AutonomyRule[], situation: Situation): AutonomyRule | null {
  const { intent } = situation;
  if (!RULED_INTENTS.some((ruled) => ruled === intent)) return null;
  const matching = rules.filter(
    (rule) =>
      (rule.intent === ANY || rule.intent === intent) &&
      (rule.stage === ANY || rule.stage === situation.stage) &&
      (rule.fromCents === 0 || (situation.priceCents ?? -1) >= rule.fromCents),
  );
  return matching.sort(bySpecificity)[0] ?? null;
}

function bySpecificity(left: AutonomyRule, right: AutonomyRule): number {
  return (
    named(right) - named(left) ||
    right.fromCents - left.fromCents ||
    CARE.indexOf(right.autonomy) - CARE.indexOf(left.autonomy)
  );
}

const named = ({ intent, stage, fromCents }: AutonomyRule): number =>
  Number(intent !== ANY) + Number(stage !== ANY) + Number(fromCents > 0);

function moreCareful(one: Autonomy, other: Autonomy): Autonomy {
  return CARE[Math.max(CARE.indexOf(one), CARE.indexOf(other))] ?? "off";
}
