// The step from an offer to its payment. Whether the fan may spend it is decided in the transaction that accepts it, under
// the fan's lock (trust C16); the provider is asked for the page afterwards.

import { z } from "zod";
import { within } from "../../../prisma/row-function.ts";
import type { PaymentHandoverReason } from "../../domain/fans/handover.ts";
import type { SpendDecision } from "../../domain/sales/spend-limit.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { centsFromUsd, formatUsd, usdFromCents } from "../../kernel/money.ts";
import type { Checkout, Quote } from "../../ports/checkout.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { judgeFanSpend, lockFan } from "../limit/spend.ts";
import { checkoutsFor, isProviderTheLimit, sellerOfOffer } from "../offer/salable.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { findOpenOffer, nameOfOffer, saleOf, Token } from "./offer-page.ts";
import { paidThrough } from "./paid-through.ts";

/** An unpaid checkout holds its amount this long; 30 minutes is the shortest life of a page at Stripe. */
export const RESERVATION_MS = 60 * MINUTE_MS;
export const SPEND_LIMIT_RULE_VERSION = "2026-11-26";
const PAGE_TIMEOUT_MS = 15_000;

/** Payee of an avatar's sales as the payment provider knows it. */
export function payeeOf(avatarId: string): string {
  return `vixenbliss:${avatarId}`;
}

export const startCheckout = defineInternal({
  name: "offer.checkout",
  input: z.object({ token: Token, adult: z.boolean() }),
  run: async (context, { token, adult }): Promise<{ readonly url: string }> => {
    const { offer, open, language } = await findOpenOffer(context, token);
    const words = texts(language).sales;
    if (!open) throw new AppError("expired", words.offerGone);
    if (offer.fan.ageState === "unknown" && !adult)
      throw new AppError("refused", words.offerNeedsAdult, { field: "adult" });
    const checkout = chooseCheckout(context, offer, language);
    const through = checkout.info.channel === undefined ? null : await paidThrough(context, offer.id);
    if (checkout.info.channel !== undefined && !through) throw new AppError("expired", words.offerGone);
    const accepted = await acceptPurchase(context, offer, checkout);
    if ("refusal" in accepted) throw refusalOf(accepted.refusal, language);
    const { purchase } = accepted;
    return await checkout.createPage(
      {
        intentId: purchase.intentId,
        amountCents: centsFromUsd(purchase.amountUsd),
        currency: "USD",
        description: words.checkoutDescription(nameOfOffer(offer, language), offer.avatar.name),
        payee: payeeOf(offer.avatarId),
        returnUrl: `${context.installation.publicUrl()}/g/${purchase.galleryToken}`,
        ...(purchase.reservedUntil ? { expiresAt: purchase.reservedUntil } : {}),
        ...(offer.layer === "subscription" ? { recurring: "month" as const } : {}),
        ...(through ? { through } : {}),
        ...quoteOf(purchase),
      },
      AbortSignal.timeout(PAGE_TIMEOUT_MS),
    );
  },
});

type OpenOffer = Awaited<ReturnType<typeof findOpenOffer>>["offer"];

function quoteOf({ quoteAmount: amount, quoteCurrency: currency }: Purchase): { readonly quote?: Quote } {
  return amount !== null && currency !== null ? { quote: { amount, currency } } : {};
}

function chooseCheckout(context: AppContext, offer: OpenOffer, language: Language): Checkout {
  const words = texts(language).sales;
  const sale = saleOf(offer);
  if (checkoutsFor(context, sale.platform).length === 0) throw new AppError("not_configured", words.noCheckout);
  const seller = sellerOfOffer(context, offer, sale);
  if (!offer.pack) {
    if (seller) return seller;
    throw new AppError("refused", words.offerGone, { reason: offer.customRequest ? "explicitness" : "layer" });
  }
  if (!seller) {
    const reason = isProviderTheLimit(context, offer.pack, sale) ? "payment_provider" : "explicitness";
    throw new AppError("refused", words.offerGone, { reason });
  }
  // Built-in previews are never sold for real (domain 3).
  if (!seller.info.sandbox && offer.pack.pieces.some(({ piece }) => piece.asset?.synthetic))
    throw new AppError("refused", words.offerGone, { reason: "synthetic_preview" });
  return seller;
}

