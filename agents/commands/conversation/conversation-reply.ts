// An operator answers as the avatar; the send gate judges a human's words too (trust C14).
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import { HUMAN_TAKEOVER_MS } from "../inbound/receive-echo.ts";
import { transact } from "../transact.ts";
import { findConversation } from "./find-conversation.ts";
import { requireMessagesLeft } from "./messages-left.ts";
import { textParts } from "./text-parts.ts";

export const conversationReply = defineCommand({
  name: "conversation.reply",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string(), text: z.string().trim().min(1).max(900) }),
  output: z.object({ id: z.string(), outboundId: z.string() }),
  positional: ["conversation", "text"],
  errors: ["not_found", "refused"],
  run: async (context, { conversation: reference, text }) => {
    const conversation = await findConversation(context, reference);
    const parts = textParts(context, conversation.account.platform, text);
    await requireMessagesLeft(context, conversation, parts.length);
    const id = context.ids.next("outbound");
    const now = context.clock.now();
    await transact(context, async (tx) => {
      const locked = await tx.conversation.update({
        where: { id: conversation.id },
        // Everything so far is answered by this; the machine stays quiet for a while.
        data: {
          answeredSeq: conversation.lastSeq,
          firstUnansweredAt: null,
          humanSince: now,
          waitingSince: null,
          alarms: 0,
          botPausedUntil: later(conversation.botPausedUntil, new Date(now.getTime() + HUMAN_TAKEOVER_MS)),
        },
      });
      const earlier = await tx.outboundMessage.count({
        where: { conversationId: conversation.id, upToSeq: locked.lastSeq },
      });
      await tx.outboundMessage.createMany({
        data: parts.map((part, index) => ({
          id: index === 0 ? id : context.ids.next("outbound"),
          conversationId: conversation.id,
          upToSeq: locked.lastSeq,
          ordinal: 100 + earlier + index,
          kind: "operator",
          author: "operator" as const,
          text: part,
          operatorId: context.actor.id,
          createdAt: now,
        })),
      });
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
    });
    return { id: conversation.id, outboundId: id };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).fans.replied,
    tone: "good",
    buttons: [
      {
        label: texts(context.actor.language).common.open,
        command: "conversation.show",
        input: { conversation: output.id },
      },
    ],
  }),
  subject: (_input, output) => output.id,
});

/** A reply does not shorten a takeover. */
function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
