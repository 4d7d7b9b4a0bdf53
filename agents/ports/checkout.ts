// Outside capability: taking money. An adapter makes a payment page and turns the provider's signed notices into events.

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
}

/** `renewed` .. `ended` are about a subscription. */
export const PAYMENT_EVENT_KINDS = [
  "paid",
  "refunded",
  "disputed",
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
  /** Of a refund: what was given back of the charge so far, in total. */
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
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
}

export interface Checkout {
  readonly info: {
    readonly provider: string;
    readonly sandbox: boolean;
    /** Takes monthly payments. Default: no. */
    readonly recurring?: boolean;
  };
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
  /** No month follows the one that is paid; an event tells it. Canceled already: nothing happens. Absent: done there. */
  cancel?(subscriptionId: string, signal: AbortSignal): Promise<void>;
}
