// Finds the purchase a payment event is about. A subscription has one for each month: the first is the offer's own, every
// renewal gets a row when the first event of its charge comes.
import type { PaymentEvent } from "../../../prisma/generated/client/client.ts";
import { PERIOD_MS } from "../../domain/sales/subscription.ts";
import type { AppContext, Transaction } from "../context.ts";
import { noteSubscriptionEvent, subscriptionOf, updateSubscription } from "../subscription/update-subscription.ts";

const WITH_OFFER = { offer: { include: { conversation: true } }, fan: true } as const;

/** The caller holds the fan. @param originId the purchase whose intent, or charge, the event names */
export async function purchaseOfEvent(context: AppContext, tx: Transaction, event: PaymentEvent, originId: string) {
  const origin = await tx.purchase.findUniqueOrThrow({ where: { id: originId }, include: WITH_OFFER });
  const subscriptionId = payloadOf(event).subscriptionId;
  if (origin.offer.layer !== "subscription" || !event.intentId)
    return { purchase: origin, subscription: origin.subscriptionId };
  const purchase = isOfFirstMonth(origin, event) ? origin : await renewalOf(context, tx, origin, event);
  // Refunds and disputes name the charge only.
  if (!subscriptionId) return { purchase, subscription: purchase.subscriptionId };
  const told = { ...event, subscriptionId, occurredAt: occurredAt(event, context.clock.now()) };
  const id = await subscriptionOf(context, tx, told, origin);
  if (id === null) return { purchase, subscription: "foreign" as const };
  await noteSubscriptionEvent(tx, id, told);
  if (MOVES_NO_MONEY.has(event.kind)) await updateSubscription(tx, id, context.clock.now());
  return { purchase, subscription: id };
}

const MOVES_NO_MONEY: ReadonlySet<string> = new Set(["renewal_failed", "canceled", "ended"]);

/** After a charge of a subscription: what it pays until, and what follows for the whole. */
export async function notePeriod(
  context: AppContext,
  tx: Transaction,
  found: { readonly purchase: { readonly id: string }; readonly subscription: string | null },
  event: PaymentEvent,
): Promise<void> {
  if (found.subscription === null) return;
  const { periodEnd: told } = payloadOf(event);
  const row = await tx.purchase.findUniqueOrThrow({ where: { id: found.purchase.id } });
  if (row.paidAt && (event.kind === "paid" || event.kind === "renewed"))
    await tx.purchase.update({
      where: { id: row.id },
      data: {
        subscriptionId: found.subscription,
        periodEnd: told ? new Date(told) : new Date(occurredAt(event, row.paidAt).getTime() + PERIOD_MS),
      },
    });
  await updateSubscription(tx, found.subscription, context.clock.now());
}

function payloadOf(event: PaymentEvent) {
  return event.payload as { subscriptionId?: string; periodEnd?: string; occurredAt?: string };
}

function occurredAt(event: PaymentEvent, now: Date): Date {
  const told = new Date(payloadOf(event).occurredAt ?? Number.NaN);
  return told <= now ? told : now;
}

function isOfFirstMonth(origin: { readonly chargeId: string | null }, event: PaymentEvent): boolean {
  if (event.kind === "renewed") return false;
  return !event.chargeId || origin.chargeId === null || origin.chargeId === event.chargeId;
}

async function renewalOf(
  context: AppContext,
  tx: Transaction,
  origin: Awaited<ReturnType<Transaction["purchase"]["findUniqueOrThrow"]>>,
  event: PaymentEvent,
) {
  const intentId = `${origin.intentId}:${event.chargeId ?? ""}`;
  const known = await tx.purchase.findUnique({ where: { intentId }, include: WITH_OFFER });
  if (known) return known;
  return await tx.purchase.create({
    data: {
      id: context.ids.next("purchase"),
      avatarId: origin.avatarId,
      fanId: origin.fanId,
      offerId: origin.offerId,
      subscriptionId: origin.subscriptionId,
      provider: origin.provider,
      intentId,
      amountUsd: origin.amountUsd,
      currency: origin.currency,
      quoteAmount: origin.quoteAmount,
      quoteCurrency: origin.quoteCurrency,
      sandbox: origin.sandbox,
      createdAt: context.clock.now(),
    },
    include: WITH_OFFER,
  });
}
