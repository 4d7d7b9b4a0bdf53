// Answers a stored conversation anew, turn by turn, each from the history as it was: the new answers never become the past,
// because the fan did not hear them. What was known of the fan at that time is known, not what was learned later.
import { Prisma } from "../../../prisma/client.ts";
import { type ConversationSnapshot, claimConversation } from "../../../prisma/conversation-turn.ts";
import type { Message } from "../../../prisma/generated/client/client.ts";
import { within } from "../../../prisma/row-function.ts";
import type { ScoredConversation, ScoredTurn } from "../../domain/fans/scorecard.ts";
import { CHAT_PAUSE_MS } from "../../domain/trust/break-reminder.ts";
import type { PlannedMessage, Replier, Turn } from "../../graphs/fan-reply/state.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import type { AppContext } from "../context.ts";
import { consequencesOf } from "../conversation/answer-turn.ts";
import { HISTORY_LIMIT } from "./imagined-thread.ts";
import { letThrough } from "./let-through.ts";
import type { Stored, StoredRow } from "./load-stored.ts";
import { rolledBack } from "./rolled-back.ts";
import type { StoredTurn } from "./stored-turns.ts";

export interface ReplayedTurn {
  readonly heard: string;
  /** As it was said. */
  readonly old: readonly Pick<PlannedMessage, "kind" | "text">[];
  /** As it would be said. */
  readonly now: readonly Pick<PlannedMessage, "kind" | "text">[];
}

export interface Replayed {
  /** Of the stored one. */
  readonly conversationId: string;
  /** What the ledger charges the new answers to: no conversation's. */
  readonly chargedTo: string;
  readonly turns: readonly ReplayedTurn[];
  readonly old: ScoredConversation;
  readonly now: ScoredConversation;
}

/** @param persona null: as it is. @returns null for a conversation that is being answered right now, or gone */
export async function replayConversation(
  context: AppContext,
  replier: Replier,
  { row, turns: stored }: Stored,
  persona: ConversationSnapshot["persona"] | null,
  signal: AbortSignal,
): Promise<Replayed | null> {
  const chargedTo = `replay_${context.ids.next("conversation")}`;
  const base = await lookAt(context, row.id, chargedTo);
  if (!base) return null;
  const basis = { ...base, ...(persona ? { persona } : {}) };
  const turns: ReplayedTurn[] = [];
  const [old, now]: [ScoredTurn[], ScoredTurn[]] = [[], []];
  let previous: Turn | null = null;
  for (const one of stored) {
    const at = timeOf(one);
    const snapshot = snapshotAt(basis, row, one, { chargedTo, previous });
    const turn: Turn = await replier.invoke({ context, snapshot, now: at, signal, trust: [] });
    const said = letThrough(turn, offersShown(row, at));
    const heard = one.heard.map(({ text }) => text).join("\n");
    const { intent, language } = turn.understanding;
    const shared = { heard, language };
    old.push({
      ...{ ...shared, intent: one.heard.at(-1)?.intent ?? intent, said: one.said, replaced: one.replaced },
      handedOver: one.said.some(({ kind }) => kind === "handover"),
    });
    now.push({
      ...{ ...shared, intent, said, replaced: turn.draft?.replaced ?? null },
      handedOver: turn.understanding.handover !== null,
    });
    turns.push({ heard, old: one.said.map(plain), now: said.map(plain) });
    previous = turn;
  }
  const scored = {
    personality: "stored",
    language: now[0]?.language ?? ("en" as const),
    fromTheMiddle: row.messages[0]?.seq !== 1,
  };
  const paidCents = row.fan.offers
    .filter(({ conversationId, paidAt }) => conversationId === row.id && paidAt !== null)
    .reduce((sum, { priceUsd }) => sum + centsFromUsd(priceUsd), 0);
  return {
    ...{ conversationId: row.id, chargedTo, turns },
    old: { ...scored, turns: old, paidCents },
    now: { ...scored, turns: now, paidCents: 0 },
  };
}

const plain = ({ kind, text }: { readonly kind: string; readonly text: string }) => ({
  kind: kind as PlannedMessage["kind"],
  text: text.replace(OFFER_TOKEN, "/o/…"),
});

/** Each offer has its own: no difference between answers, and nobody's business but the fan's. */
const OFFER_TOKEN = /\/o\/[\w-]+/gu;

/** When it was answered, as near as the fan's own clock says: what the answer itself left behind is not there yet. */
const timeOf = ({ heard }: StoredTurn): Date => heard.at(-1)?.sentAt ?? new Date(0);

/** What a turn of this conversation would get now; the lease it takes is rolled back. */
async function lookAt(context: AppContext, id: string, leaseToken: string): Promise<ConversationSnapshot | null> {
  const options = { leaseToken, leaseMs: 1, now: context.clock.now(), historyLimit: 0 };
  const claim = await rolledBack(context, (tx) => claimConversation(within(tx), id, options));
  return claim.state === "claimed" ? claim : null;
}

