// What is stored about one conversation and its fan, for whoever takes it over. Every query names the fan (trust T6).
import { recall } from "../../../prisma/vectors.ts";
import { type HandoverAdvice, handoverAdvice } from "../../domain/fans/handover-advice.ts";
import { asksForContent, intentOf, NOTHING_FOUND } from "../../domain/fans/intent.ts";
import { moodOf } from "../../domain/fans/mood.ts";
import type { HandoverFacts } from "../../graphs/handover-brief/state.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { toAppError } from "../../kernel/errors.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { offerablePacks } from "../offer/offerable-packs.ts";
import { lockOf } from "./conversation-list.ts";
import { fanName, type findConversation } from "./find-conversation.ts";

type Conversation = Awaited<ReturnType<typeof findConversation>>;

const THREAD_MESSAGES = 20;
const MEMORIES = 5;
const OFFERS = 20;

export interface OfferFact {
  readonly pack: string;
  readonly priceCents: number;
  readonly state: string;
  readonly sandbox: boolean;
}

export interface Handover {
  readonly facts: HandoverFacts;
  readonly lock: ReturnType<typeof lockOf>;
  /** Newest first. */
  readonly offers: readonly OfferFact[];
  /** What may be offered now; null wherever the advice is not to sell. */
  readonly pack: { readonly slug: string; readonly name: string; readonly priceCents: number } | null;
}

export async function handoverFacts(context: CommandContext, conversation: Conversation): Promise<Handover> {
  const { prisma } = context.database;
  const { avatar, fan } = conversation;
  const newest = { where: { conversationId: conversation.id, deletedAt: null }, orderBy: { seq: "desc" } } as const;
  const [messages, fanMessages, offers, fields] = await Promise.all([
    prisma.message.findMany({ ...newest, take: THREAD_MESSAGES }),
    prisma.message.count({ where: { conversationId: conversation.id, author: "fan" } }),
    prisma.offer.findMany({
      where: { fanId: fan.id },
      include: { pack: { select: { name: true } } },
      orderBy: { createdAt: "desc" },
      take: OFFERS,
    }),
    prisma.personaField.findMany({ where: { avatarId: avatar.id } }),
  ]);
  const thread = messages.reverse();
  const said = thread.filter((message) => message.author === "fan");
  const lock = lockOf(conversation);
  const pack = await offerable(context, conversation, offers, said.at(-1)?.text ?? "");
  const advice = handoverAdvice({ lock, reason: conversation.handoverReason, mayOffer: pack !== null });
  return {
    lock,
    pack:
      advice === "sell" && pack ? { slug: pack.slug, name: pack.name, priceCents: centsFromUsd(pack.priceUsd) } : null,
    offers: offers.map((offer) => ({
      pack: offer.pack?.name ?? offer.layer,
      priceCents: centsFromUsd(offer.priceUsd),
      state: offer.state,
      sandbox: offer.sandbox,
    })),
    facts: {
      conversationId: conversation.id,
      avatar: {
        id: avatar.id,
        name: avatar.name,
        persona: Object.fromEntries(fields.map((field) => [field.name, field.value])),
      },
      fan: {
        name: fanName(conversation),
        language: isLanguage(fan.language) ? fan.language : "en",
        country: fan.country,
        platform: conversation.account.platform,
        since: fan.createdAt,
        messages: fanMessages,
      },
      thread: thread.map((message) => ({ from: message.author, text: message.text })),
      memories: await remembered(context, conversation, said.map((message) => message.text).join("\n"), advice),
      bought: offers.flatMap((offer) => (offer.state === "paid" ? [offer.pack?.name ?? offer.layer] : [])),
      ...moodOf(
        conversation.sentiment,
        said.flatMap((message) => message.sentiment ?? []),
      ),
      reason: conversation.handoverReason,
      advice,
    },
  };
}

async function offerable(
  context: CommandContext,
  conversation: Conversation,
  offers: readonly { packId: string | null; state: string; expiresAt: Date }[],
  lastText: string,
) {
  const { avatarId, stage, score, noOfferUntil, fan } = conversation;
  const [pack] = await offerablePacks(
    context,
    {
      avatarId,
      fanId: fan.id,
      language: context.actor.language,
      stage,
      score,
      noOfferUntil,
      ageState: fan.ageState,
      platform: conversation.account.platform,
      offers,
      askedForContent: asksForContent(intentOf(lastText, NOTHING_FOUND)),
    },
    context.clock.now(),
  );
  return pack ?? null;
}

/** Of a thread nobody may write in, nothing is looked up. */
async function remembered(
  context: CommandContext,
  { id, avatarId, fanId }: Conversation,
  said: string,
  advice: HandoverAdvice,
): Promise<readonly string[]> {
  if (advice === "leave" || said === "") return [];
  const embedding = await embedSaid(context, { avatarId, conversationId: id, operatorId: context.actor.id }, said);
  if (!embedding?.some((value) => value !== 0)) return [];
  const { memories } = await recall(context.database.pool, {
    avatarId,
    fanId,
    embedding,
    embeddingModel: context.embedder.info.model,
    now: context.clock.now(),
    personaFacts: 0,
    fanMemories: MEMORIES,
  });
  return memories.map((memory) => memory.text);
}

/** Somebody waits for the brief: where today's budget is used up, it does without. */
async function embedSaid(context: CommandContext, subject: Parameters<typeof paidEmbed>[3], said: string) {
  try {
    const [embedding] = await paidEmbed(context, [said.slice(-2_000)], context.signal, subject);
    return embedding;
  } catch (thrown) {
    if (toAppError(thrown).code !== "budget_reached") throw thrown;
    return undefined;
  }
}
