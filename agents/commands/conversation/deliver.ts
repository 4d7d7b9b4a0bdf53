// Sends one outbound message: gate, intent, call, result (trust C14, architecture 4). The gate judges outside of the
// database; the intent is written only if what it judged still holds under the conversation's lock.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { beginSending as beginRow, readFacts, recordSent, sendFacts } from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { effectiveAutonomy } from "../../domain/fans/autonomy.ts";
import { maySend, type OutboundKind, SEND_GATE_RULE_VERSION, type SendDecision } from "../../domain/trust/send-gate.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ChannelAccount, FanChannel, SendResult } from "../../ports/fan-channel.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";

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
}

/** Anything but `sent` ends the answer: what follows would stand without it. */
export type DeliveryOutcome = "sent" | "blocked" | "failed" | "lost_lease";

/** The same in the SQL of `send_facts`. */
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
  const result = await send(context, channel, place, outbound, signal);
  if (result.state === "refused") return await fail(context, outbound, result.code);
  await record(context, place, outbound, result.externalId);
  return "sent";
}

async function send(
  context: AppContext,
  channel: FanChannel,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const content = { kind: "text", text: outbound.text } as const;
    return await channel.send(channelAccount(context, place), place.recipientId, content, signal);
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

function channelAccount(context: AppContext, { account }: DeliveryPlace): ChannelAccount {
  return { id: account.id, externalId: account.externalId, accessToken: accountToken(context, account) };
}

/** When this fails the message stays `sending`: it went out, and the next run finds it on the platform. */
async function record(
  context: AppContext,
  place: DeliveryPlace,
  outbound: OutboundMessage,
  externalId: string,
): Promise<void> {
  const { facts } = await recordSent(context.database.pool, {
    conversationId: place.conversationId,
    outboundId: outbound.id,
    externalId,
    messageRowId: context.ids.next("message"),
    now: context.clock.now(),
  });
  place.facts = facts;
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
  const since = outbound.sendingAt ?? outbound.createdAt;
  const account = channelAccount(context, place);
  const externalId = await channel.findSent(account, place.recipientId, outbound.text, since, signal);
  if (externalId === null) return false;
  await record(context, place, outbound, externalId);
  return true;
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

function decide(place: DeliveryPlace, outbound: OutboundMessage, facts: string, now: Date): SendDecision {
  const row = readFacts(facts);
  return maySend(
    {
      ...row,
      kind: outbound.kind as OutboundKind,
      platform: place.account.platform,
      byHuman: outbound.author === "operator",
      killSwitch: row.killSwitch === true,
      autonomy: effectiveAutonomy(row.avatarAutonomy, row.autonomy),
      approved: outbound.operatorId !== null || outbound.kind === "handover",
      noOfferUntil: outbound.kind === "offer" ? row.noOfferUntil : null,
      // Parts of one answer count as one message: only the answers to earlier spans are "unanswered".
      unansweredOut: outbound.upToSeq >= row.answeredSeq ? 0 : row.unansweredOut,
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
