// The operator agent, for the registry; both look back into it.
import type { AnyCommand } from "../command.ts";
import type { Registry } from "../registry.ts";
import { agentAsk } from "./agent-ask.ts";
import { agentPlan } from "./agent-plan.ts";

export function agentCommands(registry: () => Registry): readonly AnyCommand[] {
  return [agentAsk(registry), agentPlan(registry)];
}
