// A chat page as a FanChannel. The visitor's stream reads from our own database, so nothing is called: a message is sent
// once it is stored where the stream reads it.
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { chatVisitor } from "../../../agents/commands/web-chat/chat-visitor.ts";
import { deliverLine, findDelivered } from "../../../agents/commands/web-chat/deliver-line.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { profileOf } from "./connector.ts";

/** Ours, both ways: a bubble on a phone should not fill more than a screen or two. */
export const MAX_TEXT_CHARS = 2_000;

/** Signs that reach the visitor's open pages. */
export const visitorTopic = (pageId: string, visitorId: string) => `web-chat:${pageId}:${visitorId}`;

const refused = (code: string, tokenInvalid = false) =>
  ({ state: "refused", code, closesWindow: false, tokenInvalid }) as const;

export function createWebChatChannel(context: () => AppContext): FanChannel {
  const show = async (kind: "typing" | "seen", account: ConnectedAccount, visitorId: string) => {
    const visitor = await callInternal(context(), chatVisitor, { pageId: account.externalId, visitorId });
    if (visitor === null) throw new AppError("not_found", "Nobody of that id has written here.");
    context().ports.events.publish({ topic: visitorTopic(account.externalId, visitorId), kind });
  };
  return {
    info: {
      platform: "web",
      replyWindowMs: null,
      maxTextBytes: null,
      maxTextChars: MAX_TEXT_CHARS,
      supportsTyping: true,
      supportsSeen: true,
      media: ["image", "audio"],
      commentReplyMs: null,
      echoes: false,
    },
    send: (account, recipientId, content, signal) => send(context(), account, recipientId, content, signal),
    typing: (account, recipientId) => show("typing", account, recipientId),
    seen: (account, recipientId) => show("seen", account, recipientId),
    findSent: (account, recipientId, text, since) =>
      callInternal(context(), findDelivered, { pageId: account.externalId, visitorId: recipientId, text, since }),
    replyToComment: null,
    profileOf: null,
    recentEvents: null,
  };
}

async function send(
  context: AppContext,
  account: ConnectedAccount,
  visitorId: string,
  content: OutboundContent,
  signal: AbortSignal,
): Promise<SendResult> {
  if (profileOf(account.accessToken)?.externalId !== account.externalId) return refused("token_invalid", true);
  if (content.kind === "video") return refused("attachment_type");
  const text = content.kind === "text" ? content.text : null;
  if (text !== null && text.trim() === "") return refused("empty");
  if (text !== null && text.length > MAX_TEXT_CHARS) return refused("too_long");
  if (signal.aborted) throw new AppError("unavailable", "The message was called off.", { reason: "called_off" });
  const id = await callInternal(context, deliverLine, { pageId: account.externalId, visitorId, text });
  return id === null ? refused("recipient_unavailable") : { state: "sent", externalId: id };
}
