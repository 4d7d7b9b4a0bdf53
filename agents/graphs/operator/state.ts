// What the operator graph works on: one request, the talk with the model about it, and the plan as far as it is noted.
import { Annotation } from "@langchain/langgraph";
import type { CommandContext } from "../../commands/context.ts";
import type { Registry } from "../../commands/registry.ts";
import type { ToolTurn, ToolUse } from "../../models/chat-model.ts";
import type { Interpretation, PlanStep } from "./interpretation.ts";

export const OperatorState = Annotation.Root({
  context: Annotation<CommandContext>,
  registry: Annotation<Registry>,
  system: Annotation<string>,
  turns: Annotation<readonly ToolTurn[]>,
  /** Commands the model may call by now. */
  offered: Annotation<readonly string[]>,
  /** What the model just called. */
  uses: Annotation<readonly ToolUse[]>,
  steps: Annotation<readonly PlanStep[]>,
  rounds: Annotation<number>,
  /** Calls so far, with those refused. */
  calls: Annotation<number>,
  /** Every call by name and input, for what goes in circles. */
  seen: Annotation<readonly string[]>,
  outcome: Annotation<Interpretation | null>,
});

export type OperatorRequest = typeof OperatorState.State;
