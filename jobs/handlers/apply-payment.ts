// Carries out `payment.apply`.
import { settlePayment } from "../../agents/commands/checkout/settle-payment.ts";
import { applyPayment } from "../../agents/work-orders/apply-payment.ts";
import { defineHandler } from "./handler.ts";

export const applyPaymentHandler = defineHandler(applyPayment, async (context, { paymentEventId }) => {
  await settlePayment(context, paymentEventId);
});
