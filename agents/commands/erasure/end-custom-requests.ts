// What a fan who is erased wanted made for them: the words go, what was paid stays a figure, and what was paid but not yet
// made is given back, since nobody is left to hand it to (trust C17).
import { enqueue } from "../../work-orders/enqueue.ts";
import { refundPayment } from "../../work-orders/refund-payment.ts";
import type { AppContext, Transaction } from "../context.ts";

export async function endCustomRequests(
  context: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  fanId: string,
): Promise<void> {
  const ofFan = { fanId };
  const unmade = await tx.purchase.findMany({
    where: { ...ofFan, state: "paid", refundDueReason: null, offer: { customRequest: { is: { state: "paid" } } } },
    select: { id: true },
  });
  for (const { id: purchaseId } of unmade) {
    await tx.purchase.update({ where: { id: purchaseId }, data: { refundDueReason: "not_delivered" } });
    await enqueue(tx, context.ids, context.clock, refundPayment, { purchaseId });
  }
  // Nothing was ever paid for these.
  await tx.customRequest.deleteMany({ where: { ...ofFan, paidAt: null } });
  await tx.customStep.deleteMany({ where: { request: ofFan } });
  await tx.customPiece.deleteMany({ where: { request: ofFan } });
  await tx.customRequest.updateMany({
    where: { ...ofFan, state: "paid" },
    data: { state: "canceled", closedAt: context.clock.now() },
  });
  await tx.customRequest.updateMany({ where: ofFan, data: { wish: "", note: "", conversationId: null } });
}
