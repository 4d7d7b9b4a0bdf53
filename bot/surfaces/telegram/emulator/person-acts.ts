// What people do beside writing and tapping: send things, react, pay, and end what they subscribed to.
import type { BotApiWorld } from "./bot-api.ts";
import { paidMediaIn } from "./paid-media.ts";
import type { PaymentOutcome, StarCharge, StarInvoice } from "./star-payments.ts";
import { personUser, wireChat, wireMessage } from "./wire-message.ts";

const LANGUAGE = "en";

export function personSends(
  world: BotApiWorld,
  userId: number,
  content: Readonly<Record<string, unknown>>,
  caption: string,
): number {
  world.log.open(userId);
  const message = world.log.add({
    chatId: userId,
    senderId: userId,
    content: { text: caption, entities: [] },
    date: world.nowSeconds(),
    more: content,
  });
  return world.updates.push({ message: wireMessage(message, world.bot) });
}

export function personReacts(world: BotApiWorld, userId: number, messageId: number, emoji?: string): number {
  return world.updates.push({
    message_reaction: {
      chat: wireChat(userId),
      message_id: messageId,
      user: personUser(userId, LANGUAGE),
      date: world.nowSeconds(),
      old_reaction: [],
      new_reaction: emoji === undefined ? [] : [{ type: "emoji", emoji }],
    },
  });
}

export async function personPays(
  world: BotApiWorld,
  userId: number,
  link: string,
  limitMs?: number,
): Promise<PaymentOutcome> {
  const invoice = world.stars.invoice(link);
  const { payload, amount } = invoice;
  const answer = await world.stars.ask((id) => {
    world.updates.push({
      pre_checkout_query: {
        ...{ id, from: personUser(userId, LANGUAGE), currency: "XTR", total_amount: amount, invoice_payload: payload },
      },
    });
  }, limitMs);
  if (!answer) return { state: "timed_out" };
  if (!answer.ok) return { state: "refused", message: answer.message };
  const charge = world.stars.charge(userId, invoice);
  return { state: "paid", charge, updateId: tellPayment(world, charge, invoice, true) };
}

export function renewSubscription(world: BotApiWorld, firstChargeId: string): StarCharge {
  const first = world.stars.charges.find((charge) => charge.id === firstChargeId);
  if (!first?.isRecurring || first.isCanceled || first.isRefunded) throw new Error("no such subscription runs");
  const { payload, amount, userId } = first;
  const invoice = { link: "", title: "", description: "", payload, amount, periodSeconds: 2_592_000 };
  const charge = world.stars.charge(userId, invoice);
  tellPayment(world, charge, invoice, false);
  return charge;
}

export function changeSubscription(
  world: BotApiWorld,
  firstChargeId: string,
  state: "canceled" | "active" | "failed",
): void {
  const first = world.stars.charges.find((charge) => charge.id === firstChargeId);
  if (!first?.isRecurring) throw new Error("there is no such subscription");
  if (state !== "failed") first.isCanceled = state === "canceled";
  const user = personUser(first.userId, LANGUAGE);
  world.updates.push({ subscription: { user, invoice_payload: first.payload, state } });
}

export function tellRefund(world: BotApiWorld, charge: StarCharge): void {
  personSends(world, charge.userId, { refunded_payment: paymentFacts(charge) }, "");
}

/** A service message of the person's, as the real server sends it. */
function tellPayment(world: BotApiWorld, charge: StarCharge, { periodSeconds }: StarInvoice, isFirst: boolean): number {
  const recurring =
    periodSeconds === undefined
      ? {}
      : {
          subscription_expiration_date: charge.date + periodSeconds,
          is_recurring: true,
          ...(isFirst ? { is_first_recurring: true } : {}),
        };
  return personSends(world, charge.userId, { successful_payment: { ...paymentFacts(charge), ...recurring } }, "");
}

/** Pays what a message asks: nobody is asked before, and the bot is told who bought what. */
export function personBuysMedia(
  world: BotApiWorld,
  userId: number,
  messageId: number,
): { readonly charge: StarCharge; readonly updateId: number | null } {
  const paid = paidMediaIn(world, userId, messageId);
  const charge = world.stars.charge(
    userId,
    { payload: paid.payload, amount: paid.stars, periodSeconds: undefined },
    true,
  );
  if (paid.payload === "") return { charge, updateId: null };
  const from = personUser(userId, LANGUAGE);
  const updateId = world.updates.push({ purchased_paid_media: { from, paid_media_payload: paid.payload } });
  return { charge, updateId };
}

function paymentFacts({ id, payload, amount, isPaidMedia }: StarCharge) {
  return {
    currency: "XTR",
    total_amount: amount,
    invoice_payload: isPaidMedia ? "" : payload,
    telegram_payment_charge_id: id,
    provider_payment_charge_id: "",
  };
}
