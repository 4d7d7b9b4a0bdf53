// Entry of every fan channel: events in our words, taken in once each. Called by webhooks after their signature was checked.
import { z } from "zod";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { receiveChannelPayment } from "../checkout/receive-channel-payment.ts";
import type { AppContext } from "../context.ts";
import { closeWindow } from "../conversation/close-window.ts";
import { defineInternal } from "../internal.ts";
import { recordOutreachHarm } from "../outreach/record-result.ts";
import { findThread } from "./find-thread.ts";
import { receiveComment } from "./receive-comment.ts";
import { receiveEcho } from "./receive-echo.ts";
import { receiveEdit } from "./receive-edit.ts";
import { receiveMessage } from "./receive-message.ts";
import { receiveSignal } from "./receive-signal.ts";
import { receiveUnsend } from "./receive-unsend.ts";
import { rememberEvent } from "./remember-event.ts";

type PresenceEvent = Extract<ChannelEvent, { kind: "left" | "returned" }>;

export interface ReceiveSummary {
  readonly received: number;
  readonly duplicates: number;
  readonly ignored: number;
}

export const receiveEvents = defineInternal({
  name: "inbound.receive",
  input: z.object({ platform: z.string(), events: z.array(z.custom<ChannelEvent>()) }),
  run: async (context, { platform, events }): Promise<ReceiveSummary> => {
    let received = 0;
    let duplicates = 0;
    let ignored = 0;
    for (const event of events) {
      const outcome = await receive(context, platform, event);
      if (outcome === "received") received += 1;
      else if (outcome === "duplicate") duplicates += 1;
      else ignored += 1;
    }
    return { received, duplicates, ignored };
  },
});

async function receive(
  context: AppContext,
  platform: string,
  event: ChannelEvent,
): Promise<"received" | "duplicate" | "ignored"> {
  switch (event.kind) {
    case "message": {
      const result = await receiveMessage(context, platform, event);
      if (result.state !== "received") {
        context.log.info("message not taken in", { source: event.source, reason: result.state });
        return result.state === "duplicate" ? "duplicate" : "ignored";
      }
      context.ports.events.publish({ topic: `conversation:${result.conversationId}`, kind: "message" });
      return "received";
    }
    case "echo":
      return asOutcome(await receiveEcho(context, platform, event));
    case "unsend":
      return asOutcome(await receiveUnsend(context, platform, event));
    case "edit":
      return asOutcome(await receiveEdit(context, platform, event));
    case "comment":
      return asOutcome(await receiveComment(context, platform, event));
    case "reaction":
    case "read":
    case "referral":
      return asOutcome(await receiveSignal(context, platform, event));
    case "payment":
      return asOutcome(await receiveChannelPayment(context, platform, event));
    case "left":
    case "returned":
      return asOutcome(await applyPresence(context, platform, event));
    default:
      return asOutcome(await rememberEvent(context, context.database.prisma, event));
  }
}

const asOutcome = (isNew: boolean) => (isNew ? "received" : "duplicate");

/** A fan who left gets nothing more, whatever waits for them, until they come back or write (trust C14). */
async function applyPresence(context: AppContext, platform: string, event: PresenceEvent): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    if (!(await rememberEvent(context, tx, event))) return false;
    const conversation = await findThread(tx, platform, event);
    if (!conversation) return true;
    if (event.kind === "left") {
      await closeWindow(tx, conversation.id);
      await recordOutreachHarm(tx, conversation.fanId, "blocked", context.clock.now());
    } else await tx.conversation.update({ where: { id: conversation.id }, data: { closedAtSeq: null } });
    return true;
  });
}
