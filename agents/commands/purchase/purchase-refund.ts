// Give a payment back, whole: the provider is asked for it where it can be; its own event then closes the gallery and
// corrects the ledger (trust C19). Where it cannot, the purchase is marked for whoever does it by hand.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { refundPayment } from "../../work-orders/refund-payment.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { checkoutsOf } from "../offer/salable.ts";
import { transact } from "../transact.ts";

const Output = z.object({ id: z.string(), amountCents: z.number(), byProvider: z.boolean() });

export const purchaseRefund = defineCommand({
  name: "purchase.refund",
  role: "owner",
  effect: "irreversible",
  input: z.object({ purchase: z.string() }),
  output: Output,
  positional: ["purchase"],
  errors: ["not_found", "conflict"],
  estimate: async (context, input) => {
    const { row, amountCents, byProvider } = await refundable(context, input.purchase);
    const words = texts(context.actor.language).limits;
    return {
      costMicros: 0,
      avatarId: row.avatarId,
      lines: [
        { label: words.refunds, value: row.fan.displayName || row.id },
        { label: words.amount, value: formatUsd(amountCents * 10_000) },
        { label: words.how, value: byProvider ? words.byProvider(row.provider) : words.byHand(row.provider) },
      ],
    };
  },
  run: async (context, input) => {
    const { row, amountCents, byProvider } = await refundable(context, input.purchase);
    await transact(context, async (tx) => {
      await tx.purchase.update({
        where: { id: row.id },
        data: { refundDueReason: row.refundDueReason ?? "by_operator" },
      });
      await enqueue(tx, context.ids, context.clock, refundPayment, { purchaseId: row.id });
    });
    return { id: row.id, amountCents, byProvider };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).limits;
    return {
      title: words.refundAsked(formatUsd(output.amountCents * 10_000)),
      tone: output.byProvider ? "good" : "warning",
      text: output.byProvider ? words.refundFollows : words.refundByHand,
    };
  },
  subject: (_input, output) => output.id,
});

async function refundable(context: CommandContext, id: string) {
  const words = texts(context.actor.language).limits;
  const row = await context.database.prisma.purchase.findFirst({
    where: { id, avatar: ownOnly(context) },
    include: { fan: { select: { displayName: true } } },
  });
  if (!row) throw new AppError("not_found", words.purchaseNotFound, { field: "purchase" });
  const amountCents = centsFromUsd(row.amountUsd) - centsFromUsd(row.refundedUsd);
  if (row.state !== "paid" || amountCents <= 0)
    throw new AppError("conflict", words.notRefundable, { field: "purchase" });
  const seller = checkoutsOf(context).find(({ info }) => info.provider === row.provider);
  return { row, amountCents, byProvider: seller?.refund !== undefined };
}
