// Request -> plan of a batch: filter -> mix -> choose -> vary -> check -> (choose again for what repeats | report). No model.
import { END, START, StateGraph } from "@langchain/langgraph";
import type { BatchPlan, BatchRequest } from "../../domain/content/batch-plan.ts";
import { afterCheck } from "./edges.ts";
import { check } from "./nodes/check.ts";
import { choose } from "./nodes/choose.ts";
import { filter } from "./nodes/filter.ts";
import { mix } from "./nodes/mix.ts";
import { report } from "./nodes/report.ts";
import { vary } from "./nodes/vary.ts";
import { BatchPlanState } from "./state.ts";

/** The same request and randomness give the same plan. @throws RangeError for a count or mix that makes no sense */
export async function planBatch(request: BatchRequest): Promise<BatchPlan> {
  const { plan } = await buildBatchPlanGraph().invoke({ request, attempts: 0, variations: [], repeating: [] });
  return plan;
}

function buildBatchPlanGraph() {
  return (
    new StateGraph(BatchPlanState)
      .addNode("filter", filter)
      .addNode("mix", mix)
      .addNode("choose", choose)
      .addNode("vary", vary)
      .addNode("check", check)
      .addNode("report", report)
      .addEdge(START, "filter")
      .addEdge("filter", "mix")
      .addEdge("mix", "choose")
      .addEdge("choose", "vary")
      .addEdge("vary", "check")
      // What still repeats after a second choice is said on the run card.
      .addConditionalEdges("check", afterCheck, ["choose", "report"])
      .addEdge("report", END)
      .compile()
  );
}
