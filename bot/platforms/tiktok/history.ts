// What TikTok shows of a conversation: its newest messages and who takes part.
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import {
  type ChannelEvent,
  type FanProfile,
  HISTORY_TOO_SHORT,
  type RecentlyWritten,
} from "../../../agents/ports/fan-channel.ts";
import { timeFrom } from "../wire-time.ts";
import { readAnswer, type TiktokAnswer, type TiktokClient } from "./client.ts";
import { errorFrom } from "./errors.ts";
import { attachmentsOf, echoEventId, id, messageEventId } from "./webhook-event.ts";

const Participant = z.object({
  id,
  role: z.string(),
  display_name: z.string().nullish().catch(null),
  is_follower: z.boolean().nullish().catch(null),
});
const HistoryMessage = z.object({
  message_id: id,
  sender: id,
  timestamp: z.unknown(),
  message_type: z.string().catch("OTHER"),
  text: z.object({ body: z.string() }).nullish().catch(null),
});
type HistoryMessage = z.output<typeof HistoryMessage>;
/** Messages are read one by one: an odd one must not hide the others. */
const Content = z.object({
  messages: z.array(z.unknown()).nullish(),
  participants: z.array(z.unknown()).nullish(),
});
type Content = z.output<typeof Content>;
const Conversations = z.object({
  conversations: z.array(z.object({ conversation_id: id, update_time: z.unknown() })).nullish(),
  has_more: z.boolean().nullish(),
  cursor: z.union([z.string(), z.number()]).transform(String).nullish(),
});

/** TikTok shows only the newest so many messages of a conversation. */
const HISTORY_SHOWN = 20;
const CONVERSATIONS_A_PAGE = 100;
/** Pages of each kind in one look; the next one goes on, since this one is not complete then. */
const PAGES_A_LOOK = 3;
/** Requests that were not answered yet, and those that were. */
const CONVERSATION_TYPES = ["STRANGER", "SINGLE"] as const;

interface Reading {
  readonly client: TiktokClient;
  readonly account: ConnectedAccount;
  readonly signal: AbortSignal;
}

function readContent({ client, account, signal }: Reading, conversationId: string): Promise<TiktokAnswer<Content>> {
  const query = { business_id: account.externalId, conversation_id: conversationId };
  const path = "/business/message/content/list/";
  return client.call({ method: "GET", path, token: account.accessToken, query, signal }, Content);
}

const participantsOf = ({ participants }: Content) =>
  (participants ?? []).flatMap((raw) => Participant.safeParse(raw).data ?? []);

const messagesOf = ({ messages }: Content) =>
  (messages ?? []).flatMap((raw) => {
    const message = HistoryMessage.safeParse(raw).data;
    const at = message && timeFrom(message.timestamp);
    return message && at ? [{ ...message, at }] : [];
  });

/** Ids under which TikTok speaks of the account in this conversation. */
function ownIds(content: Content, accountId: string): ReadonlySet<string> {
  const own = participantsOf(content).filter(({ role }) => role.toUpperCase() === "BUSINESS_ACCOUNT");
  return new Set([accountId, ...own.map((participant) => participant.id)]);
}

/** Shown of those who wrote; of others TikTok knows no conversation. */
export async function readProfile(reading: Reading, conversationId: string): Promise<FanProfile | null> {
  const answer = await readContent(reading, conversationId);
  if (!answer.ok) {
    if (!answer.failure.retryable && !answer.failure.tokenInvalid) return null;
    throw errorFrom(answer.failure, false);
  }
  const own = ownIds(answer.data, reading.account.externalId);
  const fan = participantsOf(answer.data).find((participant) => !own.has(participant.id));
  if (!fan) return null;
  return { name: fan.display_name ?? "", username: null, followsAccount: fan.is_follower ?? null };
}