type Refusal = "gone" | "frozen" | Extract<SpendDecision, { allowed: false }>;
type Purchase = Awaited<ReturnType<Transaction["purchase"]["create"]>>;

export function refusalOf(refusal: Refusal, language: Language): AppError {
  const words = texts(language).sales;
  if (refusal === "gone") return new AppError("expired", words.offerGone);
  if (refusal === "frozen") return new AppError("refused", words.salesPaused, { reason: "offers_frozen" });
  const cap = formatUsd(refusal.capCents * 10_000);
  const left = formatUsd(refusal.leftCents * 10_000);
  return new AppError("refused", words.spendLimitMet[refusal.window](cap, left), { reason: "spend_limit" });
}

/** One intent per offer while it may be paid: opening the page twice does not make two purchases. */
async function acceptPurchase(
  context: AppContext,
  offer: OpenOffer,
  checkout: Checkout,
): Promise<{ readonly purchase: Purchase } | { readonly refusal: Refusal }> {
  const { provider, sandbox } = checkout.info;
  return await transact(context, async (tx) => {
    const now = context.clock.now();
    await lockFan(tx, offer.fanId);
    const fan = await tx.fan.findUniqueOrThrow({ where: { id: offer.fanId } });
    const stillOpen = { id: offer.id, state: { in: [...OPEN_OFFER_STATES] }, expiresAt: { gt: now } };
    if ((await tx.offer.count({ where: stillOpen })) === 0) return { refusal: "gone" };
    if (fan.offersFrozenAt) return { refusal: "frozen" };
    const pending = await tx.purchase.findFirst({
      where: { offerId: offer.id, state: "pending", provider, reservedUntil: { gt: now } },
    });
    const spender = { fanId: offer.fanId, avatarId: offer.avatarId, sandbox };
    const decision = await judgeFanSpend(within(tx), spender, centsFromUsd(offer.priceUsd), now, pending?.id);
    if (!decision.allowed) {
      await recordRefusal(context, tx, offer, decision);
      return { refusal: decision };
    }
    await tx.fan.updateMany({ where: { id: offer.fanId, ageState: "unknown" }, data: { ageState: "declared_adult" } });
    if (pending) return { purchase: pending };
    // What nobody can pay any more makes room; should its money come all the same, it is judged then.
    await tx.purchase.updateMany({
      where: { offerId: offer.id, state: "pending" },
      data: { state: "expired", expiredAt: now },
    });
    return { purchase: await createPurchase(context, tx, offer, checkout) };
  });
}

async function createPurchase(
  context: AppContext,
  tx: Transaction,
  offer: OpenOffer,
  checkout: Checkout,
): Promise<Purchase> {
  const now = context.clock.now();
  const { provider, sandbox } = checkout.info;
  const priceCents = centsFromUsd(offer.priceUsd);
  const quote = checkout.quote?.(priceCents);
  return await tx.purchase.create({
    data: {
      id: context.ids.next("purchase"),
      avatarId: offer.avatarId,
      fanId: offer.fanId,
      offerId: offer.id,
      provider,
      intentId: context.ids.secret(),
      amountUsd: usdFromCents(priceCents),
      ...(quote ? { quoteAmount: quote.amount, quoteCurrency: quote.currency } : {}),
      sandbox,
      galleryToken: context.ids.secret(),
      reservedUntil: new Date(now.getTime() + RESERVATION_MS),
      createdAt: now,
    },
  });
}

async function recordRefusal(
  context: AppContext,
  tx: Transaction,
  offer: OpenOffer,
  { window }: Extract<SpendDecision, { allowed: false }>,
): Promise<void> {
  // Who wants to spend more than that is looked at by a person (domain 7).
  const handoverReason: PaymentHandoverReason = "spend_limit";
  await tx.conversation.updateMany({ where: { fanId: offer.fanId, handoverReason: null }, data: { handoverReason } });
  await lockTrustStream(tx, offer.avatarId);
  await appendTrustEvent(context, tx, offer.avatarId, {
    control: "C16",
    ruleVersion: SPEND_LIMIT_RULE_VERSION,
    judged: offer.id,
    decision: `refused:spend_limit_${window}`,
  });
}

/** Whoever adds to an avatar's chain of decisions holds its row. */
export async function lockTrustStream(tx: Transaction, avatarId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR NO KEY UPDATE`;
}
