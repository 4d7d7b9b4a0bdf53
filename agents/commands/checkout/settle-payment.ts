// Settles one payment event: unlock once per charge, or refuse by name. Everything in one transaction (trust T3, invariant 3).
import type { PaymentEvent } from "../../../prisma/generated/client/client.ts";
import { matchPayment, type PaymentDecision } from "../../domain/sales/purchase-match.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";
import { recordConversion } from "../experiment/record-conversion.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { payeeOf } from "./offer-page.ts";

/** How long a paid gallery stays open. */
export const GALLERY_LIFE_MS = 30 * DAY_MS;

export async function settlePayment(context: AppContext, paymentEventId: string): Promise<void> {
  await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "PaymentEvent" WHERE id = ${paymentEventId} FOR UPDATE`;
    const event = await tx.paymentEvent.findUnique({ where: { id: paymentEventId } });
    if (event?.state !== "received") return;
    const purchase = event.intentId ? await lockPurchase(tx, event.intentId) : null;
    const decision: PaymentDecision | { apply: "refuse"; reason: "unknown_intent" } = purchase
      ? matchPayment(
          { ...purchase, amountCents: centsFromUsd(purchase.amountUsd), payee: payeeOf(purchase.avatarId) },
          factsOf(event),
        )
      : { apply: "refuse", reason: "unknown_intent" };
    if (purchase && decision.apply === "settle") await unlock(context, tx, purchase, event);
    if (purchase && (decision.apply === "refund" || decision.apply === "dispute"))
      await close(tx, purchase, decision.apply, context.clock.now());
    if (purchase && decision.apply === "expire")
      await tx.purchase.update({ where: { id: purchase.id }, data: { state: "expired" } });
    await tx.paymentEvent.update({
      where: { id: event.id },
      data: {
        state: decision.apply === "refuse" ? "refused" : "applied",
        reason: "reason" in decision ? decision.reason : null,
        appliedAt: context.clock.now(),
      },
    });
    await appendTrustEvent(context, tx, purchase?.avatarId ?? "payments", {
      control: "T3",
      ruleVersion: "2026-11-24",
      judged: `${event.provider}:${event.eventId}`,
      decision: "reason" in decision ? `${decision.apply}:${decision.reason}` : decision.apply,
    });
  });
}

async function lockPurchase(tx: Transaction, intentId: string) {
  await tx.$executeRaw`SELECT 1 FROM "Purchase" WHERE "intentId" = ${intentId} FOR UPDATE`;
  return await tx.purchase.findUnique({
    where: { intentId },
    include: { offer: { include: { conversation: true } }, fan: true },
  });
}

type LockedPurchase = NonNullable<Awaited<ReturnType<typeof lockPurchase>>>;

function factsOf(event: PaymentEvent) {
  const payload = event.payload as { payee?: string };
  return {
    kind: event.kind as "paid",
    provider: event.provider,
    chargeId: event.chargeId ?? "",
    amountCents: event.amountUsd ? centsFromUsd(event.amountUsd) : -1,
    currency: event.currency ?? "",
    payee: payload.payee ?? "",
  };
}

async function unlock(
  context: AppContext,
  tx: Transaction,
  purchase: LockedPurchase,
  event: PaymentEvent,
): Promise<void> {
  const now = context.clock.now();
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      state: "paid",
      chargeId: event.chargeId,
      paidAt: now,
      unlockedAt: now,
      galleryExpiresAt: new Date(now.getTime() + GALLERY_LIFE_MS),
    },
  });
  await tx.offer.update({ where: { id: purchase.offerId }, data: { state: "paid", paidAt: now } });
  await recordConversion(tx, purchase, now);
  // Nobody pays twice for the same pack.
  await tx.offer.updateMany({
    where: { fanId: purchase.fanId, packId: purchase.offer.packId, state: { in: [...OPEN_OFFER_STATES] } },
    data: { state: "withdrawn" },
  });
  await tx.fan.update({ where: { id: purchase.fanId }, data: { spentUsd: { increment: purchase.amountUsd } } });
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

async function close(tx: Transaction, purchase: LockedPurchase, how: "refund" | "dispute", now: Date): Promise<void> {
  await tx.purchase.update({
    where: { id: purchase.id },
    data: { state: how === "refund" ? "refunded" : "disputed", refundedAt: now, unlockedAt: null },
  });
  if (purchase.state === "paid")
    await tx.fan.update({ where: { id: purchase.fanId }, data: { spentUsd: { decrement: purchase.amountUsd } } });
}
