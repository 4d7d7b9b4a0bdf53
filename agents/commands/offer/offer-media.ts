// Send a pack to one fan as media that is paid for in the chat itself. The price is the pack's; the channel asks nobody
// before it takes the money, so the amount is held against the fan's limits as soon as it is offered (trust C7, C14, C16).
import { z } from "zod";
import { within } from "../../../prisma/row-function.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, usdFromCents } from "../../kernel/money.ts";
import type { Checkout, Quote } from "../../ports/checkout.ts";
import type { PaidMediaLimits } from "../../ports/fan-channel.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import { sendNow } from "../conversation/send-now.ts";
import { judgeFanSpend, lockFan } from "../limit/spend.ts";
import { transact } from "../transact.ts";
import { type Conversation, chosenOffer, refuseOffer } from "./offer-make.ts";
import { PAID_MEDIA, paidFiles } from "./paid-media.ts";
import { checkoutsFor, mayBeSoldBy, PACK_FACTS } from "./salable.ts";
import { OPEN_OFFER_STATES, offerToShow, writeOffer } from "./shown-offer.ts";

/** What is not paid by then counts towards the fan's limits no more; paid later, it is judged when it is told of. */
const HELD_MS = DAY_MS;

export const offerMedia = defineCommand({
  name: "offer.media",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string(), pack: z.string() }),
  output: z.object({
    id: z.string(),
    pack: z.string(),
    fan: z.string(),
    priceCents: z.number(),
    asked: z.object({ amount: z.number(), currency: z.string() }),
    items: z.number(),
    pieces: z.number(),
  }),
  positional: ["conversation", "pack"],
  errors: ["not_found", "refused", "not_configured"],
  run: async (context, input) => {
    const conversation = await findConversation(context, input.conversation);
    const { pack, channel, limits, seller } = await sellable(context, conversation, input.pack);
    const files = await paidFiles(context, pack.id, channel.info);
    if (files.length === 0 || files.some(({ synthetic }) => synthetic && !seller.info.sandbox))
      throw refuseOffer(context, "explicitness");
    const offered = await writeRows(context, conversation, { pack, seller, limits, count: files.length });
    return { ...offered, pack: pack.name, fan: fanName(conversation), items: files.length, pieces: pack.pieceCount };
  },
  view: ({ pack, fan, priceCents, asked, items, pieces }, { actor }) => {
    const words = texts(actor.language).sales;
    const price = formatUsd(priceCents * 10_000);
    return {
      title: words.paidMediaMade(pack, fan),
      tone: "good",
      fields: [
        { label: words.price, value: price },
        { label: words.paidMediaPrice, value: words.offerQuote(asked.amount, asked.currency, price) },
        { label: words.pieces, value: words.paidMediaItems(items, pieces) },
      ],
    };
  },
  subject: (_input, output) => output.id,
});

async function sellable(context: CommandContext, conversation: Conversation, reference: string) {
  const { platform } = conversation.account;
  const channel = context.ports.channels[platform];
  const seller = checkoutsFor(context, platform).find(({ info }) => info.channel === platform);
  const limits = channel?.info.paidMedia;
  if (!channel?.sendPaid || !limits || !seller) throw refuseOffer(context, "channel_media");
  const { id } = await chosenOffer(context, conversation, reference);
  if (id === null) throw refuseOffer(context, "only_packs");
  // There is no page on which they would say it.
  if (conversation.fan.ageState === "unknown") throw refuseOffer(context, "age");
  const pack = await context.database.prisma.pack.findUniqueOrThrow({ where: { id }, include: PACK_FACTS });
  if (!mayBeSoldBy(seller.info.provider, pack, conversation.fan)) throw refuseOffer(context, "provider");
  return { pack, channel, limits, seller };
}

interface Sale {
  readonly pack: { readonly id: string; readonly name: string; readonly priceUsd: { toString(): string } };
  readonly seller: Checkout;
  readonly limits: PaidMediaLimits;
  readonly count: number;
}

/** Offer, purchase to be paid, and message; one open message of a pack at a time. */
async function writeRows(
  context: CommandContext,
  conversation: Conversation,
  { pack, seller, limits, count }: Sale,
): Promise<{ readonly id: string; readonly priceCents: number; readonly asked: Quote }> {
  const { fanId, avatarId, id: conversationId } = conversation;
  const language = isLanguage(conversation.fan.language) ? conversation.fan.language : "en";
  const { provider, sandbox } = seller.info;
  return await transact(context, async (tx) => {
    if (!(await lockFan(tx, fanId)))
      throw new AppError("not_found", texts(context.actor.language).fans.conversationNotFound);
    const now = context.clock.now();
    const open = await tx.offer.findFirst({
      where: { fanId, packId: pack.id, layer: "pack", state: { in: [...OPEN_OFFER_STATES] }, expiresAt: { gt: now } },
      include: { purchases: { where: { state: "pending", reservedUntil: { gt: now } } } },
      orderBy: { createdAt: "desc" },
    });
    // A second message would be a second thing to pay for.
    const message = {
      offerId: open?.id ?? "",
      form: PAID_MEDIA,
      NOT: [{ state: "blocked" as const }, { state: "failed" as const }, { state: "discarded" as const }],
    };
    if (open && open.purchases.length > 0 && (await tx.outboundMessage.count({ where: message })) > 0)
      throw refuseOffer(context, "in_chat");
    const offer = offerToShow(context, pack, open);
    const asked = seller.quote?.(offer.priceCents);
    if (asked?.currency !== limits.currency) throw refuseOffer(context, "channel_media");
    if (asked.amount > limits.mostAmount) throw refuseOffer(context, "too_dear");
    const decision = await judgeFanSpend(
      within(tx),
      { fanId, avatarId, sandbox },
      offer.priceCents,
      now,
      open?.purchases[0]?.id,
    );
    if (!decision.allowed) throw refuseOffer(context, "limit");
    await writeOffer(context, tx, offer, { avatarId, fanId, conversationId }, now);
    await tx.purchase.updateMany({
      where: { offerId: offer.id, state: "pending" },
      data: { state: "expired", expiredAt: now },
    });
    await tx.purchase.create({
      data: {
        ...{ id: context.ids.next("purchase"), avatarId, fanId, offerId: offer.id, provider, sandbox },
        ...{ intentId: context.ids.secret(), galleryToken: context.ids.secret() },
        ...{ amountUsd: usdFromCents(offer.priceCents), quoteAmount: asked.amount, quoteCurrency: asked.currency },
        ...{ reservedUntil: new Date(now.getTime() + HELD_MS), createdAt: now },
      },
    });
    const text = texts(language).fans.paidMediaLine(pack.name, count);
    const by = { author: "operator" as const, operatorId: context.actor.id };
    await sendNow(context, tx, conversation, { kind: "offer", text, offerId: offer.id, form: PAID_MEDIA, ...by });
    return { id: offer.id, priceCents: offer.priceCents, asked };
  });
}
