// Sends one outbound message: gate and intent in one transaction, then the call, then the result (trust C14, architecture 4).
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { effectiveAutonomy } from "../../domain/fans/autonomy.ts";
import { maySend, type OutboundKind, SEND_GATE_RULE_VERSION, type SendDecision } from "../../domain/trust/send-gate.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { FanChannel, SendResult } from "../../ports/fan-channel.ts";
import { accountToken } from "../account/link-account.ts";
import { markDisconnected } from "../account/platform-accounts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { closeWindow, isClosed } from "./close-window.ts";
import { recordSent } from "./record-sent.ts";

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
}

/** Anything but `sent` ends the answer: what follows would stand without it. */
export type DeliveryOutcome = "sent" | "blocked" | "failed" | "asked" | "lost_lease";

export const KILL_SWITCH_KEY = "kill-switch";
/** `error` of drafts whose answer was being sent when it broke off: part of it may have arrived. */
export const BROKE_OFF = "broke_off";
const NO_CHANNEL = { code: "no_channel", closesWindow: false, tokenInvalid: false };
/** Neither sent nor given up. */
const OPEN = ["pending", "sending", "unknown"] as const;

/** The message and what stands after it in the same answer, as far as open. */
const restOf = ({ conversationId, upToSeq, ordinal }: OutboundMessage) => ({
  conversationId,
  upToSeq,
  ordinal: { gte: ordinal },
  state: { in: [...OPEN] },
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
  if (outbound.state === "sending" || outbound.state === "unknown") {
    // Left behind by a crash or a lost answer: looked up, never blindly repeated.
    if (!channel.findSent) return await askPerson(context, outbound);
    const since = outbound.sendingAt ?? outbound.createdAt;
    const externalId = await channel.findSent(account, place.recipientId, outbound.text, since, signal);
    if (externalId !== null) return await sent(context, outbound, externalId);
  }
  const begun = await beginSending(context, place, outbound);
  if (begun !== "sending") return begun;
  return await send(context, channel, { place, account, outbound }, signal);
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
    result = await channel.send(account, place.recipientId, { kind: "text", text: outbound.text }, signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    const unknown = error.code === "outcome_unknown";
    if (unknown && !channel.findSent) return await askPerson(context, outbound);
    // Certainly not delivered: free to try again. Unknown: looked up before the next try.
    await context.database.prisma.outboundMessage.updateMany({
      where: { id: outbound.id, state: "sending" },
      data: { state: unknown ? "unknown" : "pending", error: error.code },
    });
    throw thrown;
  }
  if (result.state === "refused") return await fail(context, place, outbound, result);
  return await sent(context, outbound, result.externalId);
}

async function sent(context: AppContext, outbound: OutboundMessage, externalId: string): Promise<"sent"> {
  await context.database.prisma.$transaction((tx) =>
    recordSent(context, tx, outbound, externalId, context.clock.now()),
  );
  return "sent";
}

/** The gate and the intent to send, under the conversation's lock: a stop that committed before this is obeyed. */
async function beginSending(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
): Promise<"sending" | "blocked" | "lost_lease"> {
  return await context.database.prisma.$transaction(async (tx) => {
    const now = context.clock.now();
    const held = await tx.$executeRaw`
      SELECT 1 FROM "Conversation" WHERE id = ${place.conversationId} AND "leaseToken" = ${place.leaseToken} FOR UPDATE`;
    if (held === 0) return "lost_lease";
    const decision = await decide(tx, place, outbound, now);
    if (decision.allowed) {
      const begun = await tx.outboundMessage.updateMany({
        where: { id: outbound.id, state: { in: [...OPEN] } },
        data: { state: "sending", sendingAt: now, attempts: { increment: 1 } },
      });
      // Given up together with one that stood before it.
      return begun.count === 1 ? "sending" : "blocked";
    }
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
    context.log.info("outbound blocked", {
      conversationId: place.conversationId,
      outboundId: outbound.id,
      control: decision.control,
      reason: decision.reason,
    });
    return "blocked";
  });
}

async function decide(
  tx: Transaction,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  now: Date,
): Promise<SendDecision> {
  const conversation = await tx.conversation.findUniqueOrThrow({
    where: { id: place.conversationId },
    include: { avatar: true, fan: true },
  });
  const offersToday =
    outbound.kind === "offer"
      ? await tx.offer.count({
          where: { fanId: conversation.fanId, shownAt: { gt: new Date(now.getTime() - DAY_MS) } },
        })
      : 0;
  const killSwitch = await tx.setting.findUnique({ where: { key: KILL_SWITCH_KEY } });
  return maySend(
    {
      kind: outbound.kind as OutboundKind,
      platform: place.account.platform,
      byHuman: outbound.author === "operator",
      avatarState: conversation.avatar.state,
      killSwitch: killSwitch?.value === true,
      autonomy: effectiveAutonomy(conversation.avatar.autonomy, conversation.autonomy),
      approved: outbound.operatorId !== null || outbound.kind === "handover",
      blockedAt: conversation.fan.blockedAt,
      lastInboundAt: conversation.lastInboundAt,
      closedByPlatform: isClosed(conversation),
      optedOutAt: conversation.optedOutAt,
      minorLockedAt: conversation.minorLockedAt,
      crisisAt: conversation.crisisAt,
      bannedAt: conversation.bannedAt,
      silentUntil: conversation.silentUntil,
      botPausedUntil: conversation.botPausedUntil,
      noOfferUntil: outbound.kind === "offer" ? conversation.noOfferUntil : null,
      // Parts of one answer count as one message: only the answers to earlier spans are "unanswered".
      unansweredOut: outbound.upToSeq >= conversation.answeredSeq ? 0 : conversation.unansweredOut,
      offersToday,
    },
    now,
  );
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
    if (tokenInvalid) await markDisconnected(tx, place.account.id);
  });
  context.log.warn("outbound refused by the platform", { conversationId, outboundId: outbound.id, code });
  return "failed";
}

/** Nobody can look it up: whether it is sent (again) is a person's to say, with what was to follow it. */
async function askPerson(context: AppContext, outbound: OutboundMessage): Promise<"asked"> {
  const { conversationId } = outbound;
  await context.database.prisma.outboundMessage.updateMany({
    where: restOf(outbound),
    data: { state: "draft", error: BROKE_OFF },
  });
  context.log.warn("outbound waits for a person", { conversationId, outboundId: outbound.id, reason: BROKE_OFF });
  return "asked";
}
