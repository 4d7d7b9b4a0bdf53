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
import { judgeFanSpend } from "../limit/spend.ts";
import { transact } from "../transact.ts";
import { type Offerable, SUBSCRIPTION_SLUG, subscriptionObstacle, subscriptionOffer } from "./offerable-packs.ts";
import { checkoutsFor, isProviderTheLimit, isSalable, PACK_FACTS } from "./salable.ts";
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
    const pack = await chosenOffer(context, conversation, input.pack);
    const now = context.clock.now();
    const open = await context.database.prisma.offer.findFirst({
      where: {
        fanId: conversation.fanId,
        packId: pack.id,
        layer: pack.id === null ? "subscription" : "pack",
        state: { in: [...OPEN_OFFER_STATES] },
        expiresAt: { gt: now },
      },
      orderBy: { createdAt: "desc" },
    });
    const offer = offerToShow(context, pack, open);
    const { id, priceCents, url } = offer;
    await requireWithinLimit(context, conversation, priceCents);
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

export type Conversation = Awaited<ReturnType<typeof findConversation>>;
type OfferObstacle = keyof ReturnType<typeof texts>["sales"]["offerReasons"];

export function refuseOffer(context: CommandContext, reason: OfferObstacle): AppError {
  const words = texts(context.actor.language).sales;
  return new AppError("refused", words.offerRefused(words.offerReasons[reason]), { reason, field: "pack" });
}

/** A pack of the avatar's, or the subscription. */
export async function chosenOffer(
  context: CommandContext,
  conversation: Conversation,
  reference: string,
): Promise<Offerable> {
  const words = texts(context.actor.language).sales;
  if (!context.ports.checkout) throw new AppError("not_configured", words.noCheckout, { remedy: "PAYMENT_SANDBOX=on" });
  if (checkoutsFor(context, conversation.account.platform).length === 0) throw refuseOffer(context, "channel");
  if (conversation.minorLockedAt || conversation.optedOutAt || conversation.bannedAt)
    throw refuseOffer(context, "locked");
  if (conversation.fan.offersFrozenAt) throw refuseOffer(context, "frozen");
  if (reference.toLowerCase() !== SUBSCRIPTION_SLUG) return await chosenPack(context, conversation, reference);
  const obstacle = await subscriptionObstacle(context, {
    avatarId: conversation.avatarId,
    fanId: conversation.fanId,
    platform: conversation.account.platform,
  });
  if (obstacle) throw refuseOffer(context, obstacle);
  return subscriptionOffer(conversation.fan.language);
}

async function chosenPack(context: CommandContext, conversation: Conversation, reference: string) {
  const words = texts(context.actor.language).sales;
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
  const sale = { ageState: conversation.fan.ageState, platform: conversation.account.platform };
  if (isProviderTheLimit(context, pack, sale)) throw refuseOffer(context, "provider");
  if (!isSalable(context, pack, sale)) throw refuseOffer(context, "explicitness");
  const owned = await context.database.prisma.offer.count({
    where: { fanId: conversation.fanId, packId: pack.id, state: "paid" },
  });
  if (owned > 0) throw refuseOffer(context, "owned");
  return pack;
}

/** Nobody is offered what they may not spend (trust C16). */
async function requireWithinLimit(
  context: CommandContext,
  conversation: Conversation,
  priceCents: number,
): Promise<void> {
  const sandbox = context.ports.checkout?.info.sandbox ?? true;
  const spender = { fanId: conversation.fanId, avatarId: conversation.avatarId, sandbox };
  const decision = await judgeFanSpend(context.database.pool, spender, priceCents, context.clock.now());
  if (!decision.allowed) throw refuseOffer(context, "limit");
}
