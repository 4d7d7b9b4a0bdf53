// One turn of a fan conversation: understand -> (fixed | recall and offer -> write -> check). No checkpointer: the row is the truth.
import { END, START, StateGraph } from "@langchain/langgraph";
import { span } from "../../kernel/tracing.ts";
import { afterUnderstanding } from "./edges.ts";
import { check } from "./nodes/check.ts";
import { fixed } from "./nodes/fixed.ts";
import { offer } from "./nodes/offer.ts";
import { recall } from "./nodes/recall.ts";
import { understand } from "./nodes/understand.ts";
import { write } from "./nodes/write.ts";
import { type Turn, TurnState } from "./state.ts";

/** A node as a span of the turn. */
function traced<Change>(step: string, node: (turn: Turn) => Change | Promise<Change>) {
  return (turn: Turn): Promise<Change> => span(`turn ${step}`, {}, async () => await node(turn));
}

/** Built once by whoever runs turns; nothing is compiled at import. */
export function buildFanReplyGraph() {
  return (
    new StateGraph(TurnState)
      .addNode("understand", traced("understand", understand))
      .addNode("fixed", traced("fixed", fixed))
      .addNode("remember", traced("remember", recall))
      .addNode("consider_offer", traced("consider_offer", offer))
      .addNode("write", traced("write", write))
      .addNode("check", traced("check", check))
      .addEdge(START, "understand")
      // Locks, crises, goodbyes and hand-overs never reach a model.
      .addConditionalEdges("understand", afterUnderstanding, ["fixed", "remember", "consider_offer"])
      .addEdge("fixed", END)
      .addEdge(["remember", "consider_offer"], "write")
      .addEdge("write", "check")
      .addEdge("check", END)
      .compile()
  );
}
