// Settles one payment event: unlock once per charge, or refuse by name. Everything in one transaction (trust T3, invariant 3).

import type { PaymentEvent } from "../../../prisma/generated/client/client.ts";
import { within } from "../../../prisma/row-function.ts";
import type { PaymentHandoverReason } from "../../domain/fans/handover.ts";
import {
  type ChargeFacts,
  matchPayment,
  type PaymentDecision,
  type PaymentFacts,
  type PaymentKind,
  purchaseState,
  reversalKind,
  reversedCents,
} from "../../domain/sales/purchase-match.ts";
import { mayBeMinor } from "../../domain/trust/explicitness.ts";
import { centsFromUsd, usdFromCents } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { refundPayment } from "../../work-orders/refund-payment.ts";
import { recordPurchaseTouches } from "../attribution/record-purchase-touches.ts";
import type { AppContext, Transaction } from "../context.ts";
import { isQuoteGone, notePaid, noteReturned } from "../custom/settle-custom.ts";
import { recordConversion } from "../experiment/record-conversion.ts";
import { judgeFanSpend, lockFan } from "../limit/spend.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { recordOutreachSale } from "../outreach/record-result.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { tellWebhooks } from "../webhook/webhook-events.ts";
import { GALLERY_LIFE_MS } from "./gallery-life.ts";
import { notePeriod, purchaseOfEvent } from "./purchase-of-event.ts";
import { isRenewal, reopen, wasUnlocked } from "./reopen-purchase.ts";
import { lockTrustStream, payeeOf } from "./start-checkout.ts";

type Decision =
  | PaymentDecision
  | { readonly apply: "noted" }
  | { readonly apply: "refuse"; readonly reason: "unknown_intent" | "subscription" | "payer" };