/** @throws AppError `unavailable` when the messages shown do not reach back to `since` */
export async function findSent(
  reading: Reading,
  conversationId: string,
  text: string,
  since: Date,
  now: Date,
): Promise<string | null> {
  const answer = await readContent(reading, conversationId);
  const content = readAnswer(answer);
  const own = ownIds(content, reading.account.externalId);
  const skewMs = answer.ok && answer.at ? answer.at.getTime() - now.getTime() : 0;
  // The header that tells the skew has whole seconds.
  const from = new Date(Math.floor((since.getTime() + skewMs) / 1_000) * 1_000);
  const messages = messagesOf(content);
  const wanted = text.normalize("NFC").trim();
  const ours = messages.find(
    ({ sender, at, text: said }) => own.has(sender) && at >= from && said?.body.normalize("NFC").trim() === wanted,
  );
  if (ours) return ours.message_id;
  const shown = content.messages?.length ?? 0;
  if (shown < HISTORY_SHOWN || messages.some(({ at }) => at < from)) return null;
  throw new AppError("unavailable", "TikTok's message history is too short to tell.", {
    reason: HISTORY_TOO_SHORT,
    retryable: false,
  });
}

/** Also the words of fans in Europe, whose webhooks come without them. */
export async function readRecentEvents(reading: Reading, since: Date): Promise<RecentlyWritten> {
  const events: ChannelEvent[] = [];
  const { ids, isAll } = await changedConversations(reading, since);
  let isComplete = isAll;
  for (const conversationId of ids) {
    const answer = await readContent(reading, conversationId);
    if (!answer.ok) {
      // What was read already is not lost for what could not be.
      isComplete = false;
      if (answer.failure.retryable) break;
      continue;
    }
    const own = ownIds(answer.data, reading.account.externalId);
    const known = new Set(participantsOf(answer.data).map((participant) => participant.id));
    for (const message of messagesOf(answer.data)) {
      const isOurs = own.has(message.sender);
      if (message.at < since || !(isOurs || known.has(message.sender))) continue;
      events.push(eventOf(message, { isOurs, conversationId, accountId: reading.account.externalId }));
    }
  }
  const oldestFirst = events.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { events: oldestFirst, isComplete };
}

async function changedConversations({ client, account, signal }: Reading, since: Date) {
  const ids: string[] = [];
  let isAll = true;
  for (const conversation_type of CONVERSATION_TYPES) {
    let cursor: string | null = null;
    for (let page = 0; ; page += 1) {
      if (page === PAGES_A_LOOK) {
        isAll = false;
        break;
      }
      const query: Record<string, string> = {
        business_id: account.externalId,
        conversation_type,
        limit: String(CONVERSATIONS_A_PAGE),
        ...(cursor === null ? {} : { cursor }),
      };
      const path = "/business/message/conversation/list/";
      const read = { method: "GET", path, token: account.accessToken, query, signal } as const;
      const found: z.output<typeof Conversations> = readAnswer(await client.call(read, Conversations));
      const shown = found.conversations ?? [];
      const changed = shown.filter(
        ({ update_time }) => (timeFrom(update_time)?.getTime() ?? Infinity) >= since.getTime(),
      );
      ids.push(...changed.map(({ conversation_id }) => conversation_id));
      cursor = found.cursor ?? null;
      if (!found.has_more || cursor === null || changed.length === 0) break;
    }
  }
  return { ids, isAll };
}

function eventOf(
  message: HistoryMessage & { readonly at: Date },
  { isOurs, conversationId, accountId }: { isOurs: boolean; conversationId: string; accountId: string },
): ChannelEvent {
  const { message_id: messageId, message_type, at } = message;
  const frame = { source: "tiktok", accountExternalId: accountId, fanExternalId: conversationId, at, messageId };
  const text = cleanText(message.text?.body ?? "");
  if (isOurs) return { ...frame, kind: "echo", eventId: echoEventId(messageId), text };
  return {
    ...frame,
    kind: "message",
    eventId: messageEventId(messageId),
    text,
    attachments: attachmentsOf(message_type),
  };
}
