// What an event of a checkout link means here. Source: Fanvue's checkout docs (payments, subscriptions, refunds, disputes).
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PaymentEventKind, VerifiedPaymentEvent } from "../../../agents/ports/checkout.ts";
import type { FanvueEnvelope } from "./webhook.ts";

export const FANVUE_PROVIDER = "fanvue";

const Attribution = {
  client_reference_id: z.string().max(200).nullish(),
  // What a buyer wrote into the address comes back here: the purchase decides whether it fits.
  metadata: z.record(z.string(), z.string()).nullish(),
};
const amount = z.int().nonnegative();
const currency = z.string().max(10).nullable();

const Payment = z.object({
  id: z.string().min(1).max(200),
  billing_reason: z.enum(["one_time", "subscription_initial", "subscription_renewal"]),
  gross: amount,
  currency,
  subscription: z.object({ uuid: z.string().min(1).max(200) }).nullish(),
  ...Attribution,
});
const Refund = z.object({ payment_id: z.string().min(1).max(200), amount, currency, ...Attribution });
/** Its fields are not shown publicly: read as a refund's, and refused by name where it is not like one. */
const Dispute = Refund;
const Subscription = z.object({
  id: z.string().min(1).max(200),
  cancel_at_period_end: z.boolean(),
  expires_at: z.iso.datetime({ offset: true }).nullish(),
  ...Attribution,
});

type Told = Partial<VerifiedPaymentEvent> & { readonly kind: PaymentEventKind };
type Reader = (data: Readonly<Record<string, unknown>>) => Told | null;

const READERS: Readonly<Record<string, Reader>> = {
  "payment.succeeded": (data) => {
    const { id, billing_reason, gross, currency: paidIn, subscription, ...attribution } = Payment.parse(data);
    return {
      kind: billing_reason === "subscription_renewal" ? "renewed" : "paid",
      ...attributed(attribution),
      ...{ chargeId: id, amountCents: gross, currency: paidIn ?? "" },
      ...(subscription ? { subscriptionId: subscription.uuid } : {}),
    };
  },
  // Only a month that was not paid changes something; a first try is simply tried again.
  "payment.failed": (data) => {
    const { billing_reason, subscription, ...attribution } = Payment.parse(data);
    if (billing_reason !== "subscription_renewal" || !subscription) return null;
    return { kind: "renewal_failed", ...attributed(attribution), subscriptionId: subscription.uuid };
  },
  "refund.created": (data) => {
    const { payment_id: chargeId, amount: amountCents, currency: paidIn, ...attribution } = Refund.parse(data);
    return { kind: "refunded", ...attributed(attribution), chargeId, amountCents, currency: paidIn ?? "" };
  },
  "dispute.created": (data) => {
    const { payment_id: chargeId, amount: amountCents, currency: paidIn, ...attribution } = Dispute.parse(data);
    return { kind: "disputed", ...attributed(attribution), chargeId, amountCents, currency: paidIn ?? "" };
  },
  "subscription.cancel_at_period_end_changed": (data) => {
    const { id, cancel_at_period_end, expires_at, ...attribution } = Subscription.parse(data);
    if (!cancel_at_period_end) return null;
    const until = expires_at ? { periodEnd: new Date(expires_at) } : {};
    return { kind: "canceled", ...attributed(attribution), subscriptionId: id, ...until };
  },
  "subscription.deactivated": (data) => {
    const { id, ...attribution } = Subscription.parse(data);
    return { kind: "ended", ...attributed(attribution), subscriptionId: id };
  },
};

const PREFIX = "checkout_link.";

/** @returns null for what is of no interest here @throws AppError `invalid_input` for fields that are not as documented */
export function checkoutEvent({ id, type, timestamp, data }: FanvueEnvelope): VerifiedPaymentEvent | null {
  const name = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (!read) return null;
  const told = readOrRefuse(read, data);
  // A sale that did not begin here is the creator's own.
  if (told === null || (!told.intentId && !told.payee)) return null;
  return {
    ...{ provider: FANVUE_PROVIDER, eventId: id, occurredAt: new Date(timestamp) },
    ...{ intentId: "", chargeId: "", amountCents: 0, currency: "USD", payee: "" },
    ...told,
  };
}

function readOrRefuse(read: Reader, data: Readonly<Record<string, unknown>>): Told | null {
  try {
    return read(data);
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const field = `data.${cause.issues[0]?.path.join(".") ?? ""}`;
    throw new AppError("invalid_input", `Fanvue's event has no usable ${field}.`, { field, cause });
  }
}

function attributed({ client_reference_id, metadata }: z.output<z.ZodObject<typeof Attribution>>) {
  return { intentId: client_reference_id ?? "", payee: metadata?.payee ?? "" };
}
