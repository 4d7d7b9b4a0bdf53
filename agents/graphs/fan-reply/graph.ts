// One turn of a fan conversation: understand -> (fixed | prepare -> answer). No checkpointer: the row is the truth;
// few nodes, since each costs as much as all that a turn computes itself.
import { END, START, StateGraph } from "@langchain/langgraph";
import { span } from "../../kernel/tracing.ts";
import { afterUnderstanding } from "./edges.ts";
import { answer } from "./nodes/answer.ts";
import { fixed } from "./nodes/fixed.ts";
import { prepare } from "./nodes/prepare.ts";
import { understand } from "./nodes/understand.ts";
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
      // Recall and offer, side by side.
      .addNode("prepare", prepare)
      // Write, then check.
      .addNode("answer", answer)
      .addEdge(START, "understand")
      // Locks, crises, goodbyes and hand-overs never reach a model.
      .addConditionalEdges("understand", afterUnderstanding, ["fixed", "prepare"])
      .addEdge("fixed", END)
      .addEdge("prepare", "answer")
      .addEdge("answer", END)
      .compile()
  );
}
