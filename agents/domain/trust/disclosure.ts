// Trust C1: when the AI disclosure must go out before anything else.

const HOUR_MS = 3_600_000;
export const DISCLOSURE_GAP_MS = 24 * HOUR_MS;
export const DISCLOSURE_CHAT_MS = 3 * HOUR_MS;
export const DISCLOSURE_BEFORE_OFFER_MS = 24 * HOUR_MS;

export interface DisclosureFacts {
  /** Last disclosure that was really sent in this thread. */
  readonly disclosedAt: Date | null;
  /** Last message of either side before the ones now being answered. */
  readonly previousMessageAt: Date | null;
  /** When a human operator last handed the chat back to the bot. */
  readonly humanEndedAt?: Date | null;
  /** The turn wants to send an offer. */
  readonly sendsOffer: boolean;
}

export type DisclosureReason = "first_message" | "gap" | "long_chat" | "human_to_bot" | "before_offer";

/**
 * Why a disclosure is due before this turn's reply, or null. Three hours count from the last disclosure, so a chat
 * that runs 3 h gets exactly one more, and no reply is ever further than 3 h from one.
 */
export function disclosureDue(facts: DisclosureFacts, now: Date): DisclosureReason | null {
  const { disclosedAt, previousMessageAt, humanEndedAt } = facts;
  if (!disclosedAt) return "first_message";
  const age = now.getTime() - disclosedAt.getTime();
  if (humanEndedAt && humanEndedAt > disclosedAt) return "human_to_bot";
  if (previousMessageAt && now.getTime() - previousMessageAt.getTime() >= DISCLOSURE_GAP_MS && age > 0) return "gap";
  if (facts.sendsOffer && age >= DISCLOSURE_BEFORE_OFFER_MS) return "before_offer";
  return age >= DISCLOSURE_CHAT_MS ? "long_chat" : null;
}
