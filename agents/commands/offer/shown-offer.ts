// An offer of a pack to one fan: the open one again or a new row, so that nobody pays for one pack by two links.
import { DAY_MS } from "../../kernel/clock.ts";
import { centsFromUsd, usdFromCents } from "../../kernel/money.ts";
import type { AppContext, Transaction } from "../context.ts";

/** An unanswered offer lapses. */
export const OFFER_LIFE_MS = 7 * DAY_MS;
/** States in which an offer may still be paid, until it expires. */
export const OPEN_OFFER_STATES = ["draft", "shown"] as const;

export function isOpenOffer(row: { readonly state: string; readonly expiresAt: Date }, now: Date): boolean {
  return OPEN_OFFER_STATES.some((state) => state === row.state) && row.expiresAt > now;
}

export interface ShownOffer {
  /** False: an open offer is shown again, with its row, price and link. */
  readonly isNew: boolean;
  readonly id: string;
  readonly token: string;
  /** null: the subscription. */
  readonly packId: string | null;
  readonly priceCents: number;
  readonly url: string;
}

type Price = Parameters<typeof centsFromUsd>[0];

/** @param open of this fan and pack, if there is one */
export function offerToShow(
  context: Pick<AppContext, "ids" | "installation">,
  pack: { readonly id: string | null; readonly priceUsd: Price },
  open: { readonly id: string; readonly token: string; readonly priceUsd: Price } | null | undefined,
): ShownOffer {
  const { id, token, priceUsd } = open ?? {
    id: context.ids.next("offer"),
    token: context.ids.secret(),
    priceUsd: pack.priceUsd,
  };
  const url = `${context.installation.publicUrl()}/o/${token}`;
  return { isNew: !open, id, token, packId: pack.id, priceCents: centsFromUsd(priceUsd), url };
}

/** Only a new one needs a row. */
export async function writeOffer(
  context: Pick<AppContext, "ports">,
  tx: Transaction,
  offer: ShownOffer,
  whose: {
    readonly avatarId: string;
    readonly fanId: string;
    readonly conversationId: string;
    readonly variantId?: string | null;
  },
  now: Date,
): Promise<void> {
  if (!offer.isNew) return;
  const { id, token, packId, priceCents } = offer;
  await tx.offer.create({
    data: {
      ...{ ...whose, id, token, packId, layer: packId === null ? "subscription" : "pack", createdAt: now },
      priceUsd: usdFromCents(priceCents),
      expiresAt: new Date(now.getTime() + OFFER_LIFE_MS),
      sandbox: context.ports.checkout?.info.sandbox ?? true,
    },
  });
}
