// What Fanvue shows of its chats: their newest messages.
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import { type ChannelEvent, HISTORY_TOO_SHORT, type RecentlyWritten } from "../../../agents/ports/fan-channel.ts";
import { type FanvueClient, readAnswer } from "./client.ts";
import { isRetryable } from "./failure.ts";
import { attachmentsOf, echoEventId, id, messageEventId } from "./webhook-event.ts";

const when = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Message = z.object({
  uuid: id,
  text: z.string().nullish(),
  sentAt: when,
  sender: z.object({ uuid: id }),
  hasMedia: z.boolean().nullish().catch(null),
  mediaType: z.string().max(40).nullish().catch(null),
});
type Message = z.output<typeof Message>;
/** Older answers tell of pages, newer ones of a date to go on from; neither: this is all. */
const more = {
  pagination: z.object({ hasMore: z.boolean().nullish(), nextCursor: z.unknown().optional() }).nullish().catch(null),
  dateFilter: z.unknown().optional(),
};
/** Messages are read one by one: an odd one must not hide the others. */
const Messages = z.object({ data: z.array(z.unknown()), ...more });
const Chat = z.object({ user: z.object({ uuid: id }), lastMessageAt: when.nullish() });
const Chats = z.object({ data: z.array(z.unknown()), ...more });

export interface Reading {
  readonly client: FanvueClient;
  readonly account: ConnectedAccount;
  readonly signal: AbortSignal;
}

export const chatPath = (fanId: string) => `/v1/chats/${encodeURIComponent(fanId)}`;

function readMessages({ client, account, signal }: Reading, fanId: string) {
  const path = `${chatPath(fanId)}/messages`;
  return client.call({ method: "GET", path, token: account.accessToken, signal }, Messages);
}

const hasMore = ({ pagination, dateFilter }: Pick<z.output<typeof Messages>, "pagination" | "dateFilter">): boolean =>
  pagination?.hasMore === true || Boolean(pagination?.nextCursor) || Boolean(dateFilter);

const messagesOf = (data: readonly unknown[]): Message[] => data.flatMap((raw) => Message.safeParse(raw).data ?? []);

/** @throws AppError `unavailable` when the messages shown do not reach back to `since` */
export async function findSent(reading: Reading, fanId: string, text: string, since: Date): Promise<string | null> {
  const page = readAnswer(await readMessages(reading, fanId));
  const messages = messagesOf(page.data);
  const wanted = text.normalize("NFC").trim();
  const from = wholeSecond(since);
  const ours = messages.find(
    ({ sender, sentAt, text: said }) =>
      sender.uuid === reading.account.externalId && sentAt >= from && said?.normalize("NFC").trim() === wanted,
  );
  if (ours) return ours.uuid;
  if (!hasMore(page) || messages.some(({ sentAt }) => sentAt < from)) return null;
  throw new AppError("unavailable", "Fanvue's message history is too short to tell.", {
    reason: HISTORY_TOO_SHORT,
    retryable: false,
  });
}

/** Of the chats on the first page, which are the newest ones: what that leaves out is said by `isComplete`. */
export async function readRecentEvents(reading: Reading, since: Date): Promise<RecentlyWritten> {
  const { client, account, signal } = reading;
  const path = "/v1/chats";
  const shown = readAnswer(await client.call({ method: "GET", path, token: account.accessToken, signal }, Chats));
  const chats = shown.data.flatMap((raw) => Chat.safeParse(raw).data ?? []);
  const changed = chats.filter(({ lastMessageAt }) => !lastMessageAt || lastMessageAt >= since);
  let isComplete = !hasMore(shown) || changed.length < chats.length;
  const events: ChannelEvent[] = [];
  for (const { user } of changed) {
    const answer = await readMessages(reading, user.uuid);
    if (!answer.ok) {
      // What was read already is not lost for what could not be.
      isComplete = false;
      if (isRetryable(answer.failure)) break;
      continue;
    }
    const messages = messagesOf(answer.data.data);
    if (hasMore(answer.data) && messages.every(({ sentAt }) => sentAt >= since)) isComplete = false;
    for (const message of messages)
      if (message.sentAt >= since) events.push(eventOf(message, account.externalId, user.uuid));
  }
  return { events: events.sort((one, other) => one.at.getTime() - other.at.getTime()), isComplete };
}

function eventOf(message: Message, accountExternalId: string, fanExternalId: string): ChannelEvent {
  const { uuid: messageId, sentAt: at, sender, hasMedia, mediaType } = message;
  const frame = {
    source: "fanvue",
    accountExternalId,
    fanExternalId,
    at,
    messageId,
    text: cleanText(message.text ?? ""),
  };
  if (sender.uuid === accountExternalId) return { ...frame, kind: "echo", eventId: echoEventId(messageId) };
  const attachments = attachmentsOf(hasMedia ?? false, mediaType ?? null);
  return { ...frame, kind: "message", eventId: messageEventId(messageId), attachments };
}

const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1_000) * 1_000);
