// What a fan may be offered now, if anything (domain 8). Whether it may be sent is the send gate's decision.
import { PACK_STEPS, type StepName } from "./price-list.ts";

export interface OfferFacts {
  readonly stage: "lead_magnet" | "qualification" | "conversion";
  readonly score: number;
  /** Steps the fan has paid for. */
  readonly ownedSteps: readonly string[];
  /** No offer before then: a refusal, a crisis, a break. */
  readonly noOfferUntil: Date | null;
  /** An offer is open already: it is repeated only when asked for. */
  readonly hasOpenOffer: boolean;
  readonly askedForContent: boolean;
}

export type OfferDecision =
  | { readonly offer: "pack"; readonly step: StepName }
  | { readonly offer: "subscription" }
  | { readonly offer: "none"; readonly reason: "stage" | "score" | "quiet_period" | "open_offer" | "owns_all" };

/** After a no: no offer for 72 hours. */
export const REFUSAL_QUIET_MS = 72 * 3_600_000;
const QUALIFICATION_SCORE = 70;
const DELUXE_SCORE = 80;
const STARTER_SCORE = 60;

/** Why nothing may be offered now, whatever the fan owns; null: something may. */
export function offerBarrier(
  facts: Omit<OfferFacts, "ownedSteps">,
  now: Date,
): "quiet_period" | "open_offer" | "stage" | "score" | null {
  if (facts.noOfferUntil !== null && facts.noOfferUntil > now) return "quiet_period";
  if (facts.hasOpenOffer && !facts.askedForContent) return "open_offer";
  if (facts.stage === "lead_magnet") return "stage";
  return facts.stage === "qualification" && facts.score < QUALIFICATION_SCORE ? "score" : null;
}

export function decideOffer(facts: OfferFacts, now: Date): OfferDecision {
  const barrier = offerBarrier(facts, now);
  if (barrier !== null) return { offer: "none", reason: barrier };
  const highestOwned = Math.max(
    -1,
    ...facts.ownedSteps.map((owned) => PACK_STEPS.findIndex((step) => step.step === owned)),
  );
  if (highestOwned >= 0) {
    const next = PACK_STEPS[highestOwned + 1];
    return next ? { offer: "pack", step: next.step } : { offer: "none", reason: "owns_all" };
  }
  if (facts.score >= DELUXE_SCORE) return { offer: "pack", step: "deluxe" };
  if (facts.score >= STARTER_SCORE) return { offer: "pack", step: "starter" };
  return { offer: "subscription" };
}
