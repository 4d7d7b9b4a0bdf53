// Outside capability: taking money. An adapter makes a payment page and turns the provider's signed notices into events.

export interface CheckoutRequest {
  readonly intentId: string;
  readonly amountCents: number;
  readonly currency: "USD";
  readonly description: string;
  /** Payee as the provider knows it; the event must name the same. */
  readonly payee: string;
  readonly returnUrl: string;
}

/** A payment notice whose signature was verified. Nothing here is trusted further than that (trust T3). */
export interface VerifiedPaymentEvent {
  readonly provider: string;
  readonly eventId: string;
  readonly kind: "paid" | "refunded" | "disputed" | "expired";
  readonly intentId: string;
  readonly chargeId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
  readonly occurredAt: Date;
}

export interface Checkout {
  readonly info: { readonly provider: string; readonly sandbox: boolean };
  createPage(request: CheckoutRequest, signal: AbortSignal): Promise<{ readonly url: string }>;
  /** @throws AppError `unauthenticated` for a bad or old signature, `invalid_input` for a malformed body */
  verify(rawBody: Uint8Array, headers: Readonly<Record<string, string | undefined>>, now: Date): VerifiedPaymentEvent;
}
