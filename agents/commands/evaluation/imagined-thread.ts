// A conversation that is nowhere but in memory: the turn's own graph runs on it, and nothing of it is stored or sent.
import type { Transaction } from "../../../prisma/client.ts";
import { type ConversationSnapshot, claimConversation } from "../../../prisma/conversation-turn.ts";
import type { Conversation, Message } from "../../../prisma/generated/client/client.ts";
import { within } from "../../../prisma/row-function.ts";
import { type GuardFindings, isSure } from "../../domain/fans/intent.ts";
import { chatStartAfter } from "../../domain/trust/break-reminder.ts";
import type { Turn } from "../../graphs/fan-reply/state.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { consequencesOf } from "../conversation/answer-turn.ts";
import { OFFER_LIFE_MS } from "../offer/shown-offer.ts";
import { rolledBack } from "./rolled-back.ts";

/** Newest messages a turn reads, as with real conversations. */
export const HISTORY_LIMIT = 40;
/** No platform's: no channel of that name exists that could send. */
export const IMAGINED_PLATFORM = "imagined";

export interface Imagined {
  /** As the database would give it to a turn. */
  readonly start: ConversationSnapshot;
  readonly persona: ConversationSnapshot["persona"];
  conversation: ConversationSnapshot["conversation"];
  fan: ConversationSnapshot["fan"];
  history: Message[];
  offers: ConversationSnapshot["offers"][number][];
  lastBreakAt: Date | null;
}

export interface Start {
  /** Of its rows, which never come to be. */
  readonly id: string;
  readonly avatarId: string;
  readonly persona: ConversationSnapshot["persona"];
  readonly name: string;
  readonly language: string;
  readonly now: Date;
}

/** A new conversation as the database would begin it, with what the avatar's team has set: written, read, rolled back. */
export async function imagine(context: AppContext, start: Start): Promise<Imagined> {
  const snapshot = await rolledBack(context, (tx) => beginConversation(tx, start));
  const { conversation, fan } = snapshot;
  const unheld = { ...conversation, leaseToken: null, leaseUntil: null };
  return {
    start: snapshot,
    persona: start.persona,
    conversation: unheld,
    fan,
    history: [],
    offers: [],
    lastBreakAt: null,
  };
}

async function beginConversation(tx: Transaction, start: Start): Promise<ConversationSnapshot> {
  const { id, avatarId, name, language, now } = start;
  const [accountId, fanId, conversationId] = [`acc_${id}`, `fan_${id}`, `cnv_${id}`];
  const account = { id: accountId, avatarId, platform: IMAGINED_PLATFORM, externalId: accountId, handle: "imagined" };
  await tx.account.create({ data: account });
  // Nobody asks for an age in a script: what is tried is what an adult is told.
  const fan = { id: fanId, avatarId, displayName: name, language, ageState: "declared_adult" as const, createdAt: now };
  await tx.fan.create({ data: fan });
  await tx.fanAddress.create({ data: { id: `adr_${id}`, fanId, accountId, externalId: fanId } });
  const times = { stageSince: now, chatStartedAt: now, createdAt: now };
  await tx.conversation.create({ data: { id: conversationId, avatarId, fanId, accountId, ...times } });
  const options = { leaseToken: id, leaseMs: 1, now, historyLimit: HISTORY_LIMIT };
  const claim = await claimConversation(within(tx), conversationId, options);
  if (claim.state !== "claimed") throw new AppError("internal", `an imagined conversation is ${claim.state}`);
  return claim;
}

/** As the turn sees it: the fan has just written this. */
export function snapshotOf(imagined: Imagined, text: string, now: Date): ConversationSnapshot {
  const { start, persona, conversation, fan, history, offers } = imagined;
  const seq = conversation.lastSeq + 1;
  return {
    ...start,
    persona,
    fan,
    offers,
    unanswered: [messageOf(imagined, { seq, author: "fan", text, at: now })],
    conversation: {
      ...conversation,
      lastSeq: seq,
      lastInboundAt: now,
      chatStartedAt: chatStartAfter(conversation.chatStartedAt, conversation.lastInboundAt, now),
    },
    lastBreakAt: imagined.lastBreakAt,
    history: history.slice(-HISTORY_LIMIT),
  };
}

