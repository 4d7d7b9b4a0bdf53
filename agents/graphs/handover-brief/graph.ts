// Stored facts -> brief for whoever takes over: (fixed | write) -> check -> (write once more | done).
import { START, StateGraph } from "@langchain/langgraph";
import { afterCheck, byAdvice } from "./edges.ts";
import { check } from "./nodes/check.ts";
import { fixed } from "./nodes/fixed.ts";
import { write } from "./nodes/write.ts";
import { BriefState } from "./state.ts";

export function buildHandoverBriefGraph() {
  return new StateGraph(BriefState)
    .addNode("fixed", fixed)
    .addNode("write", write)
    .addNode("check", check)
    .addConditionalEdges(START, byAdvice, ["fixed", "write"])
    .addEdge("fixed", "check")
    .addEdge("write", "check")
    .addConditionalEdges("check", afterCheck)
    .compile();
}
