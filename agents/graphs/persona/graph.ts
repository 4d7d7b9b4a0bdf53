// Brief -> persona: draft -> check -> (once more | review -> (once more) -> rate).
import { END, START, StateGraph } from "@langchain/langgraph";
import { afterCheck, afterReview } from "./edges.ts";
import { check } from "./nodes/check.ts";
import { draft } from "./nodes/draft.ts";
import { rate } from "./nodes/rate.ts";
import { review } from "./nodes/review.ts";
import { PersonaState } from "./state.ts";

export function buildPersonaGraph() {
  return (
    new StateGraph(PersonaState)
      .addNode("draft", draft)
      .addNode("check", check)
      .addNode("review", review)
      .addNode("rate", rate)
      .addEdge(START, "draft")
      .addEdge("draft", "check")
      // A second draft at fault ends here; the caller refuses it.
      .addConditionalEdges("check", afterCheck, ["draft", "review", "rate", END])
      .addConditionalEdges("review", afterReview, ["draft", "rate"])
      .addEdge("rate", END)
      .compile()
  );
}
