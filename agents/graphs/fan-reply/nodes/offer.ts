// Decides whether this answer carries an offer, for what pack and in what words; price and link come from the row
// (domain 8, trust C7, C15).

import { offerablePacks } from "../../../commands/offer/offerable-packs.ts";
import { isOpenOffer, offerToShow } from "../../../commands/offer/shown-offer.ts";
import { chooseWording } from "../../../domain/experiments/choose-wording.ts";
import { asksForContent } from "../../../domain/fans/intent.ts";
import { isBreakDue } from "../break.ts";
import type { OfferDraft, Turn } from "../state.ts";

export async function offer(turn: Turn): Promise<{ offer: OfferDraft | null }> {
  const { context, snapshot, understanding, now } = turn;
  if (understanding.refusal !== null || isBreakDue(turn)) return { offer: null };
  const packs = await offerablePacks(
    context,
    {
      avatarId: snapshot.avatar.id,
      fanId: snapshot.fan.id,
      language: understanding.language,
      ageState: snapshot.fan.ageState,
      platform: snapshot.account.platform,
      offers: snapshot.offers,
      stage: understanding.stage,
      score: understanding.score.score,
      noOfferUntil: snapshot.conversation.noOfferUntil,
      askedForContent: asksForContent(understanding.intent),
    },
    now,
  );
  const [policy] = packs;
  if (!policy) return { offer: null };
  const { content, variant } = chooseWording(snapshot, {
    element: "pricing_offer",
    fanId: snapshot.fan.id,
    language: understanding.language,
    packs: packs.map(({ slug }) => slug),
  });
  const pack = packs.find(({ slug }) => slug === content.pack) ?? policy;
  // Neither a pack nor the subscription: a quote for something made for the fan has no pack either.
  const layer = pack.id === null ? "subscription" : "pack";
  const open = snapshot.offers.findLast(
    (row) => row.packId === pack.id && row.layer === layer && isOpenOffer(row, now),
  );
  return { offer: { ...offerToShow(context, pack, open), packName: pack.name, lead: content.text ?? null, variant } };
}
