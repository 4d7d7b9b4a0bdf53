// Request -> plan: think -> act -> (think | end). It changes nothing itself, so it needs no checkpoint: the plan it ends in
// is a run card's row, which waits for the yes (docs/adr/0012).
import { END, START, StateGraph } from "@langchain/langgraph";
import type { CommandContext } from "../../commands/context.ts";
import type { Registry } from "../../commands/registry.ts";
import { afterAct, afterThink } from "./edges.ts";
import type { Interpretation, World } from "./interpretation.ts";
import { act } from "./nodes/act.ts";
import { think } from "./nodes/think.ts";
import { operatorSystemPrompt } from "./prompts.ts";
import { takeLimit } from "./rules/moments.ts";
import { OperatorState } from "./state.ts";
import { commandsFor } from "./tools.ts";

export interface AskedOfModel {
  readonly text: string;
  readonly world: World;
  readonly preferences: readonly string[];
}

/** The money limit is read from the words, not left to the model. @throws AppError as paidToolChat */
export async function interpretByModel(
  context: CommandContext,
  registry: Registry,
  { text, world, preferences }: AskedOfModel,
): Promise<Interpretation> {
  const { outcome } = await buildOperatorGraph().invoke({
    context,
    registry,
    system: operatorSystemPrompt(context.actor, world, preferences),
    turns: [{ role: "user", content: text }],
    offered: commandsFor(context, registry, text),
    uses: [],
    steps: [],
    rounds: 0,
    calls: 0,
    seen: [],
    outcome: null,
  });
  const { maxUsd } = takeLimit(text);
  if (outcome?.kind === "plan" && maxUsd) return { ...outcome, maxUsd };
  return outcome ?? { kind: "gave_up" };
}

function buildOperatorGraph() {
  return new StateGraph(OperatorState)
    .addNode("think", think)
    .addNode("act", act)
    .addEdge(START, "think")
    .addConditionalEdges("think", afterThink, ["act", END])
    .addConditionalEdges("act", afterAct, ["think", END])
    .compile();
}
