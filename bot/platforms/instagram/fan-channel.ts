// Instagram's direct messages as a FanChannel: no idempotency key, so a lost answer is looked up, never sent again.
import { z } from "zod";
import { type Clock, HOUR_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, FindSent, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { createInstagramClient, type InstagramClient, type InstagramOptions } from "./client.ts";
import { errorFrom } from "./errors.ts";

const Sent = z.object({ message_id: z.string().min(1) });
const Acted = z.object({ recipient_id: z.string().nullish() });
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

export function createInstagramChannel(
  options: InstagramOptions & { readonly clock: Clock },
): FanChannel & { readonly findSent: FindSent } {
  const client = createInstagramClient(options);
  return {
    info: {
      platform: "instagram",
      replyWindowMs: 24 * HOUR_MS,
      maxTextBytes: 1_000,
      maxTextChars: null,
      supportsTyping: true,
      echoes: true,
    },
    send: (account, recipientId, content, signal) => send(client, account, recipientId, content, signal),
    typing: async (account, recipientId, signal) => {
      const body = { recipient: { id: recipientId }, sender_action: "typing_on" };
      const answer = await client.call(messages(account, body, signal), Acted);
      if (!answer.ok) throw errorFrom(answer.failure, false);
    },
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
  const message =
    content.kind === "text" ? { text: content.text } : { attachment: { type: "image", payload: { url: content.url } } };
  const answer = await client.call(messages(account, { recipient: { id: recipientId }, message }, signal), Sent);
  if (answer.ok) return { state: "sent", externalId: answer.body.message_id };
  const { failure } = answer;
  if (failure.mayHaveHappened || failure.retryable) throw errorFrom(failure, true);
  const { reason: code, closesWindow, tokenInvalid } = failure;
  return { state: "refused", code, closesWindow, tokenInvalid };
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
    reason: "history_too_short",
    retryable: false,
  });
}
