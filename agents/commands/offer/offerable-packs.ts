// What a fan may be offered now, if anything: what the offer policy wants, as far as the avatar has it, the fan may see it
// (domain 8) and may spend it (trust C16).
import { packsOnSaleWith } from "../../../prisma/packs-on-sale.ts";
import { decideOffer, type OfferFacts, offerBarrier } from "../../domain/sales/offer-policy.ts";
import { PACK_STEPS, SUBSCRIPTION } from "../../domain/sales/price-list.ts";
import { judgeSpend } from "../../domain/sales/spend-limit.ts";
import type { AgeState } from "../../domain/trust/explicitness.ts";
import { centsFromUsd, usdFromCents } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { type SpendRow, type SpendState, spendOfRow, spendQuery } from "../limit/spend.ts";
import { LEAST_PIECES, subscriberPieces } from "../subscription/subscriber-pieces.ts";
import { checkoutsFor, isSalable } from "./salable.ts";
import { isOpenOffer } from "./shown-offer.ts";

const MOST_PACKS = 20;

export interface OfferableFacts extends Omit<OfferFacts, "ownedSteps" | "hasOpenOffer"> {
  readonly avatarId: string;
  readonly fanId: string;
  readonly language: string;
  readonly ageState: AgeState;
  /** Where it would be offered. */
  readonly platform: string;
  /** All of the fan's. */
  readonly offers: readonly { readonly packId: string | null; readonly state: string; readonly expiresAt: Date }[];
}

/** A pack or, without an id, the subscription. */
export interface Offerable {
  readonly id: string | null;
  readonly slug: string;
  readonly name: string;
  readonly priceUsd: { toString(): string };
}

/** What "offer make" calls it in place of a pack. */
export const SUBSCRIPTION_SLUG = "subscription";

/** Empty: nothing is offered. The first is the policy's (domain 8); a wording may name another of them. */
export async function offerablePacks(
  context: AppContext,
  facts: OfferableFacts,
  now: Date,
): Promise<readonly Offerable[]> {
  if (context.ports.checkout === null) return [];
  const hasOpenOffer = facts.offers.some((row) => isOpenOffer(row, now));
  // Most turns end here, without a query.
  if (offerBarrier({ ...facts, hasOpenOffer }, now) !== null) return [];
  const { packs, spend } = await packsAndSpend(context, facts, now);
  if (spend === null) return [];
  const owned = packs.filter((pack) => facts.offers.some((row) => row.state === "paid" && row.packId === pack.id));
  const decision = decideOffer({ ...facts, hasOpenOffer, ownedSteps: owned.map((pack) => pack.step) }, now);
  if (decision.offer === "none") return [];
  if (decision.offer === "subscription") {
    const subscription = await offerableSubscription(context, facts);
    return subscription && fits(spend, subscription) ? [subscription] : [];
  }
  // The step asked for or, where it has no pack the fan may see and spend, the nearest cheaper one not yet owned.
  const wanted = PACK_STEPS.findIndex((step) => step.step === decision.step);
  const steps = PACK_STEPS.slice(0, wanted + 1).reverse();
  const left = packs.filter((pack) => !owned.includes(pack) && fits(spend, pack));
  const [first] = steps.flatMap(({ step }) => left.filter((pack) => pack.step === step));
  return first ? [first, ...left.filter((pack) => pack !== first)] : [];
}

/** Packs of the avatar that this fan may be offered, cheapest first. `spend`: null while the fan's payments are looked into. */
async function packsAndSpend(context: AppContext, { fanId, avatarId, ageState, platform }: OfferableFacts, now: Date) {
  const sandbox = context.ports.checkout?.info.sandbox ?? true;
  const query = { name: "spend", ...spendQuery({ fanId, avatarId, sandbox }, now) };
  const { pool } = context.database;
  const { packs, row } = await packsOnSaleWith<SpendRow>(pool, { avatarId, limit: MOST_PACKS }, query);
  const salable = packs.filter(({ explicitTo, mediaProviders }) => {
    const pieces = mediaProviders.map((provider) => ({ piece: { asset: provider === null ? null : { provider } } }));
    return isSalable(context, { explicitTo, pieces }, { ageState, platform });
  });
  const spend = spendOfRow(row, { fanId, avatarId }, now);
  return { packs: salable, spend: spend.frozen ? null : spend };
}

function fits({ caps, spent }: SpendState, { priceUsd }: Pick<Offerable, "priceUsd">): boolean {
  return judgeSpend(centsFromUsd(priceUsd), caps, spent).allowed;
}

async function offerableSubscription(
  context: AppContext,
  { language, ...whose }: SubscriptionFacts & Pick<OfferableFacts, "language">,
): Promise<Offerable | null> {
  if ((await subscriptionObstacle(context, whose)) !== null) return null;
  return subscriptionOffer(language);
}

export function subscriptionOffer(language: string): Offerable {
  const name = texts(isLanguage(language) ? language : "en").sales.subscriptionName;
  return { id: null, slug: SUBSCRIPTION_SLUG, name, priceUsd: usdFromCents(SUBSCRIPTION.priceCents) };
}

type SubscriptionFacts = Pick<OfferableFacts, "avatarId" | "fanId" | "platform">;

/** Why the fan cannot be offered a subscription; null: they can. */
export async function subscriptionObstacle(
  context: AppContext,
  { avatarId, fanId, platform }: SubscriptionFacts,
): Promise<"not_recurring" | "subscribed" | "too_few" | null> {
  const seller = checkoutsFor(context, platform).find(({ info }) => info.recurring);
  if (!seller) return "not_recurring";
  const { prisma } = context.database;
  const running = { fanId, avatarId, state: { not: "ended" as const }, sandbox: seller.info.sandbox };
  if ((await prisma.subscription.count({ where: running })) > 0) return "subscribed";
  const where = {
    ...subscriberPieces(avatarId),
    ...(seller.info.sandbox ? {} : { asset: { is: { synthetic: false } } }),
  };
  return (await prisma.piece.count({ where })) < LEAST_PIECES ? "too_few" : null;
}
