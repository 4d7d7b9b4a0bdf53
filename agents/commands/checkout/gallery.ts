// What a paid gallery shows to the bearer of its link; the unlock is read at every opening (trust T16).
import { z } from "zod";
import { entitledUntil, subscriptionState } from "../../domain/sales/subscription.ts";
import { allowedExplicitness, mayBeMinor } from "../../domain/trust/explicitness.ts";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, type Language } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";
import { subscriberPieces } from "../subscription/subscriber-pieces.ts";
import { nameOfOffer } from "./offer-page.ts";

export type GalleryPage =
  | { readonly state: "waiting" | "closed"; readonly language: Language }
  /** Paid, and still to be made. */
  | { readonly state: "making"; readonly language: Language; readonly dueAt: Date | null }
  | {
      readonly state: "open";
      readonly language: Language;
      readonly avatar: string;
      readonly pack: string;
      readonly until: Date;
      /** Another month follows by itself, until the fan ends it. */
      readonly renews: boolean;
      readonly sandbox: boolean;
      readonly pictures: readonly {
        readonly url: string;
        readonly width: number;
        readonly height: number;
        /** Of a film, its still; absent: a picture. */
        readonly poster?: string;
      }[];
    };

/** Of a subscription, the newest. */
const MOST_PIECES = 300;

export const openGallery = defineInternal({
  name: "gallery.open",
  input: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,80}$/) }),
  run: async (context, { token }): Promise<GalleryPage> => {
    const purchase = await context.database.prisma.purchase.findUnique({
      where: { galleryToken: token },
      include: {
        fan: true,
        avatar: true,
        subscription: true,
        offer: {
          include: {
            customRequest: {
              include: { pieces: { include: { piece: { include: { asset: true } } }, orderBy: { position: "asc" } } },
            },
            pack: {
              include: { pieces: { include: { piece: { include: { asset: true } } }, orderBy: { position: "asc" } } },
            },
          },
        },
      },
    });
    const isSubscription = purchase?.offer.layer === "subscription";
    const custom = purchase?.offer.customRequest;
    if (!purchase || !(purchase.offer.pack || isSubscription || custom))
      throw new AppError("not_found", "no such gallery");
    const language: Language = isLanguage(purchase.fan.language) ? purchase.fan.language : "en";
    if (purchase.state === "pending") return { state: "waiting", language };
    if (custom?.state === "paid" && purchase.unlockedAt) return { state: "making", language, dueAt: custom.dueAt };
    const now = context.clock.now();
    const access = isSubscription ? await subscribed(context, purchase.subscription, now) : bought(purchase, now);
    if (!access || mayBeMinor(purchase.fan.ageState)) return { state: "closed", language };
    const ceiling = allowedExplicitness({
      action: "read",
      channel: "gallery",
      workspaceLimit: 10,
      ageState: purchase.fan.ageState,
      ageVerifierConfigured: false,
    });
    const pieces = access.pieces ?? (purchase.offer.pack ?? custom)?.pieces.map(({ piece }) => piece) ?? [];
    const shown = pieces.filter((piece) => piece.asset && !piece.asset.heldAt && piece.explicitness <= ceiling);
    const pictures = shown.map((piece) => ({
      url: mediaPath(context, piece.asset?.storageKey ?? ""),
      width: piece.asset?.width ?? 0,
      height: piece.asset?.height ?? 0,
      ...(piece.asset?.contentType.startsWith("video/")
        ? { poster: piece.asset.thumbnailKey ? mediaPath(context, piece.asset.thumbnailKey) : "" }
        : {}),
    }));
    return {
      state: "open",
      language,
      avatar: purchase.avatar.name,
      pack: nameOfOffer(purchase.offer, language),
      until: access.until,
      renews: access.renews,
      sandbox: purchase.sandbox,
      pictures,
    };
  },
});

function bought(
  purchase: {
    readonly state: string;
    readonly unlockedAt: Date | null;
    readonly galleryExpiresAt: Date | null;
  },
  now: Date,
) {
  const until = purchase.galleryExpiresAt;
  const open = purchase.state === "paid" && purchase.unlockedAt && until && until > now;
  return open ? { until, renews: false, pieces: null } : null;
}

/** Judged at every opening: what lapsed since is closed, whether or not its row says so yet. */
async function subscribed(
  { database }: AppContext,
  row: {
    readonly avatarId: string;
    readonly startedAt: Date;
    readonly renewsAt: Date;
    readonly canceledAt: Date | null;
    readonly stoppedAt: Date | null;
    readonly endedAt: Date | null;
    readonly sandbox: boolean;
  } | null,
  now: Date,
) {
  if (!row || row.endedAt) return null;
  const facts = { ...row, paidUntil: row.renewsAt };
  const state = subscriptionState(facts, now);
  if (state === "ended") return null;
  const pieces = await database.prisma.piece.findMany({
    where: subscriberPieces(row.avatarId, row),
    include: { asset: true },
    orderBy: { approvedAt: "desc" },
    take: MOST_PIECES,
  });
  const until = state === "canceled" ? (entitledUntil(facts) ?? now) : row.renewsAt;
  return { until, renews: state !== "canceled", pieces };
}
