// Carries out `conversation.advance`: the row is the truth, the job only woke us.
import { advance } from "../../agents/commands/conversation/advance.ts";
import type { Replier } from "../../agents/graphs/fan-reply/state.ts";
import { advanceConversation } from "../../agents/work-orders/advance-conversation.ts";
import { defineHandler } from "./handler.ts";

export function advanceConversationHandler(replier: Replier) {
  return defineHandler(advanceConversation, async (context, { conversationId }, job) => {
    const result = await advance(context, replier, conversationId, job.signal);
    if (result.state === "later") await job.moveToDelayed(result.delayMs);
  });
}