export async function settlePayment(context: AppContext, paymentEventId: string): Promise<void> {
  await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "PaymentEvent" WHERE id = ${paymentEventId} FOR UPDATE`;
    const event = await tx.paymentEvent.findUnique({ where: { id: paymentEventId } });
    if (event?.state !== "received") return;
    const { decision, avatarId } = await settle(context, tx, event);
    await tx.paymentEvent.update({
      where: { id: event.id },
      data: {
        state: decision.apply === "refuse" ? "refused" : "applied",
        reason: "reason" in decision ? decision.reason : null,
        appliedAt: context.clock.now(),
      },
    });
    await tellWebhooks(context, tx, "payment.settled", {
      paymentEventId: event.id,
      decision: decision.apply,
      avatarId: avatarId ?? null,
    });
    if (avatarId) await lockTrustStream(tx, avatarId);
    await appendTrustEvent(context, tx, avatarId ?? "payments", {
      control: "T3",
      ruleVersion: "2026-11-26",
      judged: `${event.provider}:${event.eventId}`,
      decision: "reason" in decision ? `${decision.apply}:${decision.reason}` : `${decision.apply}:${event.kind}`,
    });
  });
}

async function settle(
  context: AppContext,
  tx: Transaction,
  event: PaymentEvent,
): Promise<{ readonly decision: Decision; readonly avatarId: string | null }> {
  const origin = await findOrigin(tx, event);
  if (!origin) return { decision: { apply: "refuse", reason: "unknown_intent" }, avatarId: null };
  const { avatarId } = origin;
  await lockFan(tx, origin.fanId);
  const facts = factsOf(event, avatarId);
  const terms = termsOf(origin);
  // Before anything is written: what does not fit the terms leaves no trace but its refusal.
  const fits = matchPayment(
    { ...terms, chargeId: null, charge: NOTHING_KNOWN },
    facts.kind
      ? { ...facts, kind: facts.kind }
      : { ...facts, kind: "expired", amountCents: terms.quote?.amount ?? terms.amountCents },
  );
  if (fits.apply === "refuse") return { decision: fits, avatarId };
  if (!(await isFromFan(tx, event, origin.fanId))) return { decision: { apply: "refuse", reason: "payer" }, avatarId };
  const found = await purchaseOfEvent(context, tx, event, origin.id);
  const { purchase } = found;
  if (found.subscription === "foreign") return { decision: { apply: "refuse", reason: "subscription" }, avatarId };
  if (!facts.kind) return { decision: { apply: "noted" }, avatarId };
  const decision = matchPayment(
    { ...terms, chargeId: purchase.chargeId, charge: chargeOf(purchase) },
    { ...facts, kind: facts.kind },
  );
  if (decision.apply === "record") await record(context, tx, purchase, event, decision.charge);
  if (found.subscription) await notePeriod(context, tx, found, event);
  if (decision.apply === "refuse" && decision.reason === "charge" && facts.kind === "paid")
    await askPerson(tx, purchase, "refund_due");
  return { decision, avatarId };
}

type Origin = NonNullable<Awaited<ReturnType<typeof findOrigin>>>;

function termsOf(origin: Origin) {
  const { quoteAmount: amount, quoteCurrency: currency } = origin;
  return {
    ...origin,
    amountCents: centsFromUsd(origin.amountUsd),
    quote: amount !== null && currency !== null ? { amount, currency } : null,
    payee: payeeOf(origin.avatarId),
  };
}

/** Where the channel says who paid, it is the fan it was offered to. What is given back needs no asking. */
async function isFromFan(tx: Transaction, event: PaymentEvent, fanId: string): Promise<boolean> {
  const { payer } = event.payload as { payer?: string };
  if (payer === undefined || KINDS[event.kind] !== "paid") return true;
  return (await tx.fanAddress.count({ where: { fanId, externalId: payer } })) > 0;
}

/** Notices of refunds and disputes may name nothing but the charge. */
async function findOrigin(tx: Transaction, event: PaymentEvent) {
  if (event.intentId) return await tx.purchase.findUnique({ where: { intentId: event.intentId } });
  const { provider, chargeId } = event;
  return chargeId ? await tx.purchase.findFirst({ where: { provider, chargeId } }) : null;
}

const NOTHING_KNOWN: ChargeFacts = {
  paid: false,
  expired: false,
  disputed: false,
  disputeWon: false,
  refundedCents: 0,
};

export type LockedPurchase = Awaited<ReturnType<typeof purchaseOfEvent>>["purchase"];

function chargeOf(purchase: LockedPurchase): ChargeFacts {
  return {
    paid: purchase.paidAt !== null,
    expired: purchase.expiredAt !== null,
    disputed: purchase.disputedAt !== null,
    disputeWon: purchase.disputeWonAt !== null,
    refundedCents: centsFromUsd(purchase.refundedUsd),
  };
}

/** A renewal is a payment like the first one; null: no money moved. */
const KINDS: Readonly<Record<string, PaymentKind>> = {
  paid: "paid",
  renewed: "paid",
  refunded: "refunded",
  disputed: "disputed",
  dispute_won: "dispute_won",
  expired: "expired",
};

function factsOf(event: PaymentEvent, avatarId: string): Omit<PaymentFacts, "kind"> & { kind: PaymentKind | null } {
  const payload = event.payload as { payee?: string; amount?: number };
  return {
    kind: KINDS[event.kind] ?? null,
    provider: event.provider,
    chargeId: event.chargeId ?? "",
    amountCents: event.amountUsd ? centsFromUsd(event.amountUsd) : (payload.amount ?? -1),
    currency: event.currency ?? "",
    // Found by its charge alone: whom that paid was checked when it was taken in.
    payee: event.intentId ? (payload.payee ?? "") : payeeOf(avatarId),
  };
}

async function record(
  context: AppContext,
  tx: Transaction,
  purchase: LockedPurchase,
  event: PaymentEvent,
  charge: ChargeFacts,
): Promise<void> {
  const now = context.clock.now();
  const amountCents = centsFromUsd(purchase.amountUsd);
  const state = purchaseState(charge, amountCents);
  const isClosed = state === "refunded" || state === "disputed";
  const opens = state === "paid" && purchase.state !== "paid";
  const reopens = opens && (await wasUnlocked(tx, purchase));
  const refundDue = opens && !reopens ? await refundDueReason(tx, purchase, now) : purchase.refundDueReason;
  const paidAt = charge.paid ? (purchase.paidAt ?? now) : null;
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      state,
      chargeId: purchase.chargeId ?? (event.chargeId || null),
      paidAt,
      expiredAt: charge.expired ? (purchase.expiredAt ?? now) : null,
      disputedAt: charge.disputed ? (purchase.disputedAt ?? now) : null,
      disputeWonAt: charge.disputeWon ? (purchase.disputeWonAt ?? now) : null,
      refundedUsd: usdFromCents(charge.refundedCents),
      refundedAt: isClosed ? (purchase.refundedAt ?? occurredAt(event, now)) : null,
      refundDueReason: isClosed ? null : refundDue,
      ...(isClosed ? { unlockedAt: null } : {}),
    },
  });
  if (charge.paid && !purchase.paidAt) {
    await tx.fan.update({ where: { id: purchase.fanId }, data: { spentUsd: { increment: purchase.amountUsd } } });
    await recordPurchaseTouches(context, tx, purchase);
  }
  await writeReversal(context, tx, purchase, event, charge);
  if (isClosed) await withdrawOffer(tx, purchase, paidAt);
  if (isClosed) await noteReturned(context, tx, purchase);
  if (charge.disputed && !purchase.disputedAt) await freezeOffers(tx, purchase, now);
  if (charge.disputed && charge.disputeWon && !isWonAlready(purchase)) await tellDisputeWon(tx, purchase);
  if (reopens) await reopen(context, tx, purchase);
  else if (opens && refundDue) await flagRefund(context, tx, purchase);
  else if (opens) await unlock(context, tx, purchase, now);
}

/** Money that came in and may buy nothing: what was bought already, or more than the fan may spend (trust C16). */
async function refundDueReason(
  tx: Transaction,
  purchase: LockedPurchase,
  now: Date,
): Promise<"already_owned" | "quote_gone" | "locked" | "over_limit" | null> {
  // A renewal was agreed to with the subscription: it counts, and does not have to fit.
  if (isRenewal(purchase)) return null;
  const unlocked = await tx.purchase.count({
    where: {
      id: { not: purchase.id },
      fanId: purchase.fanId,
      unlockedAt: { not: null },
      OR: [
        { offerId: purchase.offerId },
        ...(purchase.offer.packId ? [{ offer: { packId: purchase.offer.packId } }] : []),
      ],
    },
  });
  if (unlocked > 0) return "already_owned";
  if (purchase.offer.layer === "custom" && (await isQuoteGone(tx, purchase))) return "quote_gone";
  // Paid media asks nobody before it takes the money (trust C7, C11).
  if (mayBeMinor(purchase.fan.ageState) || purchase.offer.conversation?.minorLockedAt) return "locked";
  const spender = { fanId: purchase.fanId, avatarId: purchase.avatarId, sandbox: purchase.sandbox };
  const decision = await judgeFanSpend(within(tx), spender, centsFromUsd(purchase.amountUsd), now, purchase.id);
  return decision.allowed ? null : "over_limit";
}

async function unlock(context: AppContext, tx: Transaction, purchase: LockedPurchase, now: Date): Promise<void> {
  const isCustom = purchase.offer.layer === "custom";
  await tx.purchase.update({
    where: { id: purchase.id },
    // What is still to be made is open from its delivery on.
    data: { unlockedAt: now, galleryExpiresAt: isCustom ? null : new Date(now.getTime() + GALLERY_LIFE_MS) },
  });
  // What it pays for is open already, by the first month's link.
  if (isRenewal(purchase)) return;
  await tx.offer.update({ where: { id: purchase.offerId }, data: { state: "paid", paidAt: now } });
  await recordConversion(tx, purchase, now);
  await recordOutreachSale(tx, purchase, now);
  // Nobody pays twice for the same pack.
  await tx.offer.updateMany({
    where: {
      fanId: purchase.fanId,
      packId: purchase.offer.packId,
      layer: purchase.offer.layer,
      customRequestId: purchase.offer.customRequestId,
      state: { in: [...OPEN_OFFER_STATES] },
    },
    data: { state: "withdrawn" },
  });
  if (isCustom) return await notePaid(context, tx, purchase);
  const { conversation } = purchase.offer;
  if (!conversation) return;
  const language = isLanguage(purchase.fan.language) ? purchase.fan.language : "en";
  const url = `${context.installation.publicUrl()}/g/${purchase.galleryToken}`;
  const ordinal = 1_000 + (await tx.outboundMessage.count({ where: { conversationId: conversation.id } }));
  await tx.outboundMessage.create({
    data: {
      id: context.ids.next("outbound"),
      conversationId: conversation.id,
      upToSeq: conversation.answeredSeq,
      ordinal,
      kind: "delivery",
      text: texts(language).fans.delivered(url),
      createdAt: now,
    },
  });
  await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
}

/** The ledger gets the difference, at the time of the event; a dispute that is won takes its own part back. */
async function writeReversal(
  context: AppContext,
  tx: Transaction,
  purchase: LockedPurchase,
  event: PaymentEvent,
  charge: ChargeFacts,
): Promise<void> {
  const { _sum: sum } = await tx.purchaseReversal.aggregate({
    where: { purchaseId: purchase.id },
    _sum: { amountUsd: true },
  });
  const cents = reversedCents(charge, centsFromUsd(purchase.amountUsd)) - centsFromUsd(sum.amountUsd ?? "0");
  if (cents === 0) return;
  const now = context.clock.now();
  const amountUsd = usdFromCents(cents);
  await tx.purchaseReversal.create({
    data: {
      id: context.ids.next("reversal"),
      purchaseId: purchase.id,
      avatarId: purchase.avatarId,
      kind: reversalKind(charge, cents),
      amountUsd,
      sandbox: purchase.sandbox,
      occurredAt: occurredAt(event, now),
      createdAt: now,
    },
  });
  await tx.fan.update({ where: { id: purchase.fanId }, data: { spentUsd: { decrement: amountUsd } } });
}

/** As the provider tells it, but never later than now. */
function occurredAt(event: PaymentEvent, now: Date): Date {
  const told = new Date((event.payload as { occurredAt?: string }).occurredAt ?? Number.NaN);
  return told <= now ? told : now;
}

async function withdrawOffer(tx: Transaction, purchase: LockedPurchase, paidAt: Date | null): Promise<void> {
  if (isRenewal(purchase)) return;
  await tx.offer.update({ where: { id: purchase.offerId }, data: { state: "withdrawn", paidAt } });
}

/** Who disputes a payment is offered nothing until a person has looked (trust C16). */
async function freezeOffers(tx: Transaction, purchase: LockedPurchase, now: Date): Promise<void> {
  await tx.fan.updateMany({ where: { id: purchase.fanId, offersFrozenAt: null }, data: { offersFrozenAt: now } });
  await tx.offer.updateMany({
    where: { fanId: purchase.fanId, state: { in: [...OPEN_OFFER_STATES] } },
    data: { state: "withdrawn" },
  });
  await askPerson(tx, purchase, "payment_dispute");
}

const isWonAlready = ({ disputedAt, disputeWonAt }: LockedPurchase) => disputedAt !== null && disputeWonAt !== null;

/** Whoever still has the dispute on their desk learns how it ended, unless another payment of the fan is still disputed. */
async function tellDisputeWon(tx: Transaction, { id, fanId }: LockedPurchase): Promise<void> {
  if ((await tx.purchase.count({ where: { fanId, id: { not: id }, state: "disputed" } })) > 0) return;
  const handoverReason: PaymentHandoverReason = "payment_dispute";
  const won: PaymentHandoverReason = "dispute_won";
  await tx.conversation.updateMany({ where: { fanId, handoverReason }, data: { handoverReason: won } });
}

async function flagRefund(context: AppContext, tx: Transaction, purchase: LockedPurchase): Promise<void> {
  await askPerson(tx, purchase, "refund_due");
  await enqueue(tx, context.ids, context.clock, refundPayment, { purchaseId: purchase.id });
}

async function askPerson(
  tx: Transaction,
  purchase: LockedPurchase,
  handoverReason: PaymentHandoverReason,
): Promise<void> {
  await tx.conversation.updateMany({
    where: { fanId: purchase.fanId },
    data: { handoverReason, ...(handoverReason === "payment_dispute" ? { autonomy: "off" } : {}) },
  });
}
