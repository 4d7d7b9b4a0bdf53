// What a fan bot's update says about money: the question before a payment, the payment, its return, and what became of a
// subscription. Stars only: a bot here takes nothing else.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";

export const STARS_PROVIDER = "telegram_stars";
/** The currency Telegram calls its Stars. */
export const STARS_CURRENCY = "XTR";

const Payer = z.object({ id: z.int(), language_code: z.string().catch("") });
const Facts = z.object({
  currency: z.string(),
  total_amount: z.int(),
  invoice_payload: z.string(),
});
const Charged = Facts.extend({ telegram_payment_charge_id: z.string().min(1) });

const Question = Facts.extend({ id: z.string().min(1), from: Payer });
const Paid = Charged.extend({
  subscription_expiration_date: z.int().optional(),
  is_recurring: z.boolean().optional(),
  is_first_recurring: z.boolean().optional(),
});
const Update = z.object({ pre_checkout_query: Question });
const Service = z.object({
  successful_payment: Paid.optional().catch(undefined),
  // Of paid media there was no invoice: the charge is told alone.
  refunded_payment: Charged.extend({ invoice_payload: z.string().catch("") })
    .optional()
    .catch(undefined),
});
const Subscription = z.object({
  user: Payer,
  invoice_payload: z.string().min(1),
  state: z.string(),
});
const SubscriptionUpdate = z.object({ update_id: z.int(), subscription: Subscription });

export interface PaymentQuestion {
  readonly key: string;
  readonly fanExternalId: string;
  readonly intentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly language: string;
}

/** null: the update asks nothing. */
export function paymentQuestionOf(update: unknown): PaymentQuestion | null {
  const parsed = Update.safeParse(update);
  if (!parsed.success) return null;
  const { id, from, currency, total_amount, invoice_payload } = parsed.data.pre_checkout_query;
  return {
    key: id,
    fanExternalId: String(from.id),
    intentId: invoice_payload,
    amount: total_amount,
    currency,
    language: from.language_code.slice(0, 2),
  };
}

type Payment = Extract<ChannelEvent, { kind: "payment" }>["payment"];

/** @param message of an update; its events are known by the charge, so that a message told twice is one */
export function paymentOf(message: unknown, at: Date): Payment | null {
  const { successful_payment: paid, refunded_payment: refunded } = Service.safeParse(message).data ?? {};
  if (paid) {
    const isRenewal = paid.is_recurring === true && paid.is_first_recurring !== true;
    const end = paid.subscription_expiration_date;
    return {
      ...factsOf(isRenewal ? "renewed" : "paid", paid, at),
      // The invoice is what all payments of a subscription name.
      ...(paid.is_recurring ? { subscriptionId: paid.invoice_payload } : {}),
      ...(end === undefined ? {} : { periodEnd: new Date(end * SECOND_MS) }),
    };
  }
  return refunded ? factsOf("refunded", refunded, at) : null;
}

export function isOfMoney(message: Readonly<Record<string, unknown>>): boolean {
  return message.successful_payment !== undefined || message.refunded_payment !== undefined;
}

/** `active`, a cancellation taken back, says nothing that the next payment does not. */
const STATES: Readonly<Record<string, "canceled" | "renewal_failed">> = {
  canceled: "canceled",
  failed: "renewal_failed",
};

/** @param now the update itself has no time */
export function subscriptionEventOf(update: unknown, bot: string, now: Date): ChannelEvent | null {
  const parsed = SubscriptionUpdate.safeParse(update);
  if (!parsed.success) return null;
  const { update_id, subscription } = parsed.data;
  const kind = STATES[subscription.state];
  if (!kind) return null;
  const eventId = `${bot}:${update_id}`;
  return {
    source: `telegram:${bot}`,
    eventId: String(update_id),
    accountExternalId: bot,
    fanExternalId: String(subscription.user.id),
    at: now,
    kind: "payment",
    payment: noMoney(kind, eventId, subscription.invoice_payload, now),
  };
}

/** An event of a subscription that moves nothing. */
export function noMoney(kind: "canceled" | "renewal_failed", eventId: string, intentId: string, at: Date): Payment {
  return {
    ...{ provider: STARS_PROVIDER, eventId, kind, intentId, chargeId: "", amountCents: 0 },
    ...{ currency: STARS_CURRENCY, occurredAt: at, subscriptionId: intentId },
  };
}

function factsOf(kind: "paid" | "renewed" | "refunded", charged: z.output<typeof Charged>, at: Date): Payment {
  const { telegram_payment_charge_id: chargeId, invoice_payload: intentId, currency, total_amount } = charged;
  return {
    provider: STARS_PROVIDER,
    eventId: `${kind === "refunded" ? "refunded" : "paid"}:${chargeId}`,
    ...{ kind, intentId, chargeId, amountCents: total_amount, currency, occurredAt: at },
  };
}
