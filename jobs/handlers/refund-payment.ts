// Carries out `payment.refund`.
import { refundNow } from "../../agents/commands/checkout/refund-now.ts";
import { refundPayment } from "../../agents/work-orders/refund-payment.ts";
import { defineHandler } from "./handler.ts";

export const refundPaymentHandler = defineHandler(refundPayment, (context, { purchaseId }, job) =>
  refundNow(context, purchaseId, job.signal),
);
