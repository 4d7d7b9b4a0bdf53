// Writes a subscription's row anew from what is known: its payments and what the provider told. Any order of events ends
// alike. The caller holds the fan.
import { type SubscriptionFacts, subscriptionState } from "../../domain/sales/subscription.ts";
import type { AppContext, Transaction } from "../context.ts";

export interface SubscriptionEvent {
  readonly kind: string;
  readonly provider: string;
  readonly subscriptionId: string;
  readonly occurredAt: Date;
}

interface Origin {
  readonly fanId: string;
  readonly avatarId: string;
  readonly amountUsd: { toString(): string };
  readonly sandbox: boolean;
}

/** The row of the provider's subscription, made when the first event of it comes. @returns its id, or null where it is another fan's */
export async function subscriptionOf(
  context: AppContext,
  tx: Transaction,
  event: SubscriptionEvent,
  origin: Origin,
): Promise<string | null> {
  const externalId = `${event.provider}:${event.subscriptionId}`;
  const known = await tx.subscription.findUnique({ where: { externalId } });
  if (known) return known.fanId === origin.fanId ? known.id : null;
  const row = await tx.subscription.create({
    data: {
      id: context.ids.next("subscription"),
      fanId: origin.fanId,
      avatarId: origin.avatarId,
      provider: event.provider,
      externalId,
      state: "ended",
      priceUsd: origin.amountUsd.toString(),
      sandbox: origin.sandbox,
      startedAt: event.occurredAt,
      renewsAt: event.occurredAt,
    },
  });
  return row.id;
}

/** What the provider told besides payments; each fact is kept once. */
export async function noteSubscriptionEvent(tx: Transaction, id: string, event: SubscriptionEvent): Promise<void> {
  const field = NOTED_IN[event.kind];
  if (!field) return;
  await tx.subscription.updateMany({
    where: { id, OR: [{ [field]: null }, { [field]: { lt: event.occurredAt } }] },
    data: { [field]: event.occurredAt },
  });
}

const NOTED_IN: Readonly<Record<string, "failedAt" | "canceledAt" | "stoppedAt">> = {
  renewal_failed: "failedAt",
  canceled: "canceledAt",
  ended: "stoppedAt",
};

export async function updateSubscription(tx: Transaction, id: string, now: Date): Promise<void> {
  const row = await tx.subscription.findUniqueOrThrow({
    where: { id },
    include: {
      purchases: { where: { paidAt: { not: null } }, select: { state: true, paidAt: true, periodEnd: true } },
    },
  });
  const paid = row.purchases.filter((purchase) => purchase.state === "paid");
  const facts: SubscriptionFacts = { ...row, paidUntil: latest(paid.map((purchase) => purchase.periodEnd)) };
  const state = subscriptionState(facts, now);
  const startedAt = row.purchases.reduce(
    (first, { paidAt }) => (paidAt && paidAt < first ? paidAt : first),
    row.startedAt,
  );
  const endedAt = state === "ended" ? (row.endedAt ?? now) : null;
  await tx.subscription.update({
    where: { id },
    data: { state, startedAt, renewsAt: facts.paidUntil ?? row.startedAt, endedAt },
  });
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((last, date) => (date && (!last || date > last) ? date : last), null);
}
