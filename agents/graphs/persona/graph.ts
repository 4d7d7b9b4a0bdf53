// Brief -> persona: draft -> check -> (once more | done).
import { END, START, StateGraph } from "@langchain/langgraph";
import { check } from "./nodes/check.ts";
import { draft } from "./nodes/draft.ts";
import { type PersonaDraft, PersonaState } from "./state.ts";

const MOST_ATTEMPTS = 2;

/** A draft at fault is written once more; what then still is at fault goes back to the caller, who refuses it. */
function afterCheck(state: PersonaDraft): "draft" | typeof END {
  return state.faults.length > 0 && state.attempts < MOST_ATTEMPTS ? "draft" : END;
}

export function buildPersonaGraph() {
  return new StateGraph(PersonaState)
    .addNode("draft", draft)
    .addNode("check", check)
    .addEdge(START, "draft")
    .addEdge("draft", "check")
    .addConditionalEdges("check", afterCheck, ["draft", END])
    .compile();
}
