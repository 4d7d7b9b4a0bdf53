// Offer a pack to one fan by hand; the price is the pack's, the message comes from the offer row (trust C15).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import { transact } from "../transact.ts";
import { isSalable, PACK_FACTS } from "./salable.ts";
import { OPEN_OFFER_STATES, offerToShow, writeOffer } from "./shown-offer.ts";

export const offerMake = defineCommand({
  name: "offer.make",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string(), pack: z.string() }),
  output: z.object({ id: z.string(), pack: z.string(), fan: z.string(), priceCents: z.number(), url: z.string() }),
  positional: ["conversation", "pack"],
  errors: ["not_found", "refused", "not_configured"],
  run: async (context, input) => {
    const conversation = await findConversation(context, input.conversation);
    const pack = await chosenPack(context, conversation, input.pack);
    const now = context.clock.now();
    const open = await context.database.prisma.offer.findFirst({
      where: {
        fanId: conversation.fanId,
        packId: pack.id,
        state: { in: [...OPEN_OFFER_STATES] },
        expiresAt: { gt: now },
      },
      orderBy: { createdAt: "desc" },
    });
    const offer = offerToShow(context, pack, open);
    const { id, priceCents, url } = offer;
    const language = isLanguage(conversation.fan.language) ? conversation.fan.language : "en";
    await transact(context, async (tx) => {
      const whose = { avatarId: conversation.avatarId, fanId: conversation.fanId, conversationId: conversation.id };
      await writeOffer(context, tx, offer, whose, now);
      const earlier = await tx.outboundMessage.count({
        where: { conversationId: conversation.id, upToSeq: conversation.lastSeq },
      });
      await tx.outboundMessage.create({
        data: {
          id: context.ids.next("outbound"),
          conversationId: conversation.id,
          upToSeq: conversation.lastSeq,
          ordinal: 100 + earlier,
          kind: "offer",
          author: "operator",
          text: texts(language).fans.offerLine(pack.name, formatUsd(priceCents * 10_000), url),
          offerId: id,
          operatorId: context.actor.id,
          createdAt: now,
        },
      });
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
    });
    return { id, pack: pack.name, fan: fanName(conversation), priceCents, url };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).sales;
    return {
      title: words.offerMade(output.pack, output.fan),
      tone: "good",
      fields: [{ label: words.price, value: formatUsd(output.priceCents * 10_000) }],
      links: [{ label: output.pack, url: output.url }],
    };
  },
  subject: (_input, output) => output.id,
});

async function chosenPack(
  context: CommandContext,
  conversation: Awaited<ReturnType<typeof findConversation>>,
  reference: string,
) {
  const words = texts(context.actor.language).sales;
  if (!context.ports.checkout) throw new AppError("not_configured", words.noCheckout, { remedy: "PAYMENT_SANDBOX=on" });
  const pack = await context.database.prisma.pack.findFirst({
    where: {
      avatarId: conversation.avatarId,
      active: true,
      OR: [{ id: reference }, { slug: reference.toLowerCase() }, { step: reference.toLowerCase() }],
    },
    include: PACK_FACTS,
    orderBy: { createdAt: "desc" },
  });
  if (!pack)
    throw new AppError("not_found", words.packNotFound(reference.slice(0, 60)), {
      field: "pack",
      remedy: words.packListHint,
    });
  const refuse = (reason: "explicitness" | "locked" | "owned") =>
    new AppError("refused", words.offerRefused(words.offerReasons[reason]), { reason, field: "pack" });
  if (conversation.minorLockedAt || conversation.optedOutAt || conversation.bannedAt) throw refuse("locked");
  if (!isSalable(context, pack, conversation.fan.ageState)) throw refuse("explicitness");
  const owned = await context.database.prisma.offer.count({
    where: { fanId: conversation.fanId, packId: pack.id, state: "paid" },
  });
  if (owned > 0) throw refuse("owned");
  return pack;
}
