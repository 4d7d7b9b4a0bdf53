// The steps of a plan, checked and priced: one quote for all that can be priced now. A step that is about what an earlier
// one makes cannot be; from there on the plan asks again when it gets there.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { AnyCommand, Estimate } from "../command.ts";
import type { CommandContext, Role } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";
import { hasRole } from "../execute.ts";
import type { Registry } from "../registry.ts";
import { isForbiddenStep } from "./forbidden-steps.ts";

export interface GivenStep {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface PlannedStep extends GivenStep {
  /** Covered by the yes to this plan's card. */
  readonly quoted: boolean;
}

export interface PricedPlan {
  readonly steps: readonly PlannedStep[];
  readonly estimates: readonly (Estimate | null)[];
  readonly costMicros: number;
  /** The highest role any step needs. */
  readonly approverRole: Role;
}

const RISING: readonly Role[] = ["analyst", "chatter", "manager", "owner"];

/** @throws AppError `unknown_command`, `forbidden`, `refused`, `invalid_input`, or what an estimate throws */
export async function priceSteps(
  context: CommandContext,
  registry: Registry,
  given: readonly GivenStep[],
): Promise<PricedPlan> {
  const steps: PlannedStep[] = [];
  const estimates: (Estimate | null)[] = [];
  let approverRole: Role = "analyst";
  let open = false;
  for (const step of given) {
    const { command, input } = checkStep(context, registry, step);
    if (RISING.indexOf(command.role) > RISING.indexOf(approverRole)) approverRole = command.role;
    const estimate = open ? "later" : await estimateOf(context, command, input, steps.length > 0);
    if (estimate === "later") open = true;
    const priced = estimate === "later" ? null : estimate;
    estimates.push(priced);
    steps.push({ command: command.name, input: priced?.input ?? step.input, quoted: !open });
  }
  const costMicros = estimates.reduce((sum, estimate) => sum + (estimate?.costMicros ?? 0), 0);
  return { steps, estimates, costMicros, approverRole };
}

/** @throws AppError as above */
export function checkStep(
  context: CommandContext,
  registry: Registry,
  step: GivenStep,
): { readonly command: AnyCommand; readonly input: Record<string, unknown> } {
  const words = texts(context.actor.language);
  const command = registry.find(step.command);
  if (!command || command.visibility === "internal") {
    const near = registry.nearest(step.command);
    throw new AppError("unknown_command", words.common.unknownCommand(step.command.slice(0, 60)), {
      ...(near ? { remedy: words.common.didYouMean(near.replace(".", " ")) } : {}),
    });
  }
  const spoken = command.name.replace(".", " ");
  if (isForbiddenStep(command.name)) {
    throw new AppError("refused", words.agent.forbiddenStep(spoken), { remedy: words.agent.forbiddenStepRemedy });
  }
  if (!hasRole(context.actor, command.role)) {
    throw new AppError("forbidden", words.common.forbidden(words.common.roles[command.role]), {
      remedy: words.common.askOwner,
    });
  }
  const parsed = command.input.strict().safeParse(step.input);
  if (parsed.success) return { command, input: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "");
  throw new AppError(
    "invalid_input",
    issue ? words.common.badValue(field, describeIssue(issue, context.actor.language)) : spoken,
    {
      field,
      remedy: `${words.common.example}: ${words.commands[command.name]?.example ?? spoken}`,
    },
  );
}

async function estimateOf(
  context: CommandContext,
  command: AnyCommand,
  input: Record<string, unknown>,
  mayWait: boolean,
): Promise<Estimate | null | "later"> {
  if (!command.estimate) return null;
  try {
    return await command.estimate(context, input);
  } catch (thrown) {
    // An earlier step may still bring about what is missing; alone, it is simply wrong.
    if (mayWait && thrown instanceof AppError && ["not_found", "refused", "conflict"].includes(thrown.code))
      return "later";
    throw thrown;
  }
}
