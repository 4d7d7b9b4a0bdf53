// A conversation that is nowhere but in memory: the turn's own graph runs on it, and nothing of it is stored or sent.
import { Prisma } from "../../../prisma/client.ts";
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import type { Avatar, Conversation, Fan, Message } from "../../../prisma/generated/client/client.ts";
import type { GuardFindings } from "../../domain/fans/intent.ts";
import { REFUSAL_QUIET_MS } from "../../domain/sales/offer-policy.ts";
import { FAREWELL_SILENCE_MS } from "../../domain/trust/farewell.ts";
import type { Turn } from "../../graphs/fan-reply/state.ts";

/** Newest messages a turn reads, as with real conversations. */
const HISTORY_LIMIT = 40;
/** No platform's: no channel of that name exists that could send. */
export const IMAGINED_PLATFORM = "imagined";

export interface Imagined {
  readonly avatar: Avatar;
  readonly persona: Readonly<Record<string, unknown>>;
  conversation: Conversation;
  fan: Fan & { readonly externalId: string };
  history: Message[];
  offers: ConversationSnapshot["offers"][number][];
}

export function imagine(
  avatar: Avatar,
  persona: Imagined["persona"],
  {
    id,
    name,
    language,
    now,
  }: { readonly id: string; readonly name: string; readonly language: string; readonly now: Date },
): Imagined {
  const fanId = `fan_${id}`;
  return {
    avatar,
    persona,
    fan: {
      ...{ id: fanId, avatarId: avatar.id, displayName: name, language, country: null, ageState: "declared_adult" },
      ...{ tags: [], notes: "", blockedAt: null, lockHash: null, createdAt: now, externalId: fanId },
      spentUsd: new Prisma.Decimal(0),
    } as Imagined["fan"],
    conversation: {
      ...{ id: `cnv_${id}`, avatarId: avatar.id, fanId, accountId: `acc_${id}`, stage: "lead_magnet", stageSince: now },
      ...{ score: 10, scoreReasons: null, conversionChance: 0.05, sentiment: 0, sentimentSamples: 0 },
      ...{ lastSeq: 0, answeredSeq: 0, replyDueAt: null, firstUnansweredAt: null, leaseToken: null, leaseUntil: null },
      ...{ lastInboundAt: null, lastOutboundAt: null, disclosedAt: null, chatStartedAt: now, unansweredOut: 0 },
      ...{ noOfferUntil: null, silentUntil: null, optedOutAt: null, minorLockedAt: null, crisisAt: null },
      ...{ bannedAt: null, closedAtSeq: null, botPausedUntil: null, handoverReason: null, humanSince: null },
      ...{ autonomy: null, failures: 0, createdAt: now },
    } as Conversation,
    history: [],
    offers: [],
  };
}

/** As the turn sees it: the fan has just written this. */
export function snapshotOf(imagined: Imagined, text: string, now: Date): ConversationSnapshot {
  const { avatar, persona, conversation, fan, history, offers } = imagined;
  const unanswered = [messageOf(imagined, { seq: conversation.lastSeq + 1, author: "fan", text, at: now })];
  return {
    ...{ avatar, persona, fan, offers, unanswered, open: [], experiments: [], wordings: [] },
    conversation: { ...conversation, lastSeq: conversation.lastSeq + 1, lastInboundAt: now },
    account: { id: conversation.accountId, platform: IMAGINED_PLATFORM } as ConversationSnapshot["account"],
    history: history.slice(-HISTORY_LIMIT),
  };
}

/** What a real turn would have written, as far as the next one depends on it. */
export function remember(
  imagined: Imagined,
  { snapshot, understanding, messages, offer, now }: Turn,
  sent: number,
): void {
  const { conversation } = imagined;
  const said = messages.slice(0, sent);
  const [heard] = snapshot.unanswered;
  if (heard) imagined.history.push({ ...heard, intent: understanding.intent, sentiment: understanding.sentiment });
  let seq = snapshot.conversation.lastSeq;
  for (const { text } of said) {
    seq += 1;
    imagined.history.push(messageOf(imagined, { seq, author: "avatar", text, at: now }));
  }
  const later = (ms: number) => new Date(now.getTime() + ms);
  const { guards, stage, intent, refusal, handover } = understanding;
  imagined.fan = { ...imagined.fan, language: understanding.language };
  imagined.conversation = {
    ...snapshot.conversation,
    ...locksOf(guards, conversation, now),
    ...{ stage, score: understanding.score.score, conversionChance: understanding.chance },
    ...{ sentiment: understanding.sentiment, sentimentSamples: conversation.sentimentSamples + 1 },
    stageSince: stage === conversation.stage ? conversation.stageSince : now,
    ...{ lastSeq: seq, answeredSeq: snapshot.conversation.lastSeq, lastOutboundAt: said.length > 0 ? now : null },
    disclosedAt: said.some(({ kind }) => kind === "disclosure") ? now : conversation.disclosedAt,
    silentUntil: intent === "farewell" ? later(FAREWELL_SILENCE_MS) : conversation.silentUntil,
    noOfferUntil: refusal ? later(REFUSAL_QUIET_MS) : conversation.noOfferUntil,
    handoverReason: handover ?? conversation.handoverReason,
    autonomy: handover ? "off" : conversation.autonomy,
  };
  if (!offer?.isNew || !said.some(({ offerId }) => offerId === offer.id)) return;
  const { id, token, packId, priceCents } = offer;
  imagined.offers.push({
    ...{ id, token, packId, priceUsd: priceCents / 100, state: "shown", shownAt: now, createdAt: now },
    ...{ expiresAt: later(7 * 86_400_000), fanId: imagined.fan.id, avatarId: imagined.avatar.id },
  } as ConversationSnapshot["offers"][number]);
}

/** The fan pays for what was offered last. @returns its price in cents, or null when nothing is open */
export function pay(imagined: Imagined, now: Date): number | null {
  const open = imagined.offers.findLast(({ state }) => state === "shown");
  if (!open) return null;
  imagined.offers = imagined.offers.map((row) => (row === open ? { ...row, state: "paid", paidAt: now } : row));
  return Math.round(open.priceUsd * 100);
}

function locksOf(guards: GuardFindings, before: Conversation, now: Date) {
  return {
    minorLockedAt: before.minorLockedAt ?? (guards.minor ? now : null),
    optedOutAt: before.optedOutAt ?? (guards.optOut ? now : null),
    crisisAt: guards.crisis ? now : before.crisisAt,
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
