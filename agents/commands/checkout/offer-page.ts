// What the page of an offer shows, and the step from it to payment. The bearer of the token sees no more than the offer.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { centsFromUsd, usdFromCents } from "../../kernel/money.ts";
import { isLanguage, type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";
import { isSalable, PACK_FACTS } from "../offer/salable.ts";

export type OfferPage =
  | { readonly state: "gone"; readonly language: Language }
  | {
      readonly state: "open";
      readonly language: Language;
      readonly avatar: string;
      readonly pack: string;
      readonly pieces: number;
      readonly priceCents: number;
      readonly sandbox: boolean;
      readonly needsAdult: boolean;
      readonly previews: readonly string[];
    };

const Token = z.string().regex(/^[A-Za-z0-9_-]{20,80}$/);
const PREVIEWS = 3;
/** Above this level the fan must be a declared adult (trust C7). */
const UNKNOWN_AGE_LIMIT = 3;

async function findOpenOffer(context: AppContext, token: string) {
  const offer = await context.database.prisma.offer.findUnique({
    where: { token },
    include: {
      avatar: true,
      fan: true,
      conversation: true,
      pack: {
        include: {
          ...PACK_FACTS,
          pieces: { include: { piece: { include: { asset: true } } }, orderBy: { position: "asc" } },
        },
      },
    },
  });
  if (!offer) throw new AppError("not_found", "no such offer");
  const locked = offer.conversation?.minorLockedAt || offer.fan.ageState === "minor" || offer.fan.blockedAt;
  const open = (offer.state === "shown" || offer.state === "draft") && offer.expiresAt > context.clock.now() && !locked;
  const language: Language = isLanguage(offer.fan.language) ? offer.fan.language : "en";
  return { offer, open, language };
}

export const offerPage = defineInternal({
  name: "offer.page",
  input: z.object({ token: Token }),
  run: async (context, { token }): Promise<OfferPage> => {
    const { offer, open, language } = await findOpenOffer(context, token);
    if (!open || !offer.pack) return { state: "gone", language };
    const previewable = offer.pack.pieces.filter(({ piece }) => piece.tier === "safe" && piece.asset?.thumbnailKey);
    const previews = previewable
      .slice(0, PREVIEWS)
      .map(({ piece }) => mediaPath(context, piece.asset?.thumbnailKey ?? ""));
    return {
      state: "open",
      language,
      avatar: offer.avatar.name,
      pack: offer.pack.name,
      pieces: offer.pack.pieceCount,
      priceCents: centsFromUsd(offer.priceUsd),
      sandbox: offer.sandbox,
      needsAdult: offer.fan.ageState === "unknown",
      previews,
    };
  },
});

/** Payee of an avatar's sales as the payment provider knows it. */
export function payeeOf(avatarId: string): string {
  return `vixenbliss:${avatarId}`;
}

export const startCheckout = defineInternal({
  name: "offer.checkout",
  input: z.object({ token: Token, adult: z.boolean() }),
  run: async (context, { token, adult }): Promise<{ readonly url: string }> => {
    const { checkout } = context.ports;
    const { offer, open, language } = await findOpenOffer(context, token);
    const words = texts(language).sales;
    if (!open || !offer.pack) throw new AppError("expired", words.offerGone);
    if (!checkout) throw new AppError("not_configured", words.noCheckout);
    if (offer.fan.ageState === "unknown" && !adult)
      throw new AppError("refused", words.offerNeedsAdult, { field: "adult" });
    const ageState = offer.fan.ageState === "unknown" ? "declared_adult" : offer.fan.ageState;
    if (offer.pack.explicitTo > UNKNOWN_AGE_LIMIT && !isSalable(context, offer.pack, ageState))
      throw new AppError("refused", words.offerGone);
    // Built-in previews are never sold for real (domain 3).
    const preview = offer.pack.pieces.some(({ piece }) => piece.asset?.synthetic);
    if (preview && !checkout.info.sandbox)
      throw new AppError("refused", words.offerGone, { reason: "synthetic_preview" });
    const purchase = await pendingPurchase(context, offer, checkout.info);
    return await checkout.createPage(
      {
        intentId: purchase.intentId,
        amountCents: centsFromUsd(purchase.amountUsd),
        currency: "USD",
        description: words.checkoutDescription(offer.pack.name, offer.avatar.name),
        payee: payeeOf(offer.avatarId),
        returnUrl: `${context.installation.publicUrl()}/g/${purchase.galleryToken}`,
      },
      AbortSignal.timeout(15_000),
    );
  },
});

/** One intent per offer: opening the page twice does not make two purchases. */
async function pendingPurchase(
  context: AppContext,
  offer: {
    readonly id: string;
    readonly avatarId: string;
    readonly fanId: string;
    readonly priceUsd: { toString(): string };
  },
  provider: { readonly provider: string; readonly sandbox: boolean },
) {
  return await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Offer" WHERE id = ${offer.id} FOR UPDATE`;
    await tx.fan.updateMany({ where: { id: offer.fanId, ageState: "unknown" }, data: { ageState: "declared_adult" } });
    const pending = await tx.purchase.findFirst({
      where: { offerId: offer.id, state: "pending", provider: provider.provider },
    });
    if (pending) return pending;
    return await tx.purchase.create({
      data: {
        id: context.ids.next("purchase"),
        avatarId: offer.avatarId,
        fanId: offer.fanId,
        offerId: offer.id,
        provider: provider.provider,
        intentId: context.ids.secret(),
        amountUsd: usdFromCents(centsFromUsd(offer.priceUsd)),
        sandbox: provider.sandbox,
        galleryToken: context.ids.secret(),
        createdAt: context.clock.now(),
      },
    });
  });
}
