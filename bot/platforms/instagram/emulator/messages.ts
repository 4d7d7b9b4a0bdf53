// A message enters the emulated Instagram, whoever wrote it, and is told to the receiver of webhooks.
import type { Emulation } from "./emulation.ts";
import { newMessageId } from "./platform-ids.ts";
import type { EmulatedMessage } from "./state.ts";

export function recordMessage(emulation: Emulation, written: Omit<EmulatedMessage, "mid" | "atMs">): EmulatedMessage {
  const last = emulation.state.thread(written.accountId, written.fanId)?.messages.at(-1);
  // Two messages of a thread never have the same time, so their order can be told.
  const atMs = Math.max(emulation.clock.now().getTime(), (last?.atMs ?? 0) + 1);
  const message: EmulatedMessage = { ...written, mid: newMessageId(), atMs };
  emulation.state.record({ type: "message", message });
  return message;
}

/** A fan's message, or the echo of the account's own, with the same mid the API answered. */
export function sendMessageWebhook({ webhooks }: Emulation, message: EmulatedMessage, copies = 1): void {
  const { accountId, fanId, mid, text, imageUrl, atMs } = message;
  const isEcho = message.from === "account";
  const event = {
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
  webhooks.send(accountId, "messages", event, copies);
}
