// What a payment, or its return, means for something made for one fan. Called under the fan's lock, in the transaction that
// settles the payment.

import { CUSTOM_TERMS } from "../../domain/sales/custom-request.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { sendNow } from "../conversation/send-now.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { moveCustom, withdrawQuotes } from "./move-custom.ts";

export interface CustomPurchase {
  readonly avatarId: string;
  readonly offerId: string;
  readonly galleryToken: string | null;
  readonly amountUsd: { toString(): string };
  readonly fan: { readonly language: string };
  readonly offer: { readonly customRequestId: string | null };
}

/** Money for a quote that stands no more buys nothing: the terms it was paid for are nobody's any longer. */
export async function isQuoteGone(tx: Transaction, { offer, offerId }: CustomPurchase): Promise<boolean> {
  const { customRequestId: id } = offer;
  if (id === null) return true;
  return (await tx.customRequest.count({ where: { id, offerId, state: "quoted" } })) === 0;
}

/** From now on the days count; the team has it to do. */
export async function notePaid(context: AppContext, tx: Transaction, purchase: CustomPurchase): Promise<void> {
  const { customRequestId: id } = purchase.offer;
  if (id === null) return;
  const now = context.clock.now();
  const request = await tx.customRequest.findUniqueOrThrow({ where: { id }, include: { conversation: true } });
  const dueAt = new Date(now.getTime() + (request.days ?? CUSTOM_TERMS.days) * DAY_MS);
  await moveCustom(
    context,
    tx,
    { id, from: ["quoted"], offerId: purchase.offerId },
    { state: "paid", paidAt: now, dueAt },
    { kind: "paid", amountCents: centsFromUsd(purchase.amountUsd) },
  );
  await withdrawQuotes(context, tx, id);
  const { conversation } = request;
  const where = { avatarId: purchase.avatarId, conversationId: conversation?.id ?? null };
  await writeNotice(context, tx, { kind: "custom", requestId: id, what: "paid", dueAt: dueAt.toISOString() }, where);
  if (!conversation) return;
  const language = isLanguage(purchase.fan.language) ? purchase.fan.language : "en";
  const url = `${context.installation.publicUrl()}/g/${purchase.galleryToken}`;
  const text = texts(language).custom.paidToFan(dueAt.toISOString().slice(0, 10), url);
  await sendNow(context, tx, conversation, { kind: "delivery", text });
}

/** Given back, or taken back by a dispute: nothing is owed any more. */
export async function noteReturned(context: AppContext, tx: Transaction, purchase: CustomPurchase): Promise<void> {
  const { customRequestId: id } = purchase.offer;
  if (id === null) return;
  await moveCustom(
    context,
    tx,
    { id, from: ["quoted", "paid", "delivered"], offerId: purchase.offerId },
    { state: "refunded", closedAt: context.clock.now() },
    { kind: "refunded" },
  );
}

/** The dispute that took it back was won: it is owed, or delivered, as before. */
export async function noteRegained(context: AppContext, tx: Transaction, purchase: CustomPurchase): Promise<void> {
  const { customRequestId: id } = purchase.offer;
  if (id === null) return;
  const { deliveredAt } = await tx.customRequest.findUniqueOrThrow({ where: { id }, select: { deliveredAt: true } });
  await moveCustom(
    context,
    tx,
    { id, from: ["refunded"], offerId: purchase.offerId },
    { state: deliveredAt ? "delivered" : "paid", closedAt: null },
    { kind: "regained" },
  );
}
