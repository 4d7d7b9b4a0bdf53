// A queued message nobody asked for with everything it is judged by, read under its conversation's lock.
import type { Outreach } from "../../../prisma/generated/client/client.ts";
import type { OutreachFacts, OutreachSettings, OutreachVerdict } from "../../domain/fans/outreach-rules.ts";
import { zoneOf } from "../../domain/fans/quiet-hours.ts";
import type { SendDecision } from "../../domain/trust/send-gate.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { isReady } from "../segment/segment-query.ts";
import { readSteps } from "./campaign-texts.ts";

/** Read under the conversation's lock, one query after the other: a transaction is one connection. */
export async function loadPlace(tx: Transaction, id: string) {
  const row = await tx.outreach.findUnique({ where: { id } });
  if (!row) return null;
  const { broadcastId, sequenceId } = row;
  const broadcast = broadcastId === null ? null : await tx.broadcast.findUnique({ where: { id: broadcastId } });
  const sequence = sequenceId === null ? null : await tx.sequence.findUnique({ where: { id: sequenceId } });
  const campaign = broadcast ?? sequence;
  if (!campaign) return null;
  const conversation = await tx.conversation.findUniqueOrThrow({ where: { id: row.conversationId } });
  const fan = await tx.fan.findUniqueOrThrow({ where: { id: conversation.fanId } });
  const account = await tx.account.findUniqueOrThrow({ where: { id: conversation.accountId } });
  const avatar = await tx.avatar.findUniqueOrThrow({ where: { id: conversation.avatarId } });
  return { outreach: { ...row, broadcast, sequence }, campaign, conversation, fan, account, avatar };
}
export type OutreachPlace = NonNullable<Awaited<ReturnType<typeof loadPlace>>>;

/** @param sendingId the message itself, once it is on its way */
export async function outreachFacts(
  { clock }: Pick<AppContext, "clock">,
  tx: Transaction,
  place: OutreachPlace,
  { everyDays }: Pick<OutreachSettings, "everyDays">,
  sendingId: string | null = null,
): Promise<OutreachFacts> {
  const { outreach, conversation, account, fan, avatar, campaign } = place;
  const now = clock.now();
  const open = await tx.outboundMessage.count({
    where: {
      conversationId: conversation.id,
      state: { in: ["draft", "pending", "sending", "unknown"] },
      OR: [{ outreachId: null }, { outreachId: { not: sendingId ?? "" } }],
    },
  });
  const recent = new Date(now.getTime() - everyDays * DAY_MS);
  const hadBroadcast = outreach.broadcastId
    ? await tx.outreach.count({
        where: {
          fanId: fan.id,
          broadcastId: { notIn: [outreach.broadcastId] },
          OR: [{ state: "planned" }, { sentAt: { gt: recent } }],
        },
      })
    : 0;
  const boughtSince = outreach.silentSince
    ? await tx.purchase.count({ where: { fanId: fan.id, paidAt: { gt: outreach.silentSince } } })
    : 0;
  const leased = sendingId === null && conversation.leaseUntil !== null && conversation.leaseUntil > now;
  return {
    isBroadcast: outreach.broadcastId !== null,
    campaign: campaign.state,
    lateMs: now.getTime() - lateSince(outreach).getTime(),
    silentSince: outreach.silentSince,
    plannedAt: outreach.plannedAt,
    lastInboundAt: conversation.lastInboundAt,
    accountReady: isReady(account),
    crisisAt: conversation.crisisAt,
    withPerson: conversation.waitingSince !== null,
    botPausedUntil: conversation.botPausedUntil,
    inFlight: open > 0 || leased || conversation.firstUnansweredAt !== null,
    reachedAt: conversation.reachedAt,
    hadBroadcast: hadBroadcast > 0,
    boughtSince: boughtSince > 0,
    zone: zoneOf(fan.country, avatar.timeZone),
  };
}

/** A step is late from its time on, whatever moved it since; a broadcast from the yes on. */
function lateSince(outreach: OutreachPlace["outreach"]): Date {
  const { sequence, silentSince, step, broadcast } = outreach;
  if (!sequence || !silentSince) return broadcast?.createdAt ?? outreach.createdAt;
  const hours = readSteps(sequence.steps)[step]?.afterHours ?? 0;
  return new Date(silentSince.getTime() + hours * HOUR_MS);
}

/** The later steps of this silence go with it. */
export async function leaveOut(tx: Transaction, outreach: Outreach, reason: string): Promise<"left_out"> {
  await tx.outreach.update({ where: { id: outreach.id }, data: { state: "left_out", reason } });
  if (outreach.sequenceId && STOPS.has(reason)) {
    const { sequenceId, conversationId, silentSince } = outreach;
    await tx.outreach.updateMany({
      where: { sequenceId, conversationId, silentSince, state: "queued" },
      data: { state: "left_out", reason },
    });
  }
  return "left_out";
}

const STOPS: ReadonlySet<string> = new Set(["answered", "bought", "opted_out", "minor_lock", "banned", "blocked"]);

/** Refusals of the gate that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(["kill_switch", "avatar_paused", "human_takeover"]);
const GATE_WAIT_MS = 10 * MINUTE_MS;

/** What a refusal of the send gate means for a message nobody asked for. */
export function gateVerdict(decision: SendDecision, now: Date): OutreachVerdict {
  if (decision.allowed) return { act: "go" };
  const { reason, retryAt } = decision;
  if (!PASSING.has(reason)) return { act: "leave", reason };
  return { act: "wait", reason, until: retryAt ?? new Date(now.getTime() + GATE_WAIT_MS) };
}
