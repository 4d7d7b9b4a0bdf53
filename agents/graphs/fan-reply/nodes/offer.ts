// Decides whether this answer carries an offer, and for what pack; price and link come from the row (domain 8, trust C7, C15).

import { isSalable, PACK_FACTS } from "../../../commands/offer/salable.ts";
import { decideOffer } from "../../../domain/sales/offer-policy.ts";
import { PACK_STEPS } from "../../../domain/sales/price-list.ts";
import { centsFromUsd } from "../../../kernel/money.ts";
import type { OfferDraft, Turn } from "../state.ts";

const OPEN_STATES = new Set(["draft", "shown"]);

export async function offer(turn: Turn): Promise<{ offer: OfferDraft | null }> {
  const { context, snapshot, understanding, now } = turn;
  const owned = snapshot.offers.filter((row) => row.state === "paid");
  const open = snapshot.offers.some((row) => OPEN_STATES.has(row.state) && row.expiresAt > now);
  if (context.ports.checkout === null || understanding.refusal !== null) return { offer: null };
  const packs = await salablePacks(turn);
  const ownedSteps = packs.filter((pack) => owned.some((row) => row.packId === pack.id)).map((pack) => pack.step);
  const decision = decideOffer(
    {
      stage: understanding.stage,
      score: understanding.score.score,
      ownedSteps,
      noOfferUntil: snapshot.conversation.noOfferUntil,
      hasOpenOffer: open,
      askedForContent: understanding.intent === "content_request" || understanding.intent === "purchase_intent",
    },
    now,
  );
  if (decision.offer !== "pack") return { offer: null };
  // The step asked for or, where it has no pack the fan may see, the nearest cheaper one not yet owned.
  const wanted = PACK_STEPS.findIndex((step) => step.step === decision.step);
  const steps = PACK_STEPS.slice(0, wanted + 1)
    .reverse()
    .map((step) => step.step as string);
  const found = steps.flatMap((step) =>
    packs.filter((pack) => pack.step === step && !owned.some((row) => row.packId === pack.id)),
  );
  const [pack] = found;
  if (!pack) return { offer: null };
  const token = context.ids.secret();
  return {
    offer: {
      id: context.ids.next("offer"),
      token,
      packId: pack.id,
      packName: pack.name,
      priceCents: centsFromUsd(pack.priceUsd),
      url: `${context.installation.publicUrl()}/o/${token}`,
    },
  };
}

/** Active packs of the avatar that this fan may be offered, cheapest first. */
async function salablePacks(turn: Turn) {
  const { context, snapshot } = turn;
  const packs = await context.database.prisma.pack.findMany({
    where: { avatarId: snapshot.avatar.id, active: true },
    include: PACK_FACTS,
    orderBy: { priceUsd: "asc" },
    take: 20,
  });
  return packs.filter((pack) => isSalable(context, pack, snapshot.fan.ageState));
}
