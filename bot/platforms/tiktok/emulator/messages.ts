// A message enters the emulated TikTok, whoever wrote it, and is told to the receiver of webhooks.
import type { Emulation } from "./emulation.ts";
import { type EmulatedConversation, type EmulatedMessage, newMessageId } from "./state.ts";

export interface Telling {
  /** How often the webhook is sent; 0: it got lost. Default 1. */
  readonly copies?: number;
  /** What else the webhook's content holds, or holds instead. */
  readonly content?: Readonly<Record<string, unknown>>;
  /** Of whom TikTok tells only that they wrote. */
  readonly inEurope?: boolean;
}

export function addMessage(
  { clock, webhooks }: Emulation,
  conversation: EmulatedConversation,
  written: Omit<EmulatedMessage, "id" | "atMs">,
  { copies = 1, content = {}, inEurope = false }: Telling = {},
): EmulatedMessage {
  // Two messages of a conversation never have the same time, so their order can be told.
  const atMs = Math.max(clock.now().getTime(), (conversation.messages.at(-1)?.atMs ?? 0) + 1);
  const message = { ...written, id: newMessageId(), atMs };
  conversation.messages.push(message);
  if (message.from === "fan") {
    conversation.lastFanAtMs = atMs;
    conversation.sentSinceFan = 0;
  } else {
    conversation.sentSinceFan += 1;
    conversation.typingUntilMs = 0;
  }
  const { accountId } = conversation;
  if (inEurope) webhooks.tell(accountId, "im_receive_msg_eu", { timestamp: atMs }, copies);
  else {
    const event = message.from === "fan" ? "im_receive_msg" : "im_send_msg";
    webhooks.tell(accountId, event, { ...contentOf(conversation, message), ...content }, copies);
  }
  return message;
}

function contentOf({ id, fanId, fanName, accountId }: EmulatedConversation, message: EmulatedMessage): object {
  const fan = { id: fanId, role: "personal_account" };
  const account = { id: accountId, role: "business_account" };
  const isFans = message.from === "fan";
  return {
    conversation_id: id,
    message_id: message.id,
    timestamp: message.atMs,
    type: message.type,
    ...(message.type === "text" ? { text: { body: message.text } } : {}),
    ...(message.type === "image" ? { image: { media_id: "0" } } : {}),
    from: isFans ? fanName : accountId,
    to: isFans ? accountId : fanName,
    from_user: isFans ? fan : account,
    to_user: isFans ? account : fan,
    unique_identifier: isFans ? fanId : accountId,
    message_tag: { source: message.source },
  };
}
