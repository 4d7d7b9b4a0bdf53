// The packs a fan may be offered now, if any: the one the offer policy wants, as far as the avatar has it and may show it, first.
import { decideOffer, type OfferFacts, offerBarrier } from "../../domain/sales/offer-policy.ts";
import { PACK_STEPS } from "../../domain/sales/price-list.ts";
import type { AgeState } from "../../domain/trust/explicitness.ts";
import type { AppContext } from "../context.ts";
import { isSalable, PACK_FACTS } from "./salable.ts";
import { isOpenOffer } from "./shown-offer.ts";

const MOST_PACKS = 20;

export interface OfferableFacts extends Omit<OfferFacts, "ownedSteps" | "hasOpenOffer"> {
  readonly avatarId: string;
  readonly ageState: AgeState;
  /** All of the fan's. */
  readonly offers: readonly { readonly packId: string | null; readonly state: string; readonly expiresAt: Date }[];
}

/** Empty: nothing is offered. The first is the policy's (domain 8); a wording may name another of them. */
export async function offerablePacks(context: AppContext, facts: OfferableFacts, now: Date) {
  if (context.ports.checkout === null) return [];
  const hasOpenOffer = facts.offers.some((row) => isOpenOffer(row, now));
  // Most turns end here, without a query.
  if (offerBarrier({ ...facts, hasOpenOffer }, now) !== null) return [];
  const packs = await salablePacks(context, facts);
  const owned = packs.filter((pack) => facts.offers.some((row) => row.state === "paid" && row.packId === pack.id));
  const decision = decideOffer({ ...facts, hasOpenOffer, ownedSteps: owned.map((pack) => pack.step) }, now);
  if (decision.offer !== "pack") return [];
  // The step asked for or, where it has no pack the fan may see, the nearest cheaper one not yet owned.
  const wanted = PACK_STEPS.findIndex((step) => step.step === decision.step);
  const steps = PACK_STEPS.slice(0, wanted + 1).reverse();
  const free = packs.filter((pack) => !owned.includes(pack));
  const wantedPack = steps.flatMap(({ step }) => free.filter((pack) => pack.step === step))[0];
  return wantedPack ? [wantedPack, ...free.filter((pack) => pack !== wantedPack)] : [];
}

/** Active packs of the avatar that this fan may be offered, cheapest first. */
async function salablePacks(context: AppContext, { avatarId, ageState }: OfferableFacts) {
  const packs = await context.database.prisma.pack.findMany({
    where: { avatarId, active: true },
    include: PACK_FACTS,
    orderBy: { priceUsd: "asc" },
    take: MOST_PACKS,
  });
  return packs.filter((pack) => isSalable(context, pack, ageState));
}
