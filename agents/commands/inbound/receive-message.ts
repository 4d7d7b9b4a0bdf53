// One fan message taken in, once. A lock it asks for (minor, opt-out, crisis, abuse) commits together with it (trust C11-C14).
import {
  type ReceiveMessage,
  type ReceiveResult,
  receiveMessage as receiveRow,
} from "../../../prisma/conversation-turn.ts";
import { within } from "../../../prisma/row-function.ts";
import { type GuardFindings, isSure } from "../../domain/fans/intent.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { linkCodeIn } from "../../domain/fans/link-code.ts";
import { declaresAdult } from "../../domain/trust/adult-declaration.ts";
import { CHAT_PAUSE_MS } from "../../domain/trust/break-reminder.ts";
import { farewellKind } from "../../domain/trust/farewell.ts";
import { isOptIn } from "../../domain/trust/opt-out.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import { cleanText } from "../../kernel/clean-text.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { recordTouch, type TouchFacts, touchOfReferral } from "../attribution/record-touch.ts";
import type { AppContext } from "../context.ts";
import { canBePerceived } from "../conversation/look-at-media.ts";
import { burstDefaults } from "../conversation/pacing-settings.ts";
import { addressHashes } from "../erasure/address-hash.ts";
import { settleAgeDoubt } from "../fan/settle-age-doubt.ts";
import { redeemLinkCode } from "../link-code/redeem-link-code.ts";
import { applyLocks, recordLock } from "./apply-locks.ts";
import { recordReferral } from "./receive-signal.ts";
import { receiveTogether } from "./receive-together.ts";

type MessageEvent = Extract<ChannelEvent, { kind: "message" }>;

/** Longest text kept of one message; platforms allow less. */
const MAX_TEXT_CHARS = 4_000;
const MAX_NAME_CHARS = 60;
const MAX_PAYLOAD_CHARS = 500;
const MAX_URL_CHARS = 2_000;

export async function receiveMessage(
  context: AppContext,
  platform: string,
  event: MessageEvent,
): Promise<ReceiveResult> {
  const text = storedText(event.text);
  const now = context.clock.now();
  const row = rowOf(context, platform, event, text, now);
  const findings = guard([text], now);
  const special =
    Object.values(findings).includes(true) ||
    saysAdult(event, text) ||
    isOptIn(text) ||
    touchesOf(event).length > 0 ||
    linkCodeIn(text) !== null;
  const result = special
    ? await receiveLocking(context, row, event, findings)
    : await receiveTogether(context.database.pool, { message: row, clock: context.clock });
  if (result.state === "received" && result.wake)
    await wake(context, result.conversationId, new Date(result.replyDueAt), context.clock.now());
  return result;
}

export function storedText(text: string): string {
  return cleanText(text.slice(0, MAX_TEXT_CHARS));
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
    kind: kindOf(event, text),
    text,
    attachments: attachmentsOf(context, event),
    at: event.at,
    now,
    payload: { kind: event.kind, messageId: event.messageId, attachments: event.attachments.length },
    ...burstDefaults(context),
    chatGapMs: CHAT_PAUSE_MS,
    addressHashes: addressHashes(context.secrets, { platform, ...event }),
    rowId: context.ids.next("event"),
    fanId: context.ids.next("fan"),
    addressId: context.ids.next("address"),
    conversationId: context.ids.next("conversation"),
    messageRowId: context.ids.next("message"),
  };
}

/** A story it answers or a button that was tapped; else what it is made of. */
function kindOf({ about, attachments }: MessageEvent, text: string): string {
  return about?.kind ?? (text === "" ? (attachments[0]?.type ?? "other") : "text");
}

/** Types only: the address of a fan's picture is kept no longer than until it was looked at, and only if it will be. */
function attachmentsOf({ ports }: AppContext, { about, attachments }: MessageEvent): readonly object[] | null {
  const types = attachments.map(({ type, url }) => ({
    type,
    ...(url !== null && url.length <= MAX_URL_CHARS && canBePerceived(ports, { type }) ? { url } : {}),
  }));
  const payload = about?.payload ? [{ type: about.kind, payload: about.payload.slice(0, MAX_PAYLOAD_CHARS) }] : [];
  return types.length + payload.length > 0 ? [...types, ...payload] : null;
}

const saysAdult = (event: MessageEvent, text: string) => event.confirmedAdult === true || declaresAdult(text);

/** What says how the fan came to write this. A story's id is the post's where it is one of ours. */
function touchesOf({ about, referral, messageId }: MessageEvent): readonly TouchFacts[] {
  const story = about?.kind === "story_reply" || about?.kind === "story_mention" ? about.kind : null;
  return [
    ...(story ? [{ kind: story, key: messageId, postExternalId: about?.payload ?? null }] : []),
    ...(referral ? [touchOfReferral(referral, messageId)] : []),
  ];
}

/** Message, locks and their records in one transaction; rare, so it may take more round trips. */
async function receiveLocking(
  context: AppContext,
  row: ReceiveMessage,
  event: MessageEvent,
  findings: GuardFindings,
): Promise<ReceiveResult> {
  const { text } = row;
  return await context.database.prisma.$transaction(async (tx) => {
    // From now on the message can be seen, not from when it waited for its turn: the quiet time of its burst begins here.
    const result = await receiveRow(within(tx), { ...row, now: context.clock.now() });
    if (result.state !== "received") return result;
    const { conversationId, fanId } = result;
    await applyLocks(context, tx, { conversationId, fanId }, findings, text);
    if (!findings.minor && saysAdult(event, text)) {
      await tx.fan.updateMany({ where: { id: fanId, ageState: "unknown" }, data: { ageState: "declared_adult" } });
      // A box that was ticked settles no doubt; a plain word does.
      const settled = declaresAdult(text) && (await settleAgeDoubt(tx, fanId, "declared_adult"));
      if (settled) await recordLock(context, tx, conversationId, "C11", "doubt_settled", text);
    }
    if (!isSure(findings, "optOut") && isOptIn(text)) {
      await tx.conversation.update({
        where: { id: conversationId },
        data: { optedOutAt: null, silentUntil: null },
      });
      await recordLock(context, tx, conversationId, "C14", "opted_in", text);
    }
    if (farewellKind(text) === "delete_account") {
      // A person carries it out: what is said in a chat is no proof of who says it.
      await tx.conversation.update({ where: { id: conversationId }, data: { erasureAskedAt: row.now } });
      await recordLock(context, tx, conversationId, "C17", "erasure_asked", text);
    }
    if (event.referral) await recordReferral(tx, conversationId, event.referral, event.at);
    const code = linkCodeIn(text);
    if (code) await redeemLinkCode(context, tx, { conversationId, seq: result.seq, code });
    for (const touch of touchesOf(event)) await recordTouch(context, tx, row.platform, { ...event, at: row.at }, touch);
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
