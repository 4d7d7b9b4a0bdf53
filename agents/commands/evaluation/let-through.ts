// What of a planned answer the send gate would let out, on a platform with the widest window: that is not what is tried.
import { maySend } from "../../domain/trust/send-gate.ts";
import type { PlannedMessage, Turn } from "../../graphs/fan-reply/state.ts";
import { locksOf } from "./imagined-thread.ts";

/** In order: the first that is stopped ends the answer. */
export function letThrough(
  { messages, snapshot: { conversation }, understanding, now }: Turn,
  offersToday: number,
): readonly PlannedMessage[] {
  const stopped = messages.findIndex(
    ({ kind }) =>
      !maySend(
        {
          ...conversation,
          ...locksOf(understanding.guards, conversation, now),
          kind,
          platform: "telegram",
          byHuman: false,
          avatarState: "active",
          killSwitch: false,
          autonomy: conversation.autonomy === "off" ? "off" : "auto",
          approved: false,
          closedByPlatform: false,
          blockedAt: null,
          noOfferUntil: kind === "offer" ? conversation.noOfferUntil : null,
          unansweredOut: 0,
          sentSinceInbound: 0,
          offersToday,
        },
        now,
      ).allowed,
  );
  return stopped === -1 ? messages : messages.slice(0, stopped);
}
