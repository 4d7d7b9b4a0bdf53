// What a payment is owed to, fixed in the transaction that records it.
import { ATTRIBUTION_WINDOW_DAYS, attribute, TOUCH_POSITIONS } from "../../domain/sales/attribution.ts";
import type { AppContext, Transaction } from "../context.ts";

const MOST_TOUCHES = 1_000;

/** A renewal is owed to what the first month was owed to. */
export async function recordPurchaseTouches(
  { ids, clock }: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  purchase: { readonly id: string; readonly fanId: string; readonly offerId: string },
): Promise<void> {
  const now = clock.now();
  const earlier = await tx.purchaseTouch.findMany({
    where: { purchase: { offerId: purchase.offerId, id: { not: purchase.id } } },
    orderBy: { createdAt: "asc" },
    distinct: ["position"],
    omit: { id: true, purchaseId: true, createdAt: true },
  });
  const rows = earlier.length > 0 ? earlier : await fresh(tx, purchase.fanId, now);
  await tx.purchaseTouch.createMany({
    data: rows.map((row) => ({ ...row, id: ids.next("purchaseTouch"), purchaseId: purchase.id, createdAt: now })),
    skipDuplicates: true,
  });
}

async function fresh(tx: Transaction, fanId: string, at: Date) {
  const addresses = await tx.fanAddress.findMany({ where: { fanId }, select: { accountId: true, externalId: true } });
  const own = addresses.map(({ accountId, externalId }) => ({ accountId, fanExternalId: externalId }));
  const touches = await tx.fanTouch.findMany({
    where: { OR: own, touchedAt: { lte: at } },
    orderBy: { touchedAt: "desc" },
    take: MOST_TOUCHES,
  });
  const found = attribute(touches, at);
  return TOUCH_POSITIONS.map((position) => {
    const touch = found[position];
    return {
      position,
      kind: touch?.kind ?? "unknown",
      postExternalId: touch?.postExternalId ?? null,
      postId: touch?.postId ?? null,
      templateKey: touch?.templateKey ?? null,
      ref: touch?.ref ?? null,
      touchedAt: touch?.touchedAt ?? null,
      windowDays: ATTRIBUTION_WINDOW_DAYS,
    };
  });
}
