// Fanvue's chats as a FanChannel: a fan is written to by their uuid, media by what they are called in the creator's vault.
// No idempotency key is documented: a lost answer is looked up, never sent again.
import { z } from "zod";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { createFanvueClient, type FanvueClient, readAnswer } from "./client.ts";
import { errorFrom, type FanvueFailure, isRetryable } from "./failure.ts";
import { chatPath, findSent, readRecentEvents } from "./history.ts";
import { createPutMedia, type MediaOptions, type PutMedia } from "./media.ts";

/** Source: the body of POST /chats/{userUuid}/message. */
const MAX_TEXT_CHARS = 5_000;

const Sent = z.object({ messageUuid: z.string().min(1) });
const Nothing = z.unknown();

export function createFanvueChannel(options: MediaOptions): FanChannel {
  const client = createFanvueClient(options);
  const putMedia = createPutMedia(client, options);
  return {
    info: {
      platform: "fanvue",
      replyWindowMs: null,
      maxTextBytes: null,
      maxTextChars: MAX_TEXT_CHARS,
      maxCaptionChars: MAX_TEXT_CHARS,
      supportsTyping: true,
      typingCounts: true,
      supportsSeen: true,
      media: ["image", "audio", "video"],
      commentReplyMs: null,
      // Nothing is documented that tells of messages written in Fanvue's own app: they are found by `recentEvents`.
      echoes: false,
    },
    send: (account, recipientId, content, signal) => send({ client, putMedia, account, signal }, recipientId, content),
    typing: async ({ accessToken: token }, recipientId, signal) => {
      const path = `${chatPath(recipientId)}/typing`;
      readAnswer(await client.call({ method: "POST", path, token, signal }, Nothing));
    },
    seen: async ({ accessToken: token }, recipientId, signal) => {
      const call = { method: "PATCH", path: chatPath(recipientId), token, body: { isRead: true }, signal } as const;
      readAnswer(await client.call(call, Nothing));
    },
    findSent: (account, recipientId, text, since, signal) =>
      findSent({ client, account, signal }, recipientId, text, since),
    replyToComment: null,
    profileOf: null,
    recentEvents: (account, since, signal) => readRecentEvents({ client, account, signal }, since),
  };
}

interface Sending {
  readonly client: FanvueClient;
  readonly putMedia: PutMedia;
  readonly account: ConnectedAccount;
  readonly signal: AbortSignal;
}

async function send(sending: Sending, recipientId: string, content: OutboundContent): Promise<SendResult> {
  const { client, putMedia, account, signal } = sending;
  const text = content.kind === "text" ? content.text : content.caption;
  if (text !== undefined && text.length > MAX_TEXT_CHARS) return no("text_too_long");
  let body: object = { text };
  if (content.kind !== "text") {
    const put = await putMedia({ account, kind: content.kind, url: content.url, signal });
    if (!put.ok) return refusalOf({ ...put.failure, mayHaveHappened: false });
    body = { ...(text ? { text } : {}), mediaUuids: [put.data] };
  }
  const path = `${chatPath(recipientId)}/message`;
  const answer = await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Sent);
  return answer.ok ? { state: "sent", externalId: answer.data.messageUuid } : refusalOf(answer.failure);
}

const no = (code: string, tokenInvalid = false): SendResult => ({
  ...{ state: "refused", code, closesWindow: false, tokenInvalid },
});

/** @throws AppError for what is not a refusal */
function refusalOf(failure: FanvueFailure): SendResult {
  if (failure.mayHaveHappened || isRetryable(failure)) throw errorFrom(failure, true);
  return no(failure.reason, failure.tokenInvalid);
}
