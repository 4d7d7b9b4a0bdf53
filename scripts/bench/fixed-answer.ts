// The pipeline without its graph: webhook, row, job, outbound row and send as ever, but one sentence for everybody.
import type { FanReplyGraph } from "../../agents/graphs/fan-reply/graph.ts";
import type { Turn, Understanding } from "../../agents/graphs/fan-reply/state.ts";
import type { advanceConversationHandler as AdvanceConversationHandler } from "../../jobs/handlers/advance-conversation.ts";
import type { Handler } from "../../jobs/handlers/handler.ts";
import { built } from "./built.ts";

const UNDERSTANDING: Omit<Understanding, "sentiments"> = {
  text: "",
  language: "en",
  intent: "casual_chat",
  refusal: null,
  guards: { minor: false, abuse: false, crisis: false, optOut: false, botQuestion: false, farewell: false },
  sentiment: 0,
  score: { score: 10, factors: [] },
  chance: 0.05,
  stage: "lead_magnet",
  handover: null,
  declaresAdult: false,
};

const fixedAnswer: Pick<FanReplyGraph, "invoke"> = {
  invoke: async (turn: Turn) => ({
    ...turn,
    understanding: { ...UNDERSTANDING, sentiments: turn.snapshot.unanswered.map(() => 0) },
    recall: null,
    offer: null,
    messages: [{ kind: "reply", text: "Thank you for writing!" }],
  }),
};

export async function fixedAnswerHandlers(): Promise<readonly Handler[]> {
  const { advanceConversationHandler } = await built<{ advanceConversationHandler: typeof AdvanceConversationHandler }>(
    "jobs/handlers/advance-conversation.js",
  );
  return [advanceConversationHandler(fixedAnswer)];
}
