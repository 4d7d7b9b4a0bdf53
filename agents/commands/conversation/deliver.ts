// Sends one outbound message: gate and intent in one transaction, then the call, then the result (trust C14, architecture 4).
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { effectiveAutonomy } from "../../domain/fans/autonomy.ts";
import { maySend, type OutboundKind, SEND_GATE_RULE_VERSION, type SendDecision } from "../../domain/trust/send-gate.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext, Transaction } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";
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
export type DeliveryOutcome = "sent" | "blocked" | "failed" | "lost_lease";

export const KILL_SWITCH_KEY = "kill-switch";

export async function deliver(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const found = await resolveEarlierTry(context, place, outbound, signal);
  if (found) return "sent";
  const begun = await beginSending(context, place, outbound);
  if (begun !== "sending") return begun;
  const channel = context.ports.channels[place.account.platform];
  if (!channel) return await fail(context, outbound, "no_channel");
  const account = {
    id: place.account.id,
    externalId: place.account.externalId,
    accessToken: accountToken(context, place.account),
  };
  try {
    const result = await channel.send(account, place.recipientId, { kind: "text", text: outbound.text }, signal);
    if (result.state === "refused") return await fail(context, outbound, result.code);
    await context.database.prisma.$transaction((tx) =>
      recordSent(context, tx, outbound, result.externalId, context.clock.now()),
    );
    return "sent";
  } catch (thrown) {
    const error = toAppError(thrown);
    // Certainly not delivered: free to try again. Unknown: looked up before the next try.
    const state = error.code === "outcome_unknown" ? "unknown" : "pending";
    await context.database.prisma.outboundMessage.updateMany({
      where: { id: outbound.id, state: "sending" },
      data: { state, error: error.code },
    });
    throw thrown;
  }
}

/** A message left in `sending` or `unknown` by a crash or a lost answer is looked up, never blindly repeated. */
async function resolveEarlierTry(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  signal: AbortSignal,
): Promise<boolean> {
  if (outbound.state !== "sending" && outbound.state !== "unknown") return false;
  const channel = context.ports.channels[place.account.platform];
  if (!channel) return false;
  const account = {
    id: place.account.id,
    externalId: place.account.externalId,
    accessToken: accountToken(context, place.account),
  };
  const since = outbound.sendingAt ?? outbound.createdAt;
  const externalId = await channel.findSent(account, place.recipientId, outbound.text, since, signal);
  if (externalId === null) return false;
  await context.database.prisma.$transaction((tx) =>
    recordSent(context, tx, outbound, externalId, context.clock.now()),
  );
  return true;
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
      await tx.outboundMessage.update({
        where: { id: outbound.id },
        data: { state: "sending", sendingAt: now, attempts: { increment: 1 } },
      });
      return "sending";
    }
    // Nothing more of this answer goes out: what follows a blocked message would stand without it.
    await tx.outboundMessage.updateMany({
      where: {
        conversationId: place.conversationId,
        upToSeq: outbound.upToSeq,
        ordinal: { gte: outbound.ordinal },
        state: { in: ["pending", "sending", "unknown"] },
      },
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

async function fail(context: AppContext, outbound: OutboundMessage, code: string): Promise<"failed"> {
  await context.database.prisma.outboundMessage.updateMany({
    where: {
      conversationId: outbound.conversationId,
      upToSeq: outbound.upToSeq,
      ordinal: { gte: outbound.ordinal },
      state: { in: ["pending", "sending", "unknown"] },
    },
    data: { state: "failed", error: code },
  });
  context.log.warn("outbound refused by the platform", {
    conversationId: outbound.conversationId,
    outboundId: outbound.id,
    code,
  });
  return "failed";
}