interface Carried {
  readonly chargedTo: string;
  /** the turn before, for what the fan's words meant for the time after. */
  readonly previous: Turn | null;
}

function snapshotAt(
  base: ConversationSnapshot,
  row: StoredRow,
  one: StoredTurn,
  { chargedTo, previous }: Carried,
): ConversationSnapshot {
  const at = timeOf(one);
  const { history, heard } = one;
  const lastSeq = heard.at(-1)?.seq ?? 0;
  const known = [...history, ...heard];
  const breaks = known.filter(({ kind }) => kind === "break");
  const lastBreakAt = breaks.at(-1)?.sentAt ?? null;
  const since = Math.max(at.getTime() - DAY_MS, lastBreakAt?.getTime() ?? 0);
  return {
    ...base,
    stopped: false,
    open: [],
    // As they came: nobody had understood them yet.
    unanswered: heard.map((message) => ({ ...message, intent: null, sentiment: null })),
    history: history.slice(-HISTORY_LIMIT),
    offers: offersAt(base, at),
    lastBreakAt,
    messagesSinceBreak: known.filter(({ sentAt }) => sentAt.getTime() > since).length,
    fan: {
      ...base.fan,
      spentUsd: spentAt(row, at),
      highSpenderAt: upTo(base.fan.highSpenderAt, at),
      memoryOffAt: upTo(base.fan.memoryOffAt, at),
    },
    conversation: {
      ...base.conversation,
      id: chargedTo,
      ...stageAt(row, at),
      lastSeq,
      answeredSeq: history.findLast(({ direction }) => direction === "in")?.seq ?? 0,
      lastInboundAt: at,
      lastOutboundAt: history.findLast(({ direction }) => direction === "out")?.sentAt ?? null,
      chatStartedAt: sittingStart(known),
      disclosedAt:
        history.findLast(({ kind }) => kind === "disclosure")?.sentAt ?? upTo(base.conversation.disclosedAt, at),
      optedOutAt: upTo(base.conversation.optedOutAt, at),
      sentiment: previous?.understanding.sentiment ?? 0,
      sentimentSamples: previous ? 1 : 0,
      // It was the avatar who answered, so it was hers to answer.
      ...{ autonomy: null, handoverReason: null, botPausedUntil: null, silentUntil: null, failures: 0 },
      ...{ leaseToken: null, leaseUntil: null },
      noOfferUntil: noOfferUntil(previous, at),
    },
  };
}

const upTo = (time: Date | null, at: Date): Date | null => (time !== null && time <= at ? time : null);

/** The rules read it of the fan's words, which are the same. */
function noOfferUntil(previous: Turn | null, at: Date): Date | null {
  if (!previous) return null;
  const { noOfferUntil: until } = consequencesOf(previous);
  const longest = [until, previous.snapshot.conversation.noOfferUntil]
    .filter((time) => time instanceof Date && time > at)
    .sort((one, other) => Number(other) - Number(one));
  return longest[0] ?? null;
}

function stageAt({ stageChanges, stage, createdAt }: StoredRow, at: Date) {
  const last = stageChanges.findLast((change) => change.at <= at);
  const next = stageChanges.find((change) => change.at > at);
  return { stage: last?.to ?? next?.from ?? stage, stageSince: last?.at ?? createdAt };
}

/** The offers that were there, as they were. */
function offersAt({ offers }: ConversationSnapshot, at: Date): ConversationSnapshot["offers"] {
  return offers
    .filter(({ createdAt }) => createdAt <= at)
    .map((offer) => {
      const isPaid = offer.paidAt !== null && offer.paidAt <= at;
      return { ...offer, paidAt: upTo(offer.paidAt, at), state: isPaid ? ("paid" as const) : ("shown" as const) };
    });
}

function spentAt({ fan }: StoredRow, at: Date): StoredRow["fan"]["spentUsd"] {
  const paid = fan.offers.filter(({ paidAt }) => paidAt !== null && paidAt <= at);
  return paid.reduce((sum, { priceUsd }) => sum.add(priceUsd), new Prisma.Decimal(0));
}

function offersShown({ fan }: StoredRow, at: Date): number {
  return fan.offers.filter(
    ({ shownAt }) => shownAt !== null && shownAt <= at && at.getTime() - shownAt.getTime() < DAY_MS,
  ).length;
}

/** A silence of the fan ends a sitting (trust C1, C3). */
function sittingStart(known: readonly Message[]): Date | null {
  const own = known.filter(({ author }) => author === "fan");
  const [first] = own;
  let start = first?.sentAt ?? null;
  for (const [index, { sentAt }] of own.entries()) {
    const previous = own[index - 1];
    if (previous && sentAt.getTime() - previous.sentAt.getTime() > CHAT_PAUSE_MS) start = sentAt;
  }
  return start;
}
