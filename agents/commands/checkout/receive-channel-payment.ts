// A payment that its channel told of: the account says whom it went to, the chat who paid (trust T3).
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext } from "../context.ts";
import { callInternal } from "../internal.ts";
import { receivePayment } from "./receive-payment.ts";
import { payeeOf } from "./start-checkout.ts";

type PaymentEvent = Extract<ChannelEvent, { kind: "payment" }>;

/** @returns false when it came in before */
export async function receiveChannelPayment(
  context: AppContext,
  platform: string,
  { payment, accountExternalId, fanExternalId }: PaymentEvent,
): Promise<boolean> {
  const account = await context.database.prisma.account.findFirst({
    where: { platform, externalId: accountExternalId },
  });
  const payee = account ? payeeOf(account.avatarId) : `${platform}:${accountExternalId}`;
  const event = { ...payment, payee, payer: fanExternalId };
  return (await callInternal(context, receivePayment, { event })).state === "received";
}
