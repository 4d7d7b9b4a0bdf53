// Sends one outbound message: gate, intent, call, result (trust C14, architecture 4). The gate judges outside of the
// database; the intent is written only if what it judged still holds under the conversation's lock.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import {
  beginSending as beginRow,
  readFacts,
  recordSent,
  type SendRow,
  sendFacts,
} from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { autonomyFor } from "../../domain/fans/autonomy.ts";
import { windowClosesAt, windowCount } from "../../domain/fans/reply-window.ts";
import { maySend, type OutboundKind, SEND_GATE_RULE_VERSION, type SendDecision } from "../../domain/trust/send-gate.ts";
import { elsewhere } from "../../kernel/elsewhere.ts";
import { AppError, toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import { type FanChannel, HISTORY_TOO_SHORT, type OutboundContent, type SendResult } from "../../ports/fan-channel.ts";
import { accountToken } from "../account/link-account.ts";
import { loseAccount } from "../account/platform-accounts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { recordHarmOf } from "../experiment/record-harm.ts";
import { mediaLink } from "../media/media-link.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { PAID_MEDIA, paidMediaOf } from "../offer/paid-media.ts";
import { mayStillGoOut } from "../outreach/still-go-out.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { closeWindow } from "./close-window.ts";

export interface DeliveryPlace {
  readonly conversationId: string;
  readonly leaseToken: string;
  readonly account: {
    readonly id: string;
    readonly platform: string;
    readonly externalId: string;
    readonly handle: string;
    readonly accessToken: string | null;
  };
  readonly recipientId: string;
  /** What the send gate judges, as last seen; empty: not read yet. */
  facts: string;
  /** The message whose sending began with the answer. */
  begunId?: string | undefined;
  /** After this message the lease is not needed any more. */
  lastId?: string | undefined;
  /** It was given back with the last message. */
  released?: boolean;
}

/** Anything but `sent` ends the answer: what follows would stand without it. */
export type DeliveryOutcome = "sent" | "blocked" | "failed" | "asked" | "lost_lease";

/** The same in the SQL of `send_facts`. */
export const KILL_SWITCH_KEY = "kill-switch";
/** `error` of drafts whose answer was being sent when it broke off: part of it may have arrived. */
export const BROKE_OFF = "broke_off";
const NO_CHANNEL = { code: "no_channel", closesWindow: false, tokenInvalid: false };
/** The platforms' word for a fan who blocked the account or is gone. */
const RECIPIENT_UNAVAILABLE = "recipient_unavailable";
/** The send gate's word for a counted window with nothing left. */
const WINDOW_FULL = "window_full";
/** Neither sent nor given up. */
export const OPEN_OUTBOUND_STATES = ["pending", "sending", "unknown"] as const;

/** The message and what stands after it in the same answer, as far as open. */
const restOf = ({ conversationId, upToSeq, ordinal }: OutboundMessage) => ({
  conversationId,
  upToSeq,
  ordinal: { gte: ordinal },
  state: { in: [...OPEN_OUTBOUND_STATES] },
});

export async function deliver(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const channel = context.ports.channels[place.account.platform];
  if (!channel) return await fail(context, place, outbound, NO_CHANNEL);
  const account = {
    id: place.account.id,
    externalId: place.account.externalId,
    accessToken: accountToken(context, place.account),
  };
  const hasBegun = place.begunId === outbound.id;
  if (!hasBegun && (outbound.state === "sending" || outbound.state === "unknown")) {
    // Left behind by a crash or a lost answer: looked up, never blindly repeated.
    const { findSent } = channel;
    if (!findSent || outbound.mediaKey !== null) return await askPerson(context, outbound);
    const since = outbound.sendingAt ?? outbound.createdAt;
    const found = await lookUp(() => findSent(account, place.recipientId, outbound.text, since, signal));
    if (found === "cannot_tell") return await askPerson(context, outbound);
    if (found.externalId !== null) return await sent(context, place, outbound, found.externalId);
  }
  if (outbound.outreachId !== null) {
    const whose = { id: outbound.id, outreachId: outbound.outreachId };
    const gate = (message: OutboundMessage, facts: string, now: Date) => decide(place, message, facts, now);
    if (!(await mayStillGoOut(context, place, whose, gate))) return "blocked";
  }
  const begun = hasBegun ? "sending" : await beginSending(context, place, outbound);
  if (begun !== "sending") return begun;
  return await send(context, channel, { place, account, outbound }, signal);
}

/** What was written since hides it from the platform's history: nobody will ever be told there. */
async function lookUp(find: () => Promise<string | null>): Promise<{ externalId: string | null } | "cannot_tell"> {
  try {
    return { externalId: await find() };
  } catch (thrown) {
    if (toAppError(thrown).reason === HISTORY_TOO_SHORT) return "cannot_tell";
    throw thrown;
  }
}

interface Sending {
  readonly place: DeliveryPlace;
  readonly account: ConnectedAccount;
  readonly outbound: OutboundMessage;
}

async function send(
  context: AppContext,
  channel: FanChannel,
  { place, account, outbound }: Sending,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  let result: SendResult;
  try {
    result = await sendOn(context, channel, { place, account, outbound }, signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    const unknown = error.code === "outcome_unknown";
    if (unknown && (!channel.findSent || outbound.mediaKey !== null)) return await askPerson(context, outbound);
    if (!unknown && outbound.mediaKey !== null && error.code !== "rate_limited")
      return await sendAsText(context, channel, { place, account, outbound }, error.code, signal);
    // Certainly not delivered: free to try again. Unknown: looked up before the next try.
    await context.database.prisma.outboundMessage.updateMany({
      where: { id: outbound.id, state: "sending" },
      data: { state: unknown ? "unknown" : "pending", error: error.code },
    });
    throw thrown;
  }
  if (result.state === "refused" && result.tokenInvalid && (await wasRenewed(context, place))) {
    const again = { where: { id: outbound.id, state: "sending" as const }, data: { state: "pending" as const } };
    await context.database.prisma.outboundMessage.updateMany(again);
    throw new AppError("unavailable", "The account's token was renewed meanwhile.", { reason: "token_renewed" });
  }
  if (result.state === "refused" && outbound.mediaKey !== null && !result.closesWindow && !result.tokenInvalid)
    return await sendAsText(context, channel, { place, account, outbound }, result.code, signal);
  if (result.state === "refused") return await fail(context, place, outbound, result);
  return await sent(context, place, outbound, result.externalId);
}

/** Paid media is read from the offer's rows at the very moment it goes out: what is gone meanwhile is not sold. */
async function sendOn(
  context: AppContext,
  channel: FanChannel,
  { place, account, outbound }: Sending,
  signal: AbortSignal,
): Promise<SendResult> {
  // What this process emulates itself is work of its own.
  const wait = context.installation.emulated.has(place.account.platform)
    ? <Result>(send: () => Result) => send()
    : elsewhere;
  if (outbound.form !== PAID_MEDIA) {
    const content = await contentOf(context, place, outbound);
    return await wait(() => channel.send(account, place.recipientId, content, signal));
  }
  const media = await paidMediaOf(context, channel, outbound);
  const { sendPaid } = channel;
  if (!media || !sendPaid) return { state: "refused", code: "offer_gone", closesWindow: false, tokenInvalid: false };
  return await wait(() => sendPaid.call(channel, account, place.recipientId, media, signal));
}

/** The token was read when the turn began; its successor is another one. */
async function wasRenewed(context: AppContext, { account }: DeliveryPlace): Promise<boolean> {
  const { id, accessToken } = account;
  return (await context.database.prisma.account.count({ where: { id, accessToken } })) === 0;
}

/** A platform that would not take the sound gets the words: it said itself that nothing was delivered. */
async function sendAsText(
  context: AppContext,
  channel: FanChannel,
  { place, account, outbound }: Sending,
  code: string,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const { conversationId, id } = outbound;
  context.log.warn("voice note refused by the platform", { conversationId, outboundId: id, code });
  const data = { form: null, mediaKey: null };
  await context.database.prisma.outboundMessage.updateMany({ where: { id, state: "sending" }, data });
  return await send(context, channel, { place, account, outbound: { ...outbound, ...data } }, signal);
}

/** A person's own words after the machine's window: platforms that give people longer have to be told. */
async function contentOf(
  context: AppContext,
  place: DeliveryPlace,
  { author, text, mediaKey }: OutboundMessage,
): Promise<OutboundContent> {
  const { lastInboundAt } = readFacts(place.facts);
  const closesAt = windowClosesAt(place.account.platform, lastInboundAt, false);
  const isLate = author === "operator" && closesAt !== null && context.clock.now() > closesAt;
  if (mediaKey !== null && !isLate) return { kind: "audio", url: await mediaLink(context, mediaKey) };
  return { kind: "text", text, ...(isLate ? { byHumanAfterWindow: true } : {}) };
}

/** When this fails the message stays `sending`: it went out, and the next run looks it up. */
async function sent(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  externalId: string,
): Promise<"sent"> {
  const { pool } = context.database;
  const message = {
    conversationId: place.conversationId,
    outboundId: outbound.id,
    externalId,
    messageRowId: context.ids.next("message"),
    now: context.clock.now(),
  };
  const isLast = place.lastId === outbound.id;
  const { facts } = await recordSent(pool, message, isLast ? place.leaseToken : undefined);
  place.facts = facts ?? "";
  if (isLast) place.released = true;
  return "sent";
}

/** The gate, then the intent to send if nothing of what it judged has changed by then. */
async function beginSending(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
): Promise<"sending" | "sent" | "blocked" | "lost_lease"> {
  const { pool } = context.database;
  for (;;) {
    const now = context.clock.now();
    const ids = { conversationId: place.conversationId, leaseToken: place.leaseToken, outboundId: outbound.id };
    if (place.facts !== "" && !decide(place, outbound, place.facts, now).allowed) {
      const blocked = await block(context, place, outbound);
      if (blocked !== "allowed") return blocked;
    }
    const begun = await beginRow(pool, { ...ids, facts: place.facts, now });
    if (begun.state === "changed") place.facts = begun.facts;
    else if (begun.state === "sending" || begun.state === "lost_lease" || begun.state === "sent") return begun.state;
    else return "blocked";
  }
}

/** Judged again under the lock, since what it stops must be true when it is written. */
async function block(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
): Promise<"blocked" | "allowed" | "lost_lease"> {
  return await context.database.prisma.$transaction(async (tx) => {
    const held = await tx.$executeRaw`
      SELECT 1 FROM "Conversation" WHERE id = ${place.conversationId} AND "leaseToken" = ${place.leaseToken} FOR UPDATE`;
    if (held === 0) return "lost_lease";
    const now = context.clock.now();
    place.facts = await sendFacts(within(tx), place.conversationId, now);
    const decision = decide(place, outbound, place.facts, now);
    if (decision.allowed) return "allowed";
    // Nothing more of this answer goes out: what follows a blocked message would stand without it.
    await tx.outboundMessage.updateMany({
      where: restOf(outbound),
      data: { state: "blocked", blockedBy: `${decision.control}:${decision.reason}` },
    });
    await appendTrustEvent(context, tx, place.conversationId, {
      control: decision.control,
      ruleVersion: SEND_GATE_RULE_VERSION,
      judged: outbound.text,
      decision: `blocked:${decision.reason}`,
    });
    if (decision.reason === WINDOW_FULL) await tellWindowFull(context, tx, place);
    context.log.info("outbound blocked", {
      conversationId: place.conversationId,
      outboundId: outbound.id,
      control: decision.control,
      reason: decision.reason,
    });
    return "blocked";
  });
}

/** Once until the fan writes again: the second message that is held up is no news. */
async function tellWindowFull(context: AppContext, tx: Transaction, place: DeliveryPlace): Promise<void> {
  const { conversationId, account, facts } = place;
  const { lastInboundAt } = readFacts(facts);
  const since = lastInboundAt ?? new Date(0);
  const told = await tx.operatorNotice.count({
    where: { conversationId, kind: WINDOW_FULL, createdAt: { gte: since } },
  });
  const most = windowCount(account.platform, 0)?.most;
  if (told > 0 || most === undefined) return;
  const { avatarId } = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  await writeNotice(context, tx, { kind: WINDOW_FULL, most }, { avatarId, conversationId });
}

/** @param facts as `send_facts` gave them */
export function decide(
  place: { readonly account: Pick<DeliveryPlace["account"], "platform"> },
  outbound: Pick<OutboundMessage, "kind" | "author" | "operatorId" | "upToSeq" | "intent" | "stage" | "priceCents"> &
    Partial<Pick<OutboundMessage, "offerId" | "afterAnswer">>,
  facts: string,
  now: Date,
): SendDecision {
  const row = readFacts(facts);
  const carriesOffer =
    outbound.kind === "offer" || (outbound.kind === "outreach" && typeof outbound.offerId === "string");
  return maySend(
    {
      ...row,
      sentSinceInbound: row.sentSinceInbound ?? 0,
      kind: outbound.kind as OutboundKind,
      platform: place.account.platform,
      byHuman: outbound.author === "operator",
      killSwitch: row.killSwitch === true,
      autonomy: autonomyFor(
        { avatar: row.avatarAutonomy, rules: row.autonomyRules, conversation: row.autonomy },
        outbound,
      ),
      approved: outbound.operatorId !== null || outbound.kind === "handover",
      carriesOffer,
      noOfferUntil: carriesOffer ? row.noOfferUntil : null,
      unansweredOut: unansweredBefore(outbound, row),
    },
    now,
  );
}

/** Parts of one answer count as one message: only the answers to earlier spans are "unanswered". An outreach answers nothing. */
function unansweredBefore(
  {
    kind,
    upToSeq,
    afterAnswer,
  }: Pick<OutboundMessage, "kind" | "upToSeq"> & Partial<Pick<OutboundMessage, "afterAnswer">>,
  row: Pick<SendRow, "answeredSeq" | "unansweredOut">,
): number {
  if (kind === "outreach") return afterAnswer ? 0 : row.unansweredOut;
  return upToSeq >= row.answeredSeq ? 0 : row.unansweredOut;
}

async function fail(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  { code, closesWindow, tokenInvalid }: Omit<Extract<SendResult, { state: "refused" }>, "state">,
): Promise<"failed"> {
  const { conversationId } = outbound;
  await context.database.prisma.$transaction(async (tx) => {
    await tx.outboundMessage.updateMany({ where: restOf(outbound), data: { state: "failed", error: code } });
    if (closesWindow) await closeWindow(tx, conversationId);
    if (code === RECIPIENT_UNAVAILABLE) await recordHarmOf(context, tx, conversationId, "blocked");
    if (tokenInvalid) await loseAccount(context, tx, place.account.id);
  });
  context.log.warn("outbound refused by the platform", { conversationId, outboundId: outbound.id, code });
  return "failed";
}

/** Nobody can look it up: whether it is sent (again) is a person's to say, with what was to follow it. */
async function askPerson(context: AppContext, outbound: OutboundMessage): Promise<"asked"> {
  const { conversationId } = outbound;
  await context.database.prisma.$transaction(async (tx) => {
    await tx.outboundMessage.updateMany({ where: restOf(outbound), data: { state: "draft", error: BROKE_OFF } });
    const waits = { where: { id: conversationId }, data: { waitingSince: context.clock.now(), alarms: 0 } };
    const { avatarId } = await tx.conversation.update(waits);
    // A yes to the last of them is one to all.
    const last = await tx.outboundMessage.findFirst({
      where: { conversationId, upToSeq: outbound.upToSeq, state: "draft" },
      orderBy: { ordinal: "desc" },
    });
    if (last) await writeNotice(context, tx, { kind: "draft", outboundId: last.id }, { avatarId, conversationId });
  });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  context.log.warn("outbound waits for a person", { conversationId, outboundId: outbound.id, reason: BROKE_OFF });
  return "asked";
}
