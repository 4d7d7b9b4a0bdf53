// Instagram's direct messages as a FanChannel: no idempotency key, so a lost answer is looked up, never sent again.
import { z } from "zod";
import { type Clock, DAY_MS, HOUR_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import {
  type FanChannel,
  type FanProfile,
  type FindSent,
  HISTORY_TOO_SHORT,
  type OutboundContent,
  type ReplyToComment,
  type SendResult,
} from "../../../agents/ports/fan-channel.ts";
import { createInstagramClient, type InstagramClient, type InstagramOptions, readAnswer } from "./client.ts";
import { errorFrom, type GraphFailure } from "./errors.ts";
import { readRecentEvents } from "./recent-events.ts";

const Sent = z.object({ message_id: z.string().min(1), recipient_id: z.string().nullish() });
const Acted = z.object({ recipient_id: z.string().nullish() });
const Profile = z.object({
  name: z.string().nullish(),
  username: z.string().nullish(),
  is_user_follow_business: z.boolean().nullish(),
});
const Conversations = z.object({ data: z.array(z.object({ id: z.string() })) });
const History = z.object({
  messages: z
    .object({
      data: z.array(
        z.object({
          id: z.string(),
          created_time: z.string(),
          from: z.object({ id: z.string() }).nullish(),
          message: z.string().nullish(),
        }),
      ),
    })
    .nullish(),
});
type HistoryMessage = NonNullable<z.output<typeof History>["messages"]>["data"][number];

/** Instagram shows only the newest so many messages of a conversation. */
const HISTORY_SHOWN = 20;
/** Seven days instead of one, for a real person's own words only. */
const HUMAN_AGENT = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" } as const;

export function createInstagramChannel(
  options: InstagramOptions & { readonly clock: Clock },
): FanChannel & { readonly findSent: FindSent } {
  const client = createInstagramClient(options);
  const act = async (action: "typing_on" | "mark_seen", account: ConnectedAccount, id: string, signal: AbortSignal) => {
    readAnswer(await client.call(messages(account, { recipient: { id }, sender_action: action }, signal), Acted));
  };
  return {
    info: {
      platform: "instagram",
      replyWindowMs: 24 * HOUR_MS,
      maxTextBytes: 1_000,
      maxTextChars: null,
      supportsTyping: true,
      typingCounts: true,
      supportsSeen: true,
      media: ["image", "audio", "video"],
      commentReplyMs: 7 * DAY_MS,
      echoes: true,
    },
    send: (account, recipientId, content, signal) => send(client, account, recipientId, content, signal),
    typing: (account, recipientId, signal) => act("typing_on", account, recipientId, signal),
    seen: (account, recipientId, signal) => act("mark_seen", account, recipientId, signal),
    replyToComment: (account, commentId, text, signal) => replyToComment(client, account, commentId, text, signal),
    profileOf: (account, fanId, signal) => profileOf(client, account, fanId, signal),
    recentEvents: (account, since, signal) => readRecentEvents(client, account, since, signal),
    findSent: async (account, recipientId, text, since, signal) => {
      const history = await readHistory(client, account, recipientId, signal);
      if (history === null) return null;
      // Instagram's times are by its own clock and have no milliseconds.
      const skewMs = history.at === null ? 0 : history.at.getTime() - options.clock.now().getTime();
      const from = Math.floor((since.getTime() + skewMs) / SECOND_MS) * SECOND_MS;
      return findIn(history.messages, account.externalId, text, from);
    },
  };
}

function messages(account: ConnectedAccount, body: unknown, signal: AbortSignal) {
  const path = `/${account.externalId}/messages`;
  return { method: "POST", path, token: account.accessToken, body, signal } as const;
}

async function send(
  client: InstagramClient,
  account: ConnectedAccount,
  recipientId: string,
  content: OutboundContent,
  signal: AbortSignal,
): Promise<SendResult> {
  const isTagged = content.kind === "text" && content.byHumanAfterWindow === true;
  const message =
    content.kind === "text"
      ? { text: content.text }
      : { attachment: { type: content.kind, payload: { url: content.url } } };
  const body = { recipient: { id: recipientId }, message, ...(isTagged ? HUMAN_AGENT : {}) };
  const answer = await client.call(messages(account, body, signal), Sent);
  if (answer.ok) return { state: "sent", externalId: answer.body.message_id };
  const refused = refusalOf(answer.failure);
  // Without Meta's Human Agent feature the tag itself is the bad parameter: by now only the fan can open the chat.
  const isUngranted = isTagged && refused.code === "bad_parameter";
  return isUngranted ? { ...refused, code: "human_agent_not_granted", closesWindow: true } : refused;
}

/** @throws AppError for what is not a refusal */
function refusalOf(failure: GraphFailure): Extract<SendResult, { state: "refused" }> {
  if (failure.mayHaveHappened || failure.retryable) throw errorFrom(failure, true);
  const { reason: code, closesWindow, tokenInvalid } = failure;
  return { state: "refused", code, closesWindow, tokenInvalid };
}

async function replyToComment(
  client: InstagramClient,
  account: ConnectedAccount,
  commentId: string,
  text: string,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<ReplyToComment>>> {
  const body = { recipient: { comment_id: commentId }, message: { text } };
  const answer = await client.call(messages(account, body, signal), Sent);
  if (!answer.ok) return refusalOf(answer.failure);
  const { message_id: externalId, recipient_id: recipientId } = answer.body;
  return { state: "sent", externalId, ...(recipientId ? { recipientId } : {}) };
}

/** Shown only of those who wrote; what is not shown is not an error. */
async function profileOf(
  client: InstagramClient,
  account: ConnectedAccount,
  fanId: string,
  signal: AbortSignal,
): Promise<FanProfile | null> {
  const query = { fields: "name,username,is_user_follow_business" };
  const read = {
    method: "GET",
    token: account.accessToken,
    path: `/${encodeURIComponent(fanId)}`,
    query,
    signal,
  } as const;
  const answer = await client.call(read, Profile);
  if (!answer.ok) {
    if (answer.failure.error === "not_found" || answer.failure.error === "forbidden") return null;
    throw errorFrom(answer.failure, false);
  }
  const { name, username, is_user_follow_business: follows } = answer.body;
  return { name: name ?? "", username: username ?? null, followsAccount: follows ?? null };
}

async function readHistory(
  client: InstagramClient,
  account: ConnectedAccount,
  recipientId: string,
  signal: AbortSignal,
): Promise<{ readonly messages: readonly HistoryMessage[]; readonly at: Date | null } | null> {
  const read = { method: "GET", token: account.accessToken, signal } as const;
  const query = { platform: "instagram", user_id: recipientId };
  const found = await client.call({ ...read, path: `/${account.externalId}/conversations`, query }, Conversations);
  if (!found.ok) throw errorFrom(found.failure, false);
  const conversation = found.body.data[0];
  if (!conversation) return null;
  const fields = "messages{id,created_time,from,message}";
  const history = await client.call({ ...read, path: `/${conversation.id}`, query: { fields } }, History);
  if (!history.ok) throw errorFrom(history.failure, false);
  return { messages: history.body.messages?.data ?? [], at: history.at };
}

/** @throws AppError `unavailable` when the history shown does not reach back to `fromMs` */
function findIn(history: readonly HistoryMessage[], accountId: string, text: string, fromMs: number): string | null {
  const wanted = text.normalize("NFC").trim();
  const timeOf = (message: HistoryMessage) => new Date(message.created_time).getTime();
  const ours = history.find(
    (message) =>
      message.from?.id === accountId &&
      message.message?.normalize("NFC").trim() === wanted &&
      timeOf(message) >= fromMs,
  );
  if (ours) return ours.id;
  const reachesBack = history.length < HISTORY_SHOWN || history.some((message) => timeOf(message) < fromMs);
  if (reachesBack) return null;
  throw new AppError("unavailable", "Instagram's message history is too short to tell.", {
    reason: HISTORY_TOO_SHORT,
    retryable: false,
  });
}
