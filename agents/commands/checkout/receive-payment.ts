// A verified payment notice taken in, once; settling it is a job (trust T2, T3).
import { z } from "zod";
import { usdFromCents } from "../../kernel/money.ts";
import type { VerifiedPaymentEvent } from "../../ports/checkout.ts";
import { applyPayment } from "../../work-orders/apply-payment.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineInternal } from "../internal.ts";

export const receivePayment = defineInternal({
  name: "payment.receive",
  input: z.object({ event: z.custom<VerifiedPaymentEvent>() }),
  run: async (context, { event }): Promise<{ readonly state: "received" | "duplicate" }> => {
    const id = context.ids.next("payment");
    const now = context.clock.now();
    return await context.database.prisma.$transaction(async (tx) => {
      const inserted = await tx.paymentEvent.createMany({
        data: [
          {
            id,
            provider: event.provider,
            eventId: event.eventId,
            kind: event.kind,
            intentId: event.intentId,
            chargeId: event.chargeId,
            amountUsd: event.currency === "USD" ? usdFromCents(event.amountCents) : null,
            currency: event.currency,
            payload: {
              payee: event.payee,
              ...(event.payer ? { payer: event.payer } : {}),
              ...(event.currency === "USD" ? {} : { amount: event.amountCents }),
              occurredAt: event.occurredAt.toISOString(),
              ...(event.subscriptionId ? { subscriptionId: event.subscriptionId } : {}),
              ...(event.periodEnd ? { periodEnd: event.periodEnd.toISOString() } : {}),
            },
            receivedAt: now,
          },
        ],
        skipDuplicates: true,
      });
      if (inserted.count === 0) return { state: "duplicate" };
      await enqueue(tx, context.ids, context.clock, applyPayment, { paymentEventId: id });
      return { state: "received" };
    });
  },
});
