// Decides whether this answer carries an offer, and for what pack; price and link come from the row (domain 8, trust C7, C15).

import { isOpenOffer, offerablePack } from "../../../commands/offer/offerable-pack.ts";
import { asksForContent } from "../../../domain/fans/intent.ts";
import { centsFromUsd } from "../../../kernel/money.ts";
import type { OfferDraft, Turn } from "../state.ts";

export async function offer(turn: Turn): Promise<{ offer: OfferDraft | null }> {
  const { context, snapshot, understanding, now } = turn;
  if (understanding.refusal !== null) return { offer: null };
  const pack = await offerablePack(
    context,
    {
      avatarId: snapshot.avatar.id,
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
  const { id, token, priceUsd } = open ?? {
    id: context.ids.next("offer"),
    token: context.ids.secret(),
    priceUsd: pack.priceUsd,
  };
  return {
    offer: {
      isNew: open === undefined,
      id,
      token,
      packId: pack.id,
      packName: pack.name,
      priceCents: centsFromUsd(priceUsd),
      url: `${context.installation.publicUrl()}/o/${token}`,
    },
  };
}
