// Decides whether this answer carries an offer, and for what pack; price and link come from the row (domain 8, trust C7, C15).

import { offerablePack } from "../../../commands/offer/offerable-pack.ts";
import { isOpenOffer, offerToShow } from "../../../commands/offer/shown-offer.ts";
import { asksForContent } from "../../../domain/fans/intent.ts";
import type { OfferDraft, Turn } from "../state.ts";

export async function offer(turn: Turn): Promise<{ offer: OfferDraft | null }> {
  const { context, snapshot, understanding, now } = turn;
  if (understanding.refusal !== null) return { offer: null };
  const pack = await offerablePack(
    context,
    {
      avatarId: snapshot.avatar.id,
      fanId: snapshot.fan.id,
      language: understanding.language,
      ageState: snapshot.fan.ageState,
      offers: snapshot.offers,
      stage: understanding.stage,
      score: understanding.score.score,
      noOfferUntil: snapshot.conversation.noOfferUntil,
      askedForContent: asksForContent(understanding.intent),
    },
    now,
  );
  if (!pack) return { offer: null };
  const open = snapshot.offers.findLast((row) => row.packId === pack.id && isOpenOffer(row, now));
  return { offer: { ...offerToShow(context, pack, open), packName: pack.name } };
}
