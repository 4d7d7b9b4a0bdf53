// Does a verified payment event settle this purchase? Every field must match; anything else is refused by name (trust T3).

export interface PaymentFacts {
  readonly kind: "paid" | "refunded" | "disputed" | "expired";
  readonly provider: string;
  readonly chargeId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
}

export interface PurchaseFacts {
  readonly provider: string;
  readonly state: "pending" | "paid" | "refunded" | "disputed" | "expired";
  readonly chargeId: string | null;
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
}

export type PaymentDecision =
  | { readonly apply: "settle" | "refund" | "dispute" | "expire" }
  | { readonly apply: "nothing"; readonly reason: "already_settled" | "already_ended" }
  | {
      readonly apply: "refuse";
      readonly reason: "provider" | "payee" | "currency" | "amount" | "charge" | "after_refund";
    };

function mismatch(purchase: PurchaseFacts, event: PaymentFacts): "provider" | "payee" | "currency" | "amount" | null {
  if (event.provider !== purchase.provider) return "provider";
  if (event.payee !== purchase.payee) return "payee";
  if (event.currency !== purchase.currency) return "currency";
  return event.amountCents === purchase.amountCents ? null : "amount";
}

export function matchPayment(purchase: PurchaseFacts, event: PaymentFacts): PaymentDecision {
  const wrong = mismatch(purchase, event);
  if (wrong) return { apply: "refuse", reason: wrong };
  if (purchase.chargeId !== null && purchase.chargeId !== event.chargeId) return { apply: "refuse", reason: "charge" };
  if (event.kind === "paid") {
    if (purchase.state === "paid") return { apply: "nothing", reason: "already_settled" };
    if (purchase.state === "refunded" || purchase.state === "disputed")
      return { apply: "refuse", reason: "after_refund" };
    return { apply: "settle" };
  }
  if (event.kind === "expired") {
    return purchase.state === "pending" ? { apply: "expire" } : { apply: "nothing", reason: "already_ended" };
  }
  // A refund may arrive before its payment: the purchase then ends without ever unlocking.
  const ended = purchase.state === "refunded" || (event.kind === "disputed" && purchase.state === "disputed");
  if (ended) return { apply: "nothing", reason: "already_ended" };
  return { apply: event.kind === "refunded" ? "refund" : "dispute" };
}
