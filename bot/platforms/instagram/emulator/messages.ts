// A message enters the emulated Instagram, whoever wrote it, and is told to the receiver of webhooks.
import type { Emulation } from "./emulation.ts";
import { newMessageId } from "./platform-ids.ts";
import type { EmulatedMessage } from "./state.ts";

interface Telling {
  /** How often the webhook is sent; 0: it got lost. Default 1. */
  readonly copies?: number | undefined;
  readonly field?: string;
  /** What the webhook says instead of `message`. */
  readonly as?: (message: EmulatedMessage) => object;
}

export function addMessage(
  { state, clock, webhooks }: Emulation,
  written: Omit<EmulatedMessage, "mid" | "atMs">,
  { copies = 1, field = "messages", as }: Telling = {},
): EmulatedMessage {
  const last = state.thread(written.accountId, written.fanId)?.messages.at(-1);
  // Two messages of a thread never have the same time, so their order can be told.
  const atMs = Math.max(clock.now().getTime(), (last?.atMs ?? 0) + 1);
  const message: EmulatedMessage = { ...written, mid: newMessageId(), atMs };
  const event = as ? { ...frameOf(message), ...as(message) } : eventOf(message);
  const webhook = copies === 0 ? null : webhooks.make(message.accountId, field, event);
  state.record({ type: "message", message }, ...(webhook ? [{ type: "webhook", ...webhook } as const] : []));
  if (webhook) webhooks.send(webhook, copies);
  return message;
}

function frameOf({ accountId, fanId, from, atMs }: EmulatedMessage) {
  const isEcho = from === "account";
  return {
    sender: { id: isEcho ? accountId : fanId },
    recipient: { id: isEcho ? fanId : accountId },
    timestamp: atMs,
  };
}

/** A fan's message, or the echo of the account's own, with the same mid the API answers. */
function eventOf(message: EmulatedMessage): object {
  const { from, mid, text, imageUrl, extra } = message;
  return {
    ...frameOf(message),
    message: {
      mid,
      ...(text === "" ? {} : { text }),
      ...(imageUrl === null ? {} : { attachments: [{ type: "image", payload: { url: imageUrl } }] }),
      ...extra,
      ...(from === "account" ? { is_echo: true } : {}),
    },
  };
}
