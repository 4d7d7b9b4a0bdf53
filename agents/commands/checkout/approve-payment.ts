// A channel asks whether to take a fan's money, just before it does. No is the answer to everything that would not be
// honoured afterwards: another fan, another amount, an offer that is gone, a limit that is met (trust T3, C7, C16).
import { z } from "zod";
import { within } from "../../../prisma/row-function.ts";
import { mayBeMinor } from "../../domain/trust/explicitness.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import { isLanguage, type Language, texts } from "../../texts/texts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { judgeFanSpend, lockFan } from "../limit/spend.ts";
import { mayBeSoldBy, PACK_FACTS } from "../offer/salable.ts";
import { isOpenOffer } from "../offer/shown-offer.ts";
import { transact } from "../transact.ts";
import { refusalOf } from "./start-checkout.ts";

export type PaymentApproval = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** A payment that was let through is told of within seconds; until then there is no second one for the same intent. */
const UNDER_WAY_MS = MINUTE_MS;

const Question = z.object({
  provider: z.string(),
  platform: z.string(),
  accountExternalId: z.string(),
  fanExternalId: z.string(),
  /** The channel's id of the question: asked again, it gets the same answer. */
  key: z.string().min(1),
  intentId: z.string(),
  amount: z.number(),
  currency: z.string(),
  /** Of the fan's app. */
  language: z.string(),
});
type Question = z.output<typeof Question>;

export const approvePayment = defineInternal({
  name: "payment.approve",
  input: Question,
  run: async (context, question): Promise<PaymentApproval> => {
    const language: Language = isLanguage(question.language) ? question.language : "en";
    const refusal = await transact(context, (tx) => refusalFor(context, tx, question, language));
    if (refusal === null) return { ok: true };
    context.log.info("payment not approved", { platform: question.platform, reason: refusal.reason });
    return { ok: false, message: refusal.message };
  },
});

interface Refused {
  readonly reason: string;
  readonly message: string;
}

async function refusalFor(
  context: AppContext,
  tx: Transaction,
  question: Question,
  language: Language,
): Promise<Refused | null> {
  const words = texts(language).sales;
  const { provider, intentId } = question;
  const found = await tx.purchase.findFirst({ where: { intentId, provider }, select: { id: true, fanId: true } });
  if (!found) return { reason: "unknown_intent", message: words.offerGone };
  await lockFan(tx, found.fanId);
  const purchase = await readPurchase(tx, found.id);
  if (!(await isTheirs(tx, purchase, question))) return { reason: "payer", message: words.paymentOfAnother };
  const { quoteAmount, quoteCurrency } = purchase;
  if (question.currency !== quoteCurrency || question.amount !== quoteAmount)
    return { reason: "amount", message: words.paymentChanged };
  const now = context.clock.now();
  if (!(await isStillOpen(tx, purchase, now))) return { reason: "gone", message: words.offerGone };
  const { approvalKey, approvedAt } = purchase;
  const isUnderWay = approvedAt !== null && now.getTime() - approvedAt.getTime() < UNDER_WAY_MS;
  if (isUnderWay && approvalKey !== question.key) return { reason: "under_way", message: words.paymentUnderWay };
  if (purchase.fan.offersFrozenAt) return { reason: "frozen", message: words.salesPaused };
  const spender = { fanId: purchase.fanId, avatarId: purchase.avatarId, sandbox: purchase.sandbox };
  const decision = await judgeFanSpend(within(tx), spender, centsFromUsd(purchase.amountUsd), now, purchase.id);
  if (!decision.allowed) return { reason: "spend_limit", message: refusalOf(decision, language).message };
  await tx.purchase.update({ where: { id: purchase.id }, data: { approvalKey: question.key, approvedAt: now } });
  return null;
}

async function readPurchase(tx: Transaction, id: string) {
  return await tx.purchase.findUniqueOrThrow({
    where: { id },
    include: { fan: true, offer: { include: { conversation: true, pack: { include: PACK_FACTS } } } },
  });
}
type PurchaseToPay = Awaited<ReturnType<typeof readPurchase>>;

/** The account is the avatar's, and whoever pays is the fan it was offered to. */
async function isTheirs(
  tx: Transaction,
  { avatarId, fanId }: PurchaseToPay,
  { platform, accountExternalId, fanExternalId }: Question,
): Promise<boolean> {
  const account = { platform, externalId: accountExternalId, avatarId };
  return (await tx.fanAddress.count({ where: { fanId, externalId: fanExternalId, account } })) > 0;
}

async function isStillOpen(tx: Transaction, purchase: PurchaseToPay, now: Date): Promise<boolean> {
  const { offer, fan, reservedUntil } = purchase;
  if (purchase.state !== "pending" || !reservedUntil || reservedUntil <= now || !isOpenOffer(offer, now)) return false;
  if (mayBeMinor(fan.ageState) || fan.blockedAt || offer.conversation?.minorLockedAt) return false;
  if (offer.pack && !mayBeSoldBy(purchase.provider, offer.pack, fan)) return false;
  // Paid already, and not settled yet.
  const told = { provider: purchase.provider, intentId: purchase.intentId, kind: "paid" };
  return (await tx.paymentEvent.count({ where: told })) === 0;
}
