// The end of a request nobody has paid for: its quotes are withdrawn with it.
import { z } from "zod";
import { OPEN_CUSTOM_STATES } from "../../domain/sales/custom-request.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { lockFan } from "../limit/spend.ts";
import { transact } from "../transact.ts";
import { type FoundCustom, paidPurchase } from "./find-custom.ts";
import { moveCustom, withdrawQuotes } from "./move-custom.ts";
import { movedMeanwhile, requireState } from "./write-quote.ts";

export const CloseInput = z.object({
  request: z.string().trim().min(1).max(120),
  note: z.string().trim().max(500).default(""),
});

/** @throws AppError `conflict`: it is paid, which only a refund ends, or closed already, or moved meanwhile */
export async function closeRequest(
  context: CommandContext,
  row: FoundCustom,
  to: "declined" | "canceled",
  note: string,
  also: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  const paid = paidPurchase(row);
  if (row.state === "paid" && paid) {
    const message = texts(context.actor.language).custom.alreadyPaid(paid.id);
    throw new AppError("conflict", message, { field: "request", reason: "custom_paid" });
  }
  requireState(context, row, ...OPEN_CUSTOM_STATES);
  await transact(context, async (tx) => {
    if (!(await lockFan(tx, row.fanId))) throw movedMeanwhile(context);
    const moved = await moveCustom(
      context,
      tx,
      { id: row.id, from: [row.state], offerId: row.offerId },
      { state: to, closedAt: context.clock.now() },
      { kind: to, text: note, operatorId: context.actor.id },
    );
    if (!moved) throw movedMeanwhile(context);
    await withdrawQuotes(context, tx, row.id);
    await also(tx);
  });
}
