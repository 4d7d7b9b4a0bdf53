// What a person who takes a conversation over does next. Rules alone: care and sales never hang on a model (domain 7, trust C11-C14).
import type { PaymentHandoverReason } from "./handover.ts";

export type HandoverAdvice = "ask_age" | "leave" | "care" | "repair" | "in_person" | "answer" | "sell";

export interface HandoverSituation {
  /** The gravest lock of the conversation. */
  readonly lock: "minor" | "banned" | "optedOut" | "crisis" | "unreachable" | "human" | null;
  readonly reason: string | null;
  /** The offer policy has a pack for this fan now. */
  readonly mayOffer: boolean;
}

/** Nobody is sold to while a payment or a limit is the matter (trust C16). */
const MONEY_REASONS: ReadonlySet<string> = new Set<PaymentHandoverReason>([
  "payment_dispute",
  "dispute_won",
  "refund_due",
  "spend_limit",
]);

export function handoverAdvice({ lock, reason, mayOffer }: HandoverSituation): HandoverAdvice {
  if (lock === "minor" || lock === "banned" || lock === "optedOut" || lock === "unreachable") return "leave";
  if (lock === "crisis" || reason === "crisis" || reason === "crisis_doubt") return "care";
  if (reason === "age_doubt") return "ask_age";
  if (reason === "complaint") return "repair";
  if (reason === "asked_for_human") return "in_person";
  return mayOffer && !MONEY_REASONS.has(reason ?? "") ? "sell" : "answer";
}
