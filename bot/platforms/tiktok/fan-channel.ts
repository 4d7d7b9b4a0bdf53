// TikTok's private messages as a FanChannel. What it is written to is a conversation, not a person, so the conversation's id
// is the fan's address. No idempotency key: a lost answer is looked up, never sent again.
import { z } from "zod";
import { type Clock, HOUR_MS } from "../../../agents/kernel/clock.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { createTiktokClient, readAnswer, type TiktokClient, type TiktokOptions } from "./client.ts";
import { errorFrom, type TiktokFailure } from "./errors.ts";
import { findSent, readProfile, readRecentEvents } from "./history.ts";
import { uploadPicture } from "./pictures.ts";

const Sent = z.object({ message: z.object({ message_id: z.string().min(1) }) });
/** Signs have no message of their own. */
const Acted = z.unknown();

export function createTiktokChannel(options: TiktokOptions & { readonly clock: Clock }): FanChannel {
  const client = createTiktokClient(options);
  const act = async (action: "TYPING" | "MARK_READ", account: ConnectedAccount, to: string, signal: AbortSignal) => {
    const content = { message_type: "SENDER_ACTION", sender_action: action };
    readAnswer(await client.call(messageTo(account, to, content, signal), Acted));
  };
  return {
    info: {
      platform: "tiktok",
      replyWindowMs: 48 * HOUR_MS,
      maxPerWindow: 10,
      maxTextBytes: null,
      maxTextChars: 6_000,
      supportsTyping: true,
      typingCounts: true,
      supportsSeen: true,
      media: ["image"],
      // Only in three countries, by a webhook nobody has shown us: left out.
      commentReplyMs: null,
      echoes: true,
    },
    send: (account, recipientId, content, signal) => send(client, options, { account, recipientId, content, signal }),
    typing: (account, recipientId, signal) => act("TYPING", account, recipientId, signal),
    seen: (account, recipientId, signal) => act("MARK_READ", account, recipientId, signal),
    findSent: (account, recipientId, text, since, signal) =>
      findSent({ client, account, signal }, recipientId, text, since, options.clock.now()),
    replyToComment: null,
    profileOf: (account, fanId, signal) => readProfile({ client, account, signal }, fanId),
    recentEvents: (account, since, signal) => readRecentEvents({ client, account, signal }, since),
  };
}

function messageTo(account: ConnectedAccount, conversationId: string, content: object, signal: AbortSignal) {
  const body = {
    business_id: account.externalId,
    recipient_type: "CONVERSATION",
    recipient: conversationId,
    ...content,
  };
  return { method: "POST", path: "/business/message/send/", token: account.accessToken, body, signal } as const;
}

interface Sending {
  readonly account: ConnectedAccount;
  readonly recipientId: string;
  readonly content: OutboundContent;
  readonly signal: AbortSignal;
}

async function send(client: TiktokClient, options: TiktokOptions, sending: Sending): Promise<SendResult> {
  const { account, recipientId, content, signal } = sending;
  if (content.kind === "audio" || content.kind === "video")
    return { state: "refused", code: "attachment_type", closesWindow: false, tokenInvalid: false };
  let message: object;
  if (content.kind === "text") message = { message_type: "TEXT", text: { body: content.text } };
  else {
    const picture = { account, conversationId: recipientId, url: content.url, signal };
    const uploaded = await uploadPicture(client, options, picture);
    if (!uploaded.ok) return refusalOf({ ...uploaded.failure, mayHaveHappened: false });
    message = { message_type: "IMAGE", image: { media_id: uploaded.data } };
  }
  const answer = await client.call(messageTo(account, recipientId, message, signal), Sent);
  return answer.ok ? { state: "sent", externalId: answer.data.message.message_id } : refusalOf(answer.failure);
}

/** @throws AppError for what is not a refusal */
function refusalOf(failure: TiktokFailure): SendResult {
  if (failure.mayHaveHappened || failure.retryable) throw errorFrom(failure, true);
  const { reason: code, closesWindow, tokenInvalid } = failure;
  return { state: "refused", code, closesWindow, tokenInvalid };
}
