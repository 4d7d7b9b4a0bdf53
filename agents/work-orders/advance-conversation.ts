// Wake-up for one conversation: deliver what is open, answer what is unanswered.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const advanceConversation = defineWorkOrder({
  name: "conversation.advance",
  queue: "conversation",
  payload: z.object({ conversationId: z.string() }),
  attempts: 8,
  backoffMs: 500,
  dedupe: (payload) => payload.conversationId,
});
