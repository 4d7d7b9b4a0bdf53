// The offer under a broadcast: what "offer make" holds to, for one fan at a time; the price is the pack's (trust C7, C15, C16).
import { within } from "../../../prisma/row-function.ts";
import type { AgeState } from "../../domain/trust/explicitness.ts";
import type { AppContext, Transaction } from "../context.ts";
import { judgeFanSpend } from "../limit/spend.ts";
import { isSalable, PACK_FACTS } from "../offer/salable.ts";
import { isOpenOffer, offerToShow, type ShownOffer } from "../offer/shown-offer.ts";

export interface OutreachOffer {
  readonly shown: ShownOffer;
  readonly packName: string;
}

interface Place {
  readonly packId: string;
  readonly fan: {
    readonly id: string;
    readonly avatarId: string;
    readonly ageState: AgeState;
    readonly offersFrozenAt: Date | null;
  };
  readonly conversation: { readonly id: string };
  readonly account: { readonly platform: string };
  readonly now: Date;
}

/** Else why this fan is not offered it. */
export async function outreachOffer(
  context: AppContext,
  tx: Transaction,
  { packId, fan, account, now }: Place,
): Promise<OutreachOffer | { readonly reason: string }> {
  const { checkout } = context.ports;
  const pack = await tx.pack.findFirst({ where: { id: packId, active: true }, include: PACK_FACTS });
  if (!pack || !checkout) return { reason: "not_on_sale" };
  if (fan.offersFrozenAt) return { reason: "frozen" };
  if (!isSalable(context, pack, { ageState: fan.ageState, platform: account.platform }))
    return { reason: "explicitness" };
  const offers = await tx.offer.findMany({ where: { fanId: fan.id, packId }, orderBy: { createdAt: "asc" } });
  if (offers.some(({ state }) => state === "paid")) return { reason: "owned" };
  const open = offers.findLast((row) => isOpenOffer(row, now));
  const shown = offerToShow(context, pack, open);
  const spender = { fanId: fan.id, avatarId: fan.avatarId, sandbox: checkout.info.sandbox };
  const { allowed } = await judgeFanSpend(within(tx), spender, shown.priceCents, now);
  return allowed ? { shown, packName: pack.name } : { reason: "limit" };
}
