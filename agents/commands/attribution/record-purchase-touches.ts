// What a payment is owed to, fixed in the transaction that records it.
import type { FanTouch } from "../../../prisma/generated/client/client.ts";
import { ATTRIBUTION_WINDOW_DAYS, attribute, TOUCH_POSITIONS } from "../../domain/sales/attribution.ts";
import type { AppContext, Transaction } from "../context.ts";

const MOST_TOUCHES = 1_000;

/** A renewal is owed to what the first month was owed to. */
export async function recordPurchaseTouches(
  { ids, clock }: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  purchase: {
    readonly id: string;
    readonly fanId: string;
    readonly offerId: string;
    readonly subscriptionId: string | null;
  },
): Promise<void> {
  const now = clock.now();
  const earlier = purchase.subscriptionId === null ? [] : await ofFirstMonth(tx, purchase);
  const rows = earlier.length > 0 ? earlier : await fresh(tx, purchase.fanId, now);
  await tx.purchaseTouch.createMany({
    data: rows.map((row) => ({ ...row, id: ids.next("purchaseTouch"), purchaseId: purchase.id, createdAt: now })),
    skipDuplicates: true,
  });
}

function ofFirstMonth(tx: Transaction, { id, offerId }: { readonly id: string; readonly offerId: string }) {
  return tx.purchaseTouch.findMany({
    where: { purchase: { offerId, id: { not: id } } },
    orderBy: { createdAt: "asc" },
    distinct: ["position"],
    omit: { id: true, purchaseId: true, createdAt: true },
  });
}

/** From all the addresses of the fan. */
async function fresh(tx: Transaction, fanId: string, at: Date) {
  const touches = await tx.$queryRaw<FanTouch[]>`
    SELECT t.* FROM "FanTouch" t
    JOIN "FanAddress" a ON a."accountId" = t."accountId" AND a."externalId" = t."fanExternalId"
    WHERE a."fanId" = ${fanId} AND t."touchedAt" <= ${at}
    ORDER BY t."touchedAt" DESC LIMIT ${MOST_TOUCHES}`;
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
