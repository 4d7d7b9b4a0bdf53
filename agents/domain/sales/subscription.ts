// A subscription as it stands, from what is known of it: its payments, and what the provider told (domain 8).
import { DAY_MS } from "../../kernel/clock.ts";

export type SubscriptionState = "active" | "grace" | "canceled" | "ended";

export interface SubscriptionFacts {
  /** The latest period that was paid and not given back; null: none. */
  readonly paidUntil: Date | null;
  /** No renewal any more: it lasts as long as it is paid. */
  readonly canceledAt: Date | null;
  /** The provider says that it is over. */
  readonly stoppedAt: Date | null;
}

/** How long a late renewal is waited for; providers retry a card for days. Our own number. */
export const GRACE_MS = 3 * DAY_MS;
/** Length of a month of which the provider did not tell the end. */
export const PERIOD_MS = 30 * DAY_MS;

/** When what is known now ends, if nothing more comes. */
export function entitledUntil({ paidUntil, canceledAt, stoppedAt }: SubscriptionFacts): Date | null {
  if (paidUntil === null) return null;
  const patient = canceledAt === null ? new Date(paidUntil.getTime() + GRACE_MS) : paidUntil;
  return stoppedAt !== null && stoppedAt < patient ? stoppedAt : patient;
}

export function subscriptionState(facts: SubscriptionFacts, now: Date): SubscriptionState {
  const until = entitledUntil(facts);
  if (facts.paidUntil === null || until === null || until <= now) return "ended";
  if (facts.paidUntil <= now) return "grace";
  return facts.canceledAt === null ? "active" : "canceled";
}
