// What a person needs to know before taking a conversation over, with a reply that may be sent as it is (domain 7).
import { z } from "zod";
import type { HandoverAdvice } from "../../domain/fans/handover-advice.ts";
import type { Mood, MoodTrend } from "../../domain/fans/mood.ts";
import { CRISIS_NO_SALES_MS } from "../../domain/trust/crisis.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { formatUsd } from "../../kernel/money.ts";
import { type Texts, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { writtenDown } from "../fan/fan-card.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent, type TrustDecision } from "../trust-event.ts";
import type { Card, CardButton } from "../view.ts";
import { findConversation } from "./find-conversation.ts";
import { handoverFacts, type OfferFact } from "./handover-facts.ts";
import { replyButton } from "./reply-button.ts";

const OFFERS_SHOWN = 4;

const Output = z.object({
  id: z.string(),
  fan: z.string(),
  avatar: z.string(),
  lock: z.string().nullable(),
  reason: z.string().nullable(),
  advice: z.custom<HandoverAdvice>(),
  mood: z.custom<Mood>(),
  trend: z.custom<MoodTrend>(),
  offers: z.array(z.custom<OfferFact>()),
  tags: z.array(z.string()),
  notes: z.string(),
  pack: z.object({ slug: z.string(), name: z.string(), priceCents: z.number() }).nullable(),
  who: z.string(),
  wants: z.string(),
  reply: z.string().nullable(),
  writtenBy: z.enum(["model", "rules"]),
  problem: z.string().nullable(),
});
type BriefOutput = z.output<typeof Output>;

export const conversationBrief = defineCommand({
  name: "conversation.brief",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string() }),
  output: Output,
  positional: ["conversation"],
  errors: ["not_found"],
  run: async (context, { conversation: reference }) => {
    const conversation = await findConversation(context, reference);
    const { facts, lock, offers, pack } = await handoverFacts(context, conversation);
    const { buildHandoverBriefGraph } = await import("../../graphs/handover-brief/graph.ts");
    const { brief, trust } = await buildHandoverBriefGraph().invoke({
      context,
      facts,
      language: context.actor.language,
      operatorId: context.actor.id,
      signal: context.signal,
      attempts: 0,
      faults: [],
      trust: [],
    });
    await record(context, conversation.id, trust);
    const { advice, mood, trend, reason } = facts;
    const { tags, notes } = conversation.fan;
    const about = { id: conversation.id, fan: facts.fan.name, avatar: facts.avatar.name, tags, notes };
    return { ...about, lock, reason, advice, mood, trend, offers: [...offers], pack, ...brief };
  },
  view: (output, context) => briefCard(output, context),
  subject: (_input, output) => output.id,
});

/** What the check blocked, in the conversation's chain. */
async function record(context: CommandContext, id: string, trust: readonly TrustDecision[]): Promise<void> {
  if (trust.length === 0) return;
  await transact(context, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE id = ${id} FOR UPDATE`;
    for (const decision of trust) await appendTrustEvent(context, tx, id, decision);
  });
}

function briefCard(output: BriefOutput, context: CommandContext): Card {
  const all = texts(context.actor.language);
  const words = all.handover;
  const paid = output.offers.filter((offer) => offer.state === "paid");
  const unpaid = output.offers.filter((offer) => offer.state !== "paid");
  const reason = words.reasons[output.reason as keyof typeof words.reasons] ?? words.noReason;
  const isGrave = output.advice === "leave" || output.advice === "care";
  return {
    title: words.title(output.fan, output.avatar),
    text: output.who,
    ...(isGrave ? { tone: "warning" as const } : {}),
    fields: [
      { label: words.why, value: reason },
      { label: words.wants, value: output.wants },
      { label: words.mood, value: `${words.moods[output.mood]}, ${words.trends[output.trend]}` },
      ...writtenDown(output, all.people),
      { label: words.bought, value: offerList(paid, words, false) },
      { label: words.offered, value: offerList(unpaid, words, true) },
      { label: words.nextStep, value: nextStep(output, all) },
      ...(output.advice === "leave" ? [] : [{ label: words.reply, value: output.reply ?? words.noReply }]),
    ],
    buttons: buttonsOf(output, all),
    note: noteOf(output, words, context.chat.info.model),
  };
}

function offerList(offers: readonly OfferFact[], words: Texts["handover"], withState: boolean): string {
  const lines = offers.slice(0, OFFERS_SHOWN).map(({ pack, priceCents, state, sandbox }) => {
    const details = [
      ...(withState ? [words.offerStates[state as keyof typeof words.offerStates]] : []),
      ...(sandbox ? [words.playMoney] : []),
    ];
    return `${pack}, ${formatUsd(priceCents * 10_000)}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  });
  return lines.length > 0 ? lines.join("\n") : words.nothing;
}

function nextStep({ advice, lock, pack }: BriefOutput, { handover: words, fans }: Texts): string {
  if (advice === "leave") return words.leave(fans.locked[lock as keyof typeof fans.locked]);
  if (advice === "care") return words.advice.care(CRISIS_NO_SALES_MS / HOUR_MS);
  if (advice === "sell" && pack) return words.advice.sell(pack.name, formatUsd(pack.priceCents * 10_000));
  return advice === "sell" ? words.advice.answer : words.advice[advice];
}

function buttonsOf({ id, advice, pack, reply }: BriefOutput, all: Texts): CardButton[] {
  const { common, handover: words } = all;
  const input = { conversation: id };
  const open: CardButton = { label: common.open, command: "conversation.show", input };
  if (advice === "leave") return [open];
  return [
    ...(reply === null
      ? []
      : [
          {
            label: words.send,
            command: "conversation.reply",
            input: { ...input, text: reply },
            style: "primary" as const,
          },
        ]),
    { ...replyButton(id, all), label: words.writeOwn },
    ...(pack
      ? [{ label: words.offerPack(pack.name), command: "offer.make", input: { ...input, pack: pack.slug } }]
      : []),
    open,
  ];
}

function noteOf({ writtenBy, problem }: BriefOutput, words: Texts["handover"], model: string): string {
  if (problem !== null) return words.modelFailed(problem);
  return writtenBy === "model" ? words.byModel(model) : words.byRules;
}
