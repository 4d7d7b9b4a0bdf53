// The pipeline without its graph: webhook, row, job, outbound row and send as ever, but one sentence for everybody.
import { NOTHING_FOUND } from "../../agents/domain/fans/intent.ts";
import type { Replier, Understanding } from "../../agents/graphs/fan-reply/state.ts";
import { NO_USAGE } from "../../agents/models/chat-model.ts";
import type { Handler } from "../../jobs/handlers/handler.ts";
import { built } from "./built.ts";

const REPLY = "Thank you for writing!";
const UNDERSTANDING: Omit<Understanding, "sentiments"> = {
  text: "",
  shown: [],
  language: "en",
  intent: "casual_chat",
  refusal: null,
  guards: NOTHING_FOUND,
  sentiment: 0,
  score: { score: 10, factors: [] },
  chance: 0.05,
  stage: "lead_magnet",
  handover: null,
  declaresAdult: false,
  memoryWish: null,
  custom: null,
  link: null,
};

const replier: Replier = {
  invoke: async (start) => ({
    ...start,
    understanding: { ...UNDERSTANDING, sentiments: start.snapshot.unanswered.map(() => 0) },
    recall: null,
    custom: null,
    linkCode: null,
    offer: null,
    draft: { text: REPLY, facts: [], said: [], usage: NO_USAGE, promptVersion: "fixed", replaced: null, variant: null },
    messages: [{ kind: "reply", text: REPLY }],
  }),
};

export async function fixedAnswerHandlers(): Promise<readonly Handler[]> {
  const { createHandlers } = await built<typeof import("../../jobs/handlers/index.ts")>("jobs/handlers/index.js");
  const { advanceConversationHandler } = await built<typeof import("../../jobs/handlers/advance-conversation.ts")>(
    "jobs/handlers/advance-conversation.js",
  );
  const fixed = advanceConversationHandler(replier);
  return createHandlers().map((handler) => (handler.order.name === fixed.order.name ? fixed : handler));
}
