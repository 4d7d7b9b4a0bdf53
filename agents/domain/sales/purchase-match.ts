// What a verified payment event says about this purchase, or why it is refused by name (trust T3). Events come in any
// order and more than once: facts only ever grow, and the state follows from them.

export type PaymentKind = "paid" | "refunded" | "disputed" | "dispute_won" | "expired";

export interface PaymentFacts {
  readonly kind: PaymentKind;
  readonly provider: string;
  readonly chargeId: string;
  /** In the smallest unit of `currency`. Of a refund: what was given back so far, in total. */
  readonly amountCents: number;
  readonly currency: string;
  readonly payee: string;
}

/** What is known of a charge. */
export interface ChargeFacts {
  readonly paid: boolean;
  readonly expired: boolean;
  readonly disputed: boolean;
  readonly disputeWon: boolean;
  readonly refundedCents: number;
}

export interface PurchaseFacts {
  readonly provider: string;
  readonly chargeId: string | null;
  readonly amountCents: number;
  readonly currency: string;
  /** What was asked for, where that is in another currency: a payment has to be exactly this. */
  readonly quote?: { readonly amount: number; readonly currency: string } | null;
  readonly payee: string;
  readonly charge: ChargeFacts;
}

export type PurchaseState = "pending" | "paid" | "refunded" | "disputed" | "expired";

export type PaymentDecision =
  | { readonly apply: "record"; readonly charge: ChargeFacts }
  | { readonly apply: "nothing"; readonly reason: "already_known" }
  | { readonly apply: "refuse"; readonly reason: "provider" | "payee" | "currency" | "amount" | "charge" };

export function matchPayment(purchase: PurchaseFacts, event: PaymentFacts): PaymentDecision {
  const wrong = mismatch(purchase, event);
  if (wrong) return { apply: "refuse", reason: wrong };
  const charge = withEvent(purchase.charge, { ...event, amountCents: inPriceCents(purchase, event) });
  return sameFacts(charge, purchase.charge)
    ? { apply: "nothing", reason: "already_known" }
    : { apply: "record", charge };
}

/** A late payment of an expired page is honoured; money that went back is never unlocked again. */
export function purchaseState(charge: ChargeFacts, amountCents: number): PurchaseState {
  if (charge.refundedCents >= amountCents) return "refunded";
  if (isHeldByDispute(charge)) return "disputed";
  if (charge.paid) return "paid";
  return charge.expired ? "expired" : "pending";
}

/** What the ledger takes back of what was paid: a dispute holds all of it until it is won. */
export function reversedCents(charge: ChargeFacts, amountCents: number): number {
  if (!charge.paid) return 0;
  return isHeldByDispute(charge) ? amountCents : Math.min(charge.refundedCents, amountCents);
}

/** What the ledger's row of a difference is called; `dispute_won` takes back what a dispute took, below zero. */
export const REVERSAL_KINDS = ["refund", "dispute", "dispute_won"] as const;

export function reversalKind(charge: ChargeFacts, cents: number): (typeof REVERSAL_KINDS)[number] {
  if (cents < 0) return "dispute_won";
  return isHeldByDispute(charge) ? "dispute" : "refund";
}

function isHeldByDispute({ disputed, disputeWon }: ChargeFacts): boolean {
  return disputed && !disputeWon;
}

function mismatch(
  purchase: PurchaseFacts,
  event: PaymentFacts,
): "provider" | "payee" | "currency" | "amount" | "charge" | null {
  if (event.provider !== purchase.provider) return "provider";
  if (event.payee !== purchase.payee) return "payee";
  if (event.currency !== askedFor(purchase).currency) return "currency";
  if (!amountFits(purchase, event)) return "amount";
  if (event.kind !== "expired" && event.chargeId === "") return "charge";
  return purchase.chargeId !== null && event.chargeId !== "" && purchase.chargeId !== event.chargeId ? "charge" : null;
}

const PARTLY: ReadonlySet<PaymentKind> = new Set(["refunded", "disputed", "dispute_won"]);

/** Refunds and disputes may be about a part. */
function amountFits(purchase: PurchaseFacts, event: PaymentFacts): boolean {
  const { amount } = askedFor(purchase);
  return PARTLY.has(event.kind) ? event.amountCents > 0 && event.amountCents <= amount : event.amountCents === amount;
}

function askedFor({ quote, amountCents, currency }: PurchaseFacts): {
  readonly amount: number;
  readonly currency: string;
} {
  return quote ?? { amount: amountCents, currency };
}

/** All of what was asked for is all of the price; of a part never more than its share. */
function inPriceCents(purchase: PurchaseFacts, event: PaymentFacts): number {
  if (!purchase.quote) return event.amountCents;
  return Math.floor((event.amountCents * purchase.amountCents) / purchase.quote.amount);
}

function withEvent(charge: ChargeFacts, { kind, amountCents }: PaymentFacts): ChargeFacts {
  return {
    paid: charge.paid || kind === "paid",
    expired: charge.expired || kind === "expired",
    disputed: charge.disputed || kind === "disputed",
    disputeWon: charge.disputeWon || kind === "dispute_won",
    refundedCents: kind === "refunded" ? Math.max(charge.refundedCents, amountCents) : charge.refundedCents,
  };
}

function sameFacts(left: ChargeFacts, right: ChargeFacts): boolean {
  return (
    left.paid === right.paid &&
    left.expired === right.expired &&
    left.disputed === right.disputed &&
    left.disputeWon === right.disputeWon &&
    left.refundedCents === right.refundedCents
  );
}
