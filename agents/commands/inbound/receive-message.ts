// One fan message taken in, once. A lock it asks for (minor, opt-out, crisis, abuse) commits together with it (trust C11-C14).
import {
  type ReceiveMessage,
  type ReceiveResult,
  receiveMessage as receiveRow,
} from "../../../prisma/conversation-turn.ts";
import { within } from "../../../prisma/row-function.ts";
import { BURST_LONGEST_MS, BURST_QUIET_MS } from "../../domain/fans/burst.ts";
import type { GuardFindings } from "../../domain/fans/intent.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { ABUSE_RULE_VERSION } from "../../domain/trust/abuse.ts";
import { declaresAdult } from "../../domain/trust/adult-declaration.ts";
import { CHAT_PAUSE_MS } from "../../domain/trust/break-reminder.ts";
import { CRISIS_RULE_VERSION } from "../../domain/trust/crisis.ts";
import { ERASURE_RULE_VERSION } from "../../domain/trust/erasure.ts";
import { farewellKind } from "../../domain/trust/farewell.ts";
import { MINOR_RULE_VERSION } from "../../domain/trust/minor-lock.ts";
import { isOptIn, OPT_OUT_RULE_VERSION } from "../../domain/trust/opt-out.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import { cleanText } from "../../kernel/clean-text.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import type { AppContext } from "../context.ts";
import { addressHashes } from "../erasure/address-hash.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { appendTrustEvent } from "../trust-event.ts";

type MessageEvent = Extract<ChannelEvent, { kind: "message" }>;

const RULE_VERSIONS = {
  C11: MINOR_RULE_VERSION,
  C12: ABUSE_RULE_VERSION,
  C13: CRISIS_RULE_VERSION,
  C14: OPT_OUT_RULE_VERSION,
  C17: ERASURE_RULE_VERSION,
};

/** Longest text kept of one message; platforms allow less. */
const MAX_TEXT_CHARS = 4_000;
const MAX_NAME_CHARS = 60;

export async function receiveMessage(
  context: AppContext,
  platform: string,
  event: MessageEvent,
): Promise<ReceiveResult> {
  const text = cleanText(event.text.slice(0, MAX_TEXT_CHARS));
  const now = context.clock.now();
  const row = rowOf(context, platform, event, text, now);
  const findings = guard([text], now);
  const special = Object.values(findings).some(Boolean) || declaresAdult(text) || isOptIn(text);
  const result = special
    ? await receiveLocking(context, row, findings, text)
    : await receiveRow(context.database.pool, row);
  if (result.state === "received" && result.wake)
    await wake(context, result.conversationId, new Date(result.replyDueAt), now);
  return result;
}

function rowOf(context: AppContext, platform: string, event: MessageEvent, text: string, now: Date): ReceiveMessage {
  return {
    source: event.source,
    eventId: event.eventId,
    platform,
    accountExternalId: event.accountExternalId,
    fanExternalId: event.fanExternalId,
    fanName: cleanText(event.fan?.name.slice(0, MAX_NAME_CHARS) ?? ""),
    language: detectLanguage(text, event.fan?.language === "es" ? "es" : "en"),
    messageId: event.messageId,
    kind: event.attachments.length > 0 && text === "" ? (event.attachments[0]?.type ?? "other") : "text",
    text,
    attachments:
      event.attachments.length > 0 ? event.attachments.map((attachment) => ({ type: attachment.type })) : null,
    at: event.at,
    now,
    payload: { kind: event.kind, messageId: event.messageId, attachments: event.attachments.length },
    quietMs: BURST_QUIET_MS,
    longestMs: BURST_LONGEST_MS,
    chatGapMs: CHAT_PAUSE_MS,
    addressHashes: addressHashes(context.secrets, { platform, ...event }),
    rowId: context.ids.next("event"),
    fanId: context.ids.next("fan"),
    addressId: context.ids.next("address"),
    conversationId: context.ids.next("conversation"),
    messageRowId: context.ids.next("message"),
  };
}

/** Message, locks and their records in one transaction; rare, so it may take more round trips. */
async function receiveLocking(
  context: AppContext,
  row: ReceiveMessage,
  findings: GuardFindings,
  text: string,
): Promise<ReceiveResult> {
  return await context.database.prisma.$transaction(async (tx) => {
    const result = await receiveRow(within(tx), row);
    if (result.state !== "received") return result;
    const { now } = row;
    const record = (control: keyof typeof RULE_VERSIONS, decision: string) =>
      appendTrustEvent(context, tx, result.conversationId, {
        control,
        ruleVersion: RULE_VERSIONS[control],
        judged: text,
        decision,
      });
    const conversation = { where: { id: result.conversationId } };
    if (findings.minor) {
      // Over all linked channels: every conversation of this fan.
      await tx.conversation.updateMany({
        where: { fanId: result.fanId, minorLockedAt: null },
        data: { minorLockedAt: now },
      });
      await tx.fan.update({ where: { id: result.fanId }, data: { ageState: "minor" } });
      await tx.offer.updateMany({
        where: { fanId: result.fanId, state: { in: [...OPEN_OFFER_STATES] } },
        data: { state: "withdrawn" },
      });
      await record("C11", "locked");
    } else if (declaresAdult(text)) {
      await tx.fan.updateMany({
        where: { id: result.fanId, ageState: "unknown" },
        data: { ageState: "declared_adult" },
      });
    }
    if (findings.abuse) {
      await tx.conversation.update({ ...conversation, data: { bannedAt: now } });
      await record("C12", "banned");
    }
    if (findings.crisis) {
      await tx.conversation.update({ ...conversation, data: { crisisAt: now } });
      await record("C13", "crisis");
    }
    if (findings.optOut) {
      await tx.conversation.update({ ...conversation, data: { optedOutAt: now } });
      await record("C14", "opted_out");
    } else if (isOptIn(text)) {
      await tx.conversation.update({ ...conversation, data: { optedOutAt: null, silentUntil: null } });
      await record("C14", "opted_in");
    }
    if (farewellKind(text) === "delete_account") {
      // A person carries it out: what is said in a chat is no proof of who says it.
      await tx.conversation.update({ ...conversation, data: { erasureAskedAt: now } });
      await record("C17", "erasure_asked");
    }
    return result;
  });
}

/** The row is the truth, the job only a wake-up: a queue that is away does not fail the webhook, the sweeper finds the row. */
async function wake(context: AppContext, conversationId: string, dueAt: Date, now: Date): Promise<void> {
  try {
    await context.ports.queue.add(
      advanceConversation,
      { conversationId },
      { delayMs: Math.max(0, dueAt.getTime() - now.getTime()) },
    );
  } catch (error) {
    context.log.warn("wake-up failed, the sweeper will do it", { conversationId, error });
  }
}
