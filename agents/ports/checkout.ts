// Outside capability: taking money. An adapter makes a payment page and turns the provider's signed notices into events.
import type { ConnectedAccount } from "./connector.ts";

/** An amount in the smallest unit of a currency; "XTR", Telegram's Stars, has no smaller one. */
export interface Quote {
  readonly amount: number;
  readonly currency: string;
}

/** Whose conversation it is paid in; there for checkouts with `info.channel`, whose accounts take the money. */
export interface PaidThrough {
  readonly account: ConnectedAccount;
  /** As the channel knows the fan. */
  readonly fanExternalId: string;
}

export interface CheckoutRequest {
  readonly intentId: string;
  readonly amountCents: number;
  readonly currency: "USD";
  readonly description: string;
  /** Payee as the provider knows it; the event must name the same. */
  readonly payee: string;
  readonly returnUrl: string;
  /** Paid again every month until it is canceled; only where `info.recurring`. */
  readonly recurring?: "month";
  /** The page should take no money after this; the same for one intent. */
  readonly expiresAt?: Date;
  /** What `quote` said of the price when the intent was made. */
  readonly quote?: Quote;
  readonly through?: PaidThrough;
}

/** `renewed` .. `ended` are about a subscription. */
export const PAYMENT_EVENT_KINDS = [
  "paid",
  "refunded",
  "disputed",
  // What was disputed stays with the seller.
  "dispute_won",
  "expired",
  "renewed",
  "renewal_failed",
  "canceled",
  "ended",
] as const;
export type PaymentEventKind = (typeof PAYMENT_EVENT_KINDS)[number];

/** A payment notice whose signature was verified. Nothing here is trusted further than that (trust T3). */
export interface VerifiedPaymentEvent {
  readonly provider: string;
  readonly eventId: string;
  readonly kind: PaymentEventKind;
  /** Of a subscription: the intent it began with. Empty where the notice names nothing but the charge. */
  readonly intentId: string;
  /** Empty where no money moved. */
  readonly chargeId: string;
  /** In the smallest unit of `currency`. Of a refund: what was given back of the charge so far, in total. */
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
  /** Who paid, by their id on the checkout's channel. */
  readonly payer?: string;
  readonly occurredAt: Date;
  readonly subscriptionId?: string;
  /** What a payment of a subscription pays until. */
  readonly periodEnd?: Date;
}

export interface RefundRequest {
  readonly intentId: string;
  readonly chargeId: string;
  /** Of this charge, now. */
  readonly amountCents: number;
  /** The same for every try. */
  readonly idempotencyKey: string;
  readonly through?: PaidThrough;
}

export interface SubscriptionToCancel {
  readonly subscriptionId: string;
  /** What its first month was paid by. */
  readonly chargeId: string;
  readonly payee: string;
  readonly now: Date;
  readonly through?: PaidThrough;
}

export interface Checkout {
  readonly info: {
    readonly provider: string;
    readonly sandbox: boolean;
    /** Takes monthly payments. Default: no. */
    readonly recurring?: boolean;
    /** Sells only in conversations of this platform, which tells of payments itself: no notices come to a webhook. */
    readonly channel?: string;
  };
  /** What it asks for a price in USD, where it takes another currency. */
  quote?(amountCents: number): Quote;
  createPage(request: CheckoutRequest, signal: AbortSignal): Promise<{ readonly url: string }>;
  /**
   * @returns null for a notice that is signed and of no interest here
   * @throws AppError `unauthenticated` for a bad or old signature, `invalid_input` for a malformed body
   */
  verify(
    rawBody: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
    now: Date,
  ): VerifiedPaymentEvent | null;
  /** Asks for the money to go back; that it did is told by an event. Absent: done by hand at the provider. */
  refund?(request: RefundRequest, signal: AbortSignal): Promise<void>;
  /**
   * No month follows the one that is paid. Canceled already: nothing happens. Absent: done there.
   * @returns the event that tells it, or null where the provider sends it
   */
  cancel?(subscription: SubscriptionToCancel, signal: AbortSignal): Promise<VerifiedPaymentEvent | null>;
}
