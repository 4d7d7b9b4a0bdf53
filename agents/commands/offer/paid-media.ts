// What a message of paid media carries, read from its offer: the pack's pieces, what is asked for them, and the intent that
// comes back with the purchase.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { allowedExplicitness } from "../../domain/trust/explicitness.ts";
import type { FanChannel, PaidMedia } from "../../ports/fan-channel.ts";
import type { AppContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { mayBeSoldBy, PACK_FACTS } from "./salable.ts";
import { isOpenOffer } from "./shown-offer.ts";

/** `form` of such a message; its text is the caption. */
export const PAID_MEDIA = "paid_media";

/** null: the offer, its purchase or one of its pieces may not be sold any more, or is asked for in no currency of the channel. */
export async function paidMediaOf(
  context: AppContext,
  { info }: FanChannel,
  { offerId, text }: Pick<OutboundMessage, "offerId" | "text">,
): Promise<PaidMedia | null> {
  const now = context.clock.now();
  const offer = await context.database.prisma.offer.findUnique({
    where: { id: offerId ?? "" },
    include: {
      fan: true,
      pack: { include: PACK_FACTS },
      purchases: {
        where: { state: "pending", reservedUntil: { gt: now }, quoteCurrency: info.paidMedia?.currency ?? "" },
      },
    },
  });
  const [purchase] = offer?.purchases ?? [];
  if (!offer?.pack || !purchase?.quoteAmount || !purchase.quoteCurrency || !isOpenOffer(offer, now)) return null;
  if (offer.fan.offersFrozenAt || !mayBeSoldBy(purchase.provider, offer.pack, offer.fan)) return null;
  const files = await paidFiles(context, offer.pack.id, info);
  if (files.length === 0) return null;
  const ceiling = (mediaProvider: string) =>
    allowedExplicitness({
      ...{ action: "send", channel: info.platform, workspaceLimit: 10, mediaProvider },
      ...{ ageState: offer.fan.ageState, ageVerifierConfigured: false },
    });
  if (files.some(({ explicitness, provider }) => explicitness > ceiling(provider))) return null;
  return {
    intentId: purchase.intentId,
    price: { amount: purchase.quoteAmount, currency: purchase.quoteCurrency },
    items: await Promise.all(
      files.map(async ({ isVideo, key }) => ({
        kind: isVideo ? ("video" as const) : ("image" as const),
        url: await mediaLink(context, key),
      })),
    ),
    caption: text,
  };
}

/** The pack's first pieces that may be shown, as many as the channel takes in one message. */
export async function paidFiles(context: AppContext, packId: string, { paidMedia }: FanChannel["info"]) {
  const rows = await context.database.prisma.packPiece.findMany({
    where: { packId, piece: { state: { in: ["approved", "published"] }, asset: { is: { heldAt: null } } } },
    include: { piece: { include: { asset: true } } },
    orderBy: { position: "asc" },
    take: paidMedia?.mostItems ?? 0,
  });
  return rows.flatMap(({ piece: { asset, explicitness } }) =>
    asset
      ? [
          {
            key: asset.storageKey,
            isVideo: asset.contentType.startsWith("video/"),
            provider: asset.provider,
            synthetic: asset.synthetic,
            explicitness,
          },
        ]
      : [],
  );
}
