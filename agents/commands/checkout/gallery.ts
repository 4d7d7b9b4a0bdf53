// What a paid gallery shows to the bearer of its link; the unlock is read at every opening (trust T16).
import { z } from "zod";
import { allowedExplicitness } from "../../domain/trust/explicitness.ts";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, type Language } from "../../texts/texts.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";

export type GalleryPage =
  | { readonly state: "waiting" | "closed"; readonly language: Language }
  | {
      readonly state: "open";
      readonly language: Language;
      readonly avatar: string;
      readonly pack: string;
      readonly until: Date;
      readonly sandbox: boolean;
      readonly pictures: readonly { readonly url: string; readonly width: number; readonly height: number }[];
    };

export const openGallery = defineInternal({
  name: "gallery.open",
  input: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,80}$/) }),
  run: async (context, { token }): Promise<GalleryPage> => {
    const purchase = await context.database.prisma.purchase.findUnique({
      where: { galleryToken: token },
      include: {
        fan: true,
        avatar: true,
        offer: {
          include: {
            pack: {
              include: { pieces: { include: { piece: { include: { asset: true } } }, orderBy: { position: "asc" } } },
            },
          },
        },
      },
    });
    if (!purchase?.offer.pack) throw new AppError("not_found", "no such gallery");
    const language: Language = isLanguage(purchase.fan.language) ? purchase.fan.language : "en";
    if (purchase.state === "pending") return { state: "waiting", language };
    const now = context.clock.now();
    const open =
      purchase.state === "paid" && purchase.unlockedAt && purchase.galleryExpiresAt && purchase.galleryExpiresAt > now;
    if (!open || purchase.fan.ageState === "minor") return { state: "closed", language };
    const ceiling = allowedExplicitness({
      action: "read",
      channel: "gallery",
      workspaceLimit: 10,
      ageState: purchase.fan.ageState,
      ageVerifierConfigured: false,
    });
    const shown = purchase.offer.pack.pieces.filter(
      ({ piece }) => piece.asset && !piece.asset.heldAt && piece.explicitness <= ceiling,
    );
    const pictures = shown.map(({ piece }) => ({
      url: mediaPath(context, piece.asset?.storageKey ?? ""),
      width: piece.asset?.width ?? 0,
      height: piece.asset?.height ?? 0,
    }));
    return {
      state: "open",
      language,
      avatar: purchase.avatar.name,
      pack: purchase.offer.pack.name,
      until: purchase.galleryExpiresAt ?? now,
      sandbox: purchase.sandbox,
      pictures,
    };
  },
});
