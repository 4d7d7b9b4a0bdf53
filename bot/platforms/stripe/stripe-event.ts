// What a Stripe event means here. Shapes are those of API version 2024-06-20: the webhook endpoint must be made with it.
// A charge is known by its payment intent, which sessions, invoices, charges and disputes all name.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PaymentEventKind, VerifiedPaymentEvent } from "../../../agents/ports/checkout.ts";

export const STRIPE_API_VERSION = "2024-06-20";

const Metadata = z.object({ intent_id: z.string().optional(), payee: z.string().optional() }).nullish();
const Reference = z.string().nullish();

const Event = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.int(),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

const Session = z.object({
  mode: z.string(),
  payment_status: z.string(),
  amount_total: z.int(),
  currency: z.string(),
  payment_intent: Reference,
  metadata: Metadata,
});
const Charge = z.object({
  amount_refunded: z.int(),
  currency: z.string(),
  payment_intent: z.string(),
  metadata: Metadata,
});
const Dispute = z.object({ amount: z.int(), currency: z.string(), payment_intent: z.string() });
const ClosedDispute = Dispute.extend({ status: z.string() });
/** Ends that leave the money with the seller; the other one is `lost`. A warning is an inquiry that never became a dispute. */
const WON: ReadonlySet<string> = new Set(["won", "warning_closed"]);
const Invoice = z.object({
  billing_reason: z.string().nullish(),
  amount_paid: z.int(),
  amount_due: z.int(),
  currency: z.string(),
  payment_intent: Reference,
  subscription: Reference,
  subscription_details: z.object({ metadata: Metadata }).nullish(),
  lines: z.object({ data: z.array(z.object({ period: z.object({ end: z.int() }) })) }),
});
const Subscription = z.object({
  id: z.string(),
  cancel_at_period_end: z.boolean(),
  currency: z.string(),
  metadata: Metadata,
});

type Facts = Omit<VerifiedPaymentEvent, "provider" | "eventId" | "occurredAt">;

/** @returns null for an event that is of no interest here */
export function stripeEvent(body: unknown, isLive: boolean): VerifiedPaymentEvent | null {
  const event = parse(Event, body);
  if (event.livemode !== isLive)
    throw new AppError("invalid_input", "The Stripe event is of the other mode (live or test).", {
      reason: "livemode",
    });
  const read = READERS[event.type];
  const facts = read?.(event.data.object);
  if (!facts) return null;
  return { provider: "stripe", eventId: event.id, occurredAt: fromSeconds(event.created), ...facts };
}

const READERS: Readonly<Record<string, (object: unknown) => Facts | null>> = {
  "checkout.session.completed": paidSession,
  "checkout.session.async_payment_succeeded": paidSession,
  "checkout.session.expired": (object) => {
    const session = parse(Session, object);
    return facts("expired", session.metadata, { amount: session.amount_total, currency: session.currency });
  },
  "charge.refunded": (object) => {
    const { amount_refunded: amount, currency, payment_intent, metadata } = parse(Charge, object);
    return facts("refunded", metadata, { amount, currency, charge: payment_intent });
  },
  "charge.dispute.created": (object) => {
    const { amount, currency, payment_intent } = parse(Dispute, object);
    return facts("disputed", null, { amount, currency, charge: payment_intent });
  },
  "charge.dispute.closed": (object) => {
    const { amount, currency, payment_intent, status } = parse(ClosedDispute, object);
    return WON.has(status) ? facts("dispute_won", null, { amount, currency, charge: payment_intent }) : null;
  },
  "invoice.paid": (object) => invoiceFacts(object, { subscription_create: "paid", subscription_cycle: "renewed" }),
  "invoice.payment_failed": (object) => invoiceFacts(object, { subscription_cycle: "renewal_failed" }),
  "customer.subscription.updated": (object) => {
    const subscription = parse(Subscription, object);
    return subscription.cancel_at_period_end ? subscriptionFacts("canceled", subscription) : null;
  },
  "customer.subscription.deleted": (object) => subscriptionFacts("ended", parse(Subscription, object)),
};

/** Of a subscription the first invoice tells it, with its period. */
function paidSession(object: unknown): Facts | null {
  const session = parse(Session, object);
  if (session.mode !== "payment" || session.payment_status !== "paid") return null;
  const { amount_total: amount, currency, payment_intent, metadata } = session;
  return facts("paid", metadata, { amount, currency, charge: payment_intent ?? "" });
}

function invoiceFacts(object: unknown, kinds: Readonly<Record<string, PaymentEventKind>>): Facts | null {
  const invoice = parse(Invoice, object);
  const kind = kinds[invoice.billing_reason ?? ""];
  if (!kind || !invoice.subscription) return null;
  const isPaid = kind !== "renewal_failed";
  const periodEnd = invoice.lines.data[0]?.period.end;
  return {
    ...facts(kind, invoice.subscription_details?.metadata, {
      amount: isPaid ? invoice.amount_paid : invoice.amount_due,
      currency: invoice.currency,
      charge: isPaid ? (invoice.payment_intent ?? "") : "",
    }),
    subscriptionId: invoice.subscription,
    ...(isPaid && periodEnd !== undefined ? { periodEnd: fromSeconds(periodEnd) } : {}),
  };
}

function subscriptionFacts(kind: PaymentEventKind, subscription: z.output<typeof Subscription>): Facts {
  const { id, currency, metadata } = subscription;
  return { ...facts(kind, metadata, { amount: 0, currency }), subscriptionId: id };
}

function facts(
  kind: PaymentEventKind,
  metadata: z.output<typeof Metadata>,
  money: { readonly amount: number; readonly currency: string; readonly charge?: string },
): Facts {
  return {
    kind,
    // Disputes, and refunds of a renewal, name nothing but the charge.
    intentId: metadata?.intent_id ?? "",
    chargeId: money.charge ?? "",
    amountCents: money.amount,
    currency: money.currency.toUpperCase(),
    payee: metadata?.payee ?? "",
  };
}

function fromSeconds(seconds: number): Date {
  return new Date(seconds * SECOND_MS);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", "The Stripe event is signed but not readable.", {
    remedy: `Make the webhook endpoint with API version ${STRIPE_API_VERSION}.`,
    cause: parsed.error,
  });
}
