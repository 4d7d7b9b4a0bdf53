// What the page of an offer shows. The bearer of the token sees no more than the offer.
import { z } from "zod";
import { CUSTOM_TERMS } from "../../domain/sales/custom-request.ts";
import { mayBeMinor } from "../../domain/trust/explicitness.ts";
import { AppError } from "../../kernel/errors.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import type { Quote } from "../../ports/checkout.ts";
import { isLanguage, type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";
import { PACK_FACTS, type SaleFacts, sellerOfOffer } from "../offer/salable.ts";
import { subscriberPieces } from "../subscription/subscriber-pieces.ts";

export type OfferPage =
  | { readonly state: "gone"; readonly language: Language }
  | {
      readonly state: "open";
      readonly language: Language;
      readonly avatar: string;
      readonly pack: string;
      /** null: a subscription, which grows, or what is still to be made. */
      readonly pieces: number | null;
      /** Of something made for the fan: days from the payment to the delivery. */
      readonly days: number | null;
      readonly priceCents: number;
      /** What will be asked for it, where that is in another currency. */
      readonly quote: Quote | null;
      readonly sandbox: boolean;
      readonly needsAdult: boolean;
      readonly previews: readonly string[];
    };

export const Token = z.string().regex(/^[A-Za-z0-9_-]{20,80}$/);
const PREVIEWS = 3;

export async function findOpenOffer(context: AppContext, token: string) {
  const offer = await context.database.prisma.offer.findUnique({
    where: { token },
    include: {
      avatar: true,
      fan: true,
      conversation: { include: { account: true } },
      customRequest: true,
      pack: {
        include: {
          ...PACK_FACTS,
          pieces: { include: { piece: { include: { asset: true } } }, orderBy: { position: "asc" } },
        },
      },
    },
  });
  if (!offer) throw new AppError("not_found", "no such offer");
  const locked = offer.conversation?.minorLockedAt || mayBeMinor(offer.fan.ageState) || offer.fan.blockedAt;
  const open = (offer.state === "shown" || offer.state === "draft") && offer.expiresAt > context.clock.now() && !locked;
  const language: Language = isLanguage(offer.fan.language) ? offer.fan.language : "en";
  return { offer, open, language };
}

/** As the page asks everybody to declare it before they pay. */
export function saleOf(offer: Awaited<ReturnType<typeof findOpenOffer>>["offer"]): SaleFacts {
  const { ageState } = offer.fan;
  return {
    ageState: ageState === "unknown" ? "declared_adult" : ageState,
    platform: offer.conversation?.account.platform ?? null,
  };
}

export const offerPage = defineInternal({
  name: "offer.page",
  input: z.object({ token: Token }),
  run: async (context, { token }): Promise<OfferPage> => {
    const { offer, open, language } = await findOpenOffer(context, token);
    const isSubscription = offer.layer === "subscription";
    const { customRequest } = offer;
    if (!open || !(offer.pack || isSubscription || customRequest)) return { state: "gone", language };
    const pieces = isSubscription
      ? await newestPieces(context, offer.avatarId)
      : (offer.pack?.pieces ?? []).map(({ piece }) => piece);
    const previews = pieces
      .filter((piece) => piece.tier === "safe" && piece.asset?.thumbnailKey && !piece.asset.heldAt)
      .slice(0, PREVIEWS)
      .map((piece) => mediaPath(context, piece.asset?.thumbnailKey ?? ""));
    return {
      state: "open",
      language,
      avatar: offer.avatar.name,
      pack: nameOfOffer(offer, language),
      pieces: offer.pack?.pieceCount ?? null,
      days: customRequest ? (customRequest.days ?? CUSTOM_TERMS.days) : null,
      priceCents: centsFromUsd(offer.priceUsd),
      quote: sellerOfOffer(context, offer, saleOf(offer))?.quote?.(centsFromUsd(offer.priceUsd)) ?? null,
      sandbox: offer.sandbox,
      needsAdult: offer.fan.ageState === "unknown",
      previews,
    };
  },
});

/** What the fan sees it called. */
export function nameOfOffer(
  offer: { readonly layer: string; readonly pack: { readonly name: string } | null },
  language: Language,
): string {
  const { sales, custom } = texts(language);
  return offer.pack?.name ?? (offer.layer === "custom" ? custom.name : sales.subscriptionName);
}

async function newestPieces(context: AppContext, avatarId: string) {
  return await context.database.prisma.piece.findMany({
    where: subscriberPieces(avatarId),
    include: { asset: true },
    orderBy: { approvedAt: "desc" },
    take: PREVIEWS,
  });
}
