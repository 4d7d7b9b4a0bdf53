// Several commands under one yes: the run card is the plan, its row the truth. A crash between or within steps does
// nothing twice: each step ends a run card of its own.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, microsFromUsd, usdFromMicros } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand, type Estimate } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { type ExecuteResult, execute } from "../execute.ts";
import type { Registry } from "../registry.ts";
import { apart } from "../transact.ts";
import { changeMemory } from "./memory.ts";
import { planResultCard, stepsBack } from "./plan-card.ts";
import { type PlannedStep, type PricedPlan, priceSteps } from "./plan-steps.ts";
import { runStep, STEP_MARK } from "./run-step.ts";

/** The most commands one request may become. */
export const MOST_STEPS = 12;

const Step = z.object({
  command: z.string().max(60),
  input: z.record(z.string(), z.unknown()),
  quoted: z.boolean().default(false),
});
const Input = z.object({
  steps: z.array(Step).min(1).max(MOST_STEPS),
  /** Decimal dollars that everything together may cost at most. */
  maxUsd: z
    .string()
    .regex(/^\d{1,7}(\.\d{1,2})?$/)
    .optional(),
});

const StepResult = z.object({
  command: z.string(),
  state: z.enum(["done", "waiting", "failed", "not_started"]),
  message: z.string(),
  card: z.unknown().optional(),
});
export type StepResult = z.output<typeof StepResult>;
const Output = z.object({ steps: z.array(StepResult) });

export function agentPlan(registry: () => Registry): AnyCommand {
  return defineCommand({
    name: "agent.plan",
    role: "analyst",
    effect: "spend",
    visibility: "internal",
    input: Input,
    output: Output,
    errors: ["unknown_command", "refused", "budget_reached", "not_found"],
    estimate: async (context, input) => {
      const priced = await priceSteps(context, registry(), input.steps);
      requireWithinLimit(context, priced.costMicros, input.maxUsd);
      return planEstimate(context, priced, input);
    },
    run: async (context, input) => {
      const steps = await runSteps(context, registry(), input);
      const done = input.steps.filter((_step, index) => steps[index]?.state === "done");
      await changeMemory(apart(context), { undo: stepsBack(done) });
      return { steps };
    },
    view: (output, context, input) => planResultCard(output.steps, input.steps, context.actor.language),
  });
}

function requireWithinLimit(context: CommandContext, costMicros: number, maxUsd: string | undefined): void {
  if (maxUsd === undefined || costMicros <= microsFromUsd(maxUsd)) return;
  const words = texts(context.actor.language).agent;
  throw new AppError("refused", words.overLimit(formatUsd(costMicros), formatUsd(microsFromUsd(maxUsd))), {
    field: "maxUsd",
    remedy: words.overLimitRemedy,
    reason: "over_limit",
  });
}

function planEstimate(
  context: CommandContext,
  { steps, estimates, costMicros, approverRole }: PricedPlan,
  input: z.output<typeof Input>,
): Estimate {
  const words = texts(context.actor.language);
  const lines = steps.flatMap((step, index) => [
    {
      label: words.agent.step(index + 1),
      value: `${spokenStep(step, words.commands[step.command]?.summary)}${step.quoted ? "" : ` (${words.agent.asksLater})`}`,
    },
    ...(estimates[index]?.lines ?? []),
  ]);
  const table = estimates.find((estimate) => estimate?.table)?.table;
  const images = estimates.flatMap((estimate) => estimate?.images ?? []);
  const owners = new Set(estimates.flatMap((estimate) => estimate?.avatarId ?? []));
  const [avatarId] = owners;
  return {
    title: words.agent.planTitle(steps.length),
    approverRole,
    costMicros,
    lines: input.maxUsd
      ? [...lines, { label: words.agent.limit, value: formatUsd(microsFromUsd(input.maxUsd)) }]
      : lines,
    input: { ...input, steps },
    ...(table ? { table } : {}),
    ...(images.length > 0 ? { images } : {}),
    ...(avatarId && owners.size === 1 ? { avatarId } : {}),
  };
}

/** Of rows, which tell a person nothing. */
const ROW_ID = /^[a-z]{3}_[a-z0-9]{20,}$/;

/** "Make a batch of pictures, carousels or stories (batch create: avatar luna, count 10)" */
function spokenStep({ command, input }: Pick<PlannedStep, "command" | "input">, summary = ""): string {
  const parts = Object.entries(input)
    .filter(
      ([field, value]) => field !== "plan" && value !== undefined && value !== null && !ROW_ID.test(String(value)),
    )
    .map(([field, value]) => `${field} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  const name = command.replace(".", " ");
  const typed = parts.length === 0 ? name : `${name}: ${parts.join(", ")}`;
  const [what = ""] = summary.split(/[:;.]/);
  return what === "" ? typed.slice(0, 300) : `${what} (${typed.slice(0, 240)})`;
}

async function runSteps(
  context: CommandContext,
  registry: Registry,
  input: z.output<typeof Input>,
): Promise<StepResult[]> {
  const { runCardId } = context;
  if (!runCardId) throw new AppError("internal", "a plan is carried out by its run card only");
  const results: StepResult[] = [];
  for (const [index, step] of input.steps.entries()) {
    if (!step.quoted) {
      results.push(...(await askForRest(context, registry, input, index)));
      return results;
    }
    const result = await runStep(context, registry, step, `${runCardId}${STEP_MARK}${index + 1}`);
    results.push(result ? resultOf(step.command, result) : { command: step.command, state: "done", message: "" });
    context.ports.events.publish({ topic: `run:${runCardId}`, kind: "step" });
    if (result?.state === "failed") {
      return [...results, ...input.steps.slice(index + 1).map(({ command }) => notStarted(command))];
    }
  }
  return results;
}

/** What could not be priced before is a plan of its own, with a card of its own, within what is left of the limit. */
async function askForRest(
  context: CommandContext,
  registry: Registry,
  input: z.output<typeof Input>,
  from: number,
): Promise<StepResult[]> {
  const rest = input.steps.slice(from);
  const maxUsd = input.maxUsd === undefined ? undefined : await leftOfLimit(context, input.maxUsd);
  const result = await execute(context, registry, {
    command: "agent.plan",
    input: { steps: rest.map(({ command, input: of }) => ({ command, input: of })), ...(maxUsd ? { maxUsd } : {}) },
    actor: context.actor,
    idempotencyKey: `${context.runCardId}:rest`,
  });
  const [first, ...others] = rest;
  return [resultOf(first?.command ?? "", result), ...others.map(({ command }) => notStarted(command))];
}

async function leftOfLimit(context: CommandContext, maxUsd: string): Promise<string> {
  const card = await context.database.prisma.runCard.findUniqueOrThrow({ where: { id: context.runCardId ?? "" } });
  const left = Math.max(0, microsFromUsd(maxUsd) - microsFromUsd(card.quoteUsd));
  return usdFromMicros(Math.floor(left / 10_000) * 10_000).slice(0, -4);
}

function resultOf(command: string, result: ExecuteResult): StepResult {
  const { card, state } = result;
  const message =
    state === "failed" ? [result.problem.message, result.problem.remedy].filter(Boolean).join(" ") : card.title;
  return { command, state, message, card };
}

const notStarted = (command: string): StepResult => ({ command, state: "not_started", message: "" });
