// When a human is asked to take over (domain 7), and when the team is reminded of a fan who waits for one.
import { MINUTE_MS } from "../../kernel/clock.ts";

export type HandoverReason =
  | "asked_for_human"
  | "complaint"
  | "crisis"
  | "crisis_doubt"
  | "age_doubt"
  | "repeated_failure"
  | "unknown_language"
  | "high_spender"
  | "left_to_people";

/** Money asks for a person too. */
export type PaymentHandoverReason = "payment_dispute" | "dispute_won" | "refund_due" | "spend_limit";

/** Turns that failed in a row before a human is asked. */
const FAILURES_BEFORE_HANDOVER = 3;

export interface HandoverSettings {
  /** Spent in all, in cents of a USD, from which on a person looks after the fan. */
  readonly spendCents: number;
  /** Minutes a fan may wait for a person before the team is reminded; once more after twice as long. */
  readonly alarmMinutes: number;
}

/** Of a workspace that set nothing of its own. */
export const DEFAULT_HANDOVER: HandoverSettings = { spendCents: 50_000, alarmMinutes: 30 };

/** Reminders of one fan: after the time set, and after twice that. */
export const MOST_ALARMS = 2;

/** Each reminder comes as long after the one before as the first after the beginning. */
export function isAlarmDue(
  waiting: { readonly waitingSince: Date; readonly alarms: number },
  alarmMinutes: number,
  now: Date,
): boolean {
  if (waiting.alarms >= MOST_ALARMS) return false;
  return now.getTime() - waiting.waitingSince.getTime() >= (waiting.alarms + 1) * alarmMinutes * MINUTE_MS;
}

export interface HandoverFacts {
  readonly intent: string;
  /** Only the second opinion heard it. */
  readonly isDoubtful: boolean;
  /** Neither the fan's plain word nor a person has settled it. */
  readonly isAgeInDoubt: boolean;
  readonly failures: number;
  readonly spentCents: number;
  /** Was handed over for the money before: once is enough. */
  readonly knownSpender: boolean;
  readonly isForeign: boolean;
  /** The rules leave this situation to people. */
  readonly leftToPeople: boolean;
}

/** Answered by rules of their own, whoever else looks after the fan. */
const OWN_ANSWER: ReadonlySet<string> = new Set(["minor", "abuse", "opt_out", "bot_question", "farewell"]);

export function handoverReason(facts: HandoverFacts, { spendCents }: HandoverSettings): HandoverReason | null {
  const { intent } = facts;
  if (intent === "crisis") return facts.isDoubtful ? "crisis_doubt" : "crisis";
  if (intent === "minor" && facts.isDoubtful) return "age_doubt";
  if (intent === "human_request") return "asked_for_human";
  if (intent === "complaint") return "complaint";
  if (facts.failures >= FAILURES_BEFORE_HANDOVER) return "repeated_failure";
  if (OWN_ANSWER.has(intent)) return null;
  if (facts.isAgeInDoubt) return "age_doubt";
  if (facts.leftToPeople) return "left_to_people";
  if (facts.isForeign) return "unknown_language";
  return facts.spentCents >= spendCents && !facts.knownSpender ? "high_spender" : null;
}
