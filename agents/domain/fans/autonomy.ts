// Who writes: the machine, the machine with an operator's yes, or a human (domain 7).

export type Autonomy = "auto" | "draft" | "off";

/** The more careful of avatar and conversation counts. */
export function effectiveAutonomy(avatar: Autonomy, conversation: Autonomy | null): Autonomy {
  const order: readonly Autonomy[] = ["auto", "draft", "off"];
  return order[Math.max(order.indexOf(avatar), order.indexOf(conversation ?? "auto"))] ?? "off";
}

export type HandoverReason = "asked_for_human" | "complaint" | "crisis" | "repeated_failure";
/** Money asks for a person too. */
export type PaymentHandoverReason = "payment_dispute" | "refund_due" | "spend_limit";

/** Turns that failed in a row before a human is asked. */
const FAILURES_BEFORE_HANDOVER = 3;

export function handoverReason(intent: string, failures: number): HandoverReason | null {
  if (intent === "crisis") return "crisis";
  if (intent === "human_request") return "asked_for_human";
  if (intent === "complaint") return "complaint";
  return failures >= FAILURES_BEFORE_HANDOVER ? "repeated_failure" : null;
}