/** What a real turn would have written, as far as the next one depends on it. */
export function remember(imagined: Imagined, turn: Turn, sent: number): void {
  const { snapshot, understanding, messages, offer, now } = turn;
  const { conversation } = imagined;
  const said = messages.slice(0, sent);
  const [heard] = snapshot.unanswered;
  if (heard) imagined.history.push({ ...heard, intent: understanding.intent, sentiment: understanding.sentiment });
  if (said.some(({ kind }) => kind === "break")) imagined.lastBreakAt = now;
  let seq = snapshot.conversation.lastSeq;
  for (const { text } of said) {
    seq += 1;
    imagined.history.push(messageOf(imagined, { seq, author: "avatar", text, at: now }));
  }
  const { guards, stage } = understanding;
  imagined.fan = { ...imagined.fan, language: understanding.language };
  imagined.conversation = {
    ...snapshot.conversation,
    ...locksOf(guards, conversation, now),
    ...{ stage, score: understanding.score.score, conversionChance: understanding.chance },
    ...{ sentiment: understanding.sentiment, sentimentSamples: conversation.sentimentSamples + 1 },
    stageSince: stage === conversation.stage ? conversation.stageSince : now,
    ...{ lastSeq: seq, answeredSeq: snapshot.conversation.lastSeq, lastOutboundAt: said.length > 0 ? now : null },
    disclosedAt: said.some(({ kind }) => kind === "disclosure") ? now : conversation.disclosedAt,
    ...consequencesOf(turn),
  };
  if (!offer?.isNew || !said.some(({ offerId }) => offerId === offer.id)) return;
  const { id, token, packId, priceCents } = offer;
  imagined.offers.push({
    layer: packId === null ? "subscription" : "pack",
    ...{ id, token, packId, priceUsd: priceCents / 100, state: "shown", shownAt: now, createdAt: now },
    ...{ expiresAt: new Date(now.getTime() + OFFER_LIFE_MS), fanId: imagined.fan.id, avatarId: conversation.avatarId },
  } as ConversationSnapshot["offers"][number]);
}

/** The fan pays for what was offered last. @returns its price in cents, or null when nothing is open */
export function pay(imagined: Imagined, now: Date): number | null {
  const open = imagined.offers.findLast(({ state }) => state === "shown");
  if (!open) return null;
  imagined.offers = imagined.offers.map((row) => (row === open ? { ...row, state: "paid", paidAt: now } : row));
  return Math.round(open.priceUsd * 100);
}

/** As when a message is taken in. */
export function locksOf(guards: GuardFindings, before: Conversation, now: Date) {
  return {
    minorLockedAt: before.minorLockedAt ?? (isSure(guards, "minor") ? now : null),
    optedOutAt: before.optedOutAt ?? (isSure(guards, "optOut") ? now : null),
    crisisAt: isSure(guards, "crisis") ? now : before.crisisAt,
    bannedAt: before.bannedAt ?? (guards.abuse ? now : null),
  };
}

function messageOf(
  { conversation }: Imagined,
  {
    seq,
    author,
    text,
    at,
  }: { readonly seq: number; readonly author: "fan" | "avatar"; readonly text: string; readonly at: Date },
): Message {
  return {
    ...{ id: `msg_${conversation.id}_${seq}`, conversationId: conversation.id, seq, author, kind: "text", text },
    direction: author === "fan" ? "in" : "out",
    ...{
      attachments: null,
      externalId: null,
      intent: null,
      sentiment: null,
      deletedAt: null,
      sentAt: at,
      createdAt: at,
    },
  } as Message;
}
