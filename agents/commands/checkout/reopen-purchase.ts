// A dispute was won: what the money bought is the fan's again. Called under the fan's lock, in the transaction that settles
// the payment.

import type { AppContext, Transaction } from "../context.ts";
import { noteRegained } from "../custom/settle-custom.ts";
import { GALLERY_LIFE_MS } from "./gallery-life.ts";
import type { LockedPurchase } from "./settle-payment.ts";

/** A subscription's later months have no gallery of their own. */
export const isRenewal = ({ galleryToken }: Pick<LockedPurchase, "galleryToken">) => galleryToken === null;

/** Paid, and delivered or promised, before it was disputed. Else it has to fit like any payment that comes now. */
export async function wasUnlocked(tx: Transaction, purchase: LockedPurchase): Promise<boolean> {
  if (purchase.state !== "disputed" || purchase.paidAt === null) return false;
  if (isRenewal(purchase) || purchase.galleryExpiresAt !== null) return true;
  const { customRequestId: id } = purchase.offer;
  if (id === null) return false;
  return (await tx.customRequest.count({ where: { id, offerId: purchase.offerId, paidAt: { not: null } } })) > 0;
}

/** Silently: the fan has the link, and a person decides about them (trust C16). */
export async function reopen(context: AppContext, tx: Transaction, purchase: LockedPurchase): Promise<void> {
  const now = context.clock.now();
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      unlockedAt: now,
      // Nobody could look while it was closed.
      ...(purchase.galleryExpiresAt === null ? {} : { galleryExpiresAt: new Date(now.getTime() + GALLERY_LIFE_MS) }),
    },
  });
  if (isRenewal(purchase)) return;
  await tx.offer.update({ where: { id: purchase.offerId }, data: { state: "paid" } });
  await noteRegained(context, tx, purchase);
}
