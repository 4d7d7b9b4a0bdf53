// A message enters the emulated Instagram, whoever wrote it, and is told to the receiver of webhooks.
import type { Emulation } from "./emulation.ts";
import { newMessageId } from "./platform-ids.ts";
import type { EmulatedMessage } from "./state.ts";

/** @param copies how often its webhook is sent */
export function addMessage(
  { state, clock, webhooks }: Emulation,
  written: Omit<EmulatedMessage, "mid" | "atMs">,
  copies = 1,
): EmulatedMessage {
  const last = state.thread(written.accountId, written.fanId)?.messages.at(-1);
  // Two messages of a thread never have the same time, so their order can be told.
  const atMs = Math.max(clock.now().getTime(), (last?.atMs ?? 0) + 1);
  const message: EmulatedMessage = { ...written, mid: newMessageId(), atMs };
  const webhook = webhooks.make(message.accountId, "messages", eventOf(message));
  state.record({ type: "message", message }, ...(webhook ? [{ type: "webhook", ...webhook } as const] : []));
  if (webhook) webhooks.send(webhook, copies);
  return message;
}

/** A fan's message, or the echo of the account's own, with the same mid the API answers. */
function eventOf({ accountId, fanId, from, mid, text, imageUrl, atMs }: EmulatedMessage): object {
  const isEcho = from === "account";
  return {
    sender: { id: isEcho ? accountId : fanId },
    recipient: { id: isEcho ? fanId : accountId },
    timestamp: atMs,
    message: {
      mid,
      ...(text === "" ? {} : { text }),
      ...(imageUrl === null ? {} : { attachments: [{ type: "image", payload: { url: imageUrl } }] }),
      ...(isEcho ? { is_echo: true } : {}),
    },
  };
}
