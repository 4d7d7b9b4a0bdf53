// Asks the provider to give back what was paid and may not stay paid. The event that tells of it closes the purchase.
import { centsFromUsd } from "../../kernel/money.ts";
import type { AppContext } from "../context.ts";
import { checkoutsOf } from "../offer/salable.ts";
import { paidThrough } from "./paid-through.ts";

/** A retry asks with the same key: the provider gives back once. Without a provider that can, or its chat, a person does it. */
export async function refundNow(context: AppContext, purchaseId: string, signal: AbortSignal): Promise<void> {
  const purchase = await context.database.prisma.purchase.findUnique({ where: { id: purchaseId } });
  if (!purchase?.refundDueReason || !purchase.chargeId || !purchase.paidAt) return;
  const checkout = checkoutsOf(context).find(({ info }) => info.provider === purchase.provider);
  const isOfChannel = checkout?.info.channel !== undefined;
  const through = isOfChannel ? await paidThrough(context, purchase.offerId) : null;
  if (!checkout?.refund || (isOfChannel && !through)) {
    context.log.warn("refund is due by hand", { purchaseId, reason: purchase.refundDueReason });
    return;
  }
  await checkout.refund(
    {
      // Of a renewal too: the provider knows the charge.
      intentId: purchase.intentId,
      chargeId: purchase.chargeId,
      amountCents: centsFromUsd(purchase.amountUsd) - centsFromUsd(purchase.refundedUsd),
      idempotencyKey: `refund:${purchase.id}`,
      ...(through ? { through } : {}),
    },
    signal,
  );
}
