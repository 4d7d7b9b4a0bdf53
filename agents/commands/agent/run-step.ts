// One step of an approved plan. It gets a run card of its own, which ends in the same transaction as what the step writes:
// after a crash the step is either done with its rows, or not begun.
import type { CommandContext } from "../context.ts";
import { type ExecuteResult, execute, hashInput } from "../execute.ts";
import type { Registry } from "../registry.ts";
import type { PlannedStep } from "./plan-steps.ts";

/** Without the plan's own card: nothing may run under a yes that was not given for it. */
export function apart({ runCardId: _plan, ...context }: CommandContext): CommandContext {
  return context;
}

/** null: it was done before the process was cut off. */
export async function runStep(
  context: CommandContext,
  registry: Registry,
  step: PlannedStep,
  id: string,
): Promise<ExecuteResult | null> {
  const own = apart(context);
  const request = { command: step.command, input: step.input, actor: context.actor, signal: context.signal };
  if (registry.find(step.command)?.effect === "read") return await execute(own, registry, request);
  const state = await openStepCard(own, step, context.runCardId ?? "", id);
  if (state === "done") return null;
  const result = await execute(own, registry, { ...request, runCardId: id });
  await context.database.prisma.runCard.update({
    where: { id },
    data: { state: result.state === "failed" ? "failed" : "done" },
  });
  return result;
}

/** The plan's yes was for this step too, so it is written down for it. */
async function openStepCard(context: CommandContext, step: PlannedStep, planId: string, id: string): Promise<string> {
  const inputHash = hashInput(step.command, step.input);
  return await context.database.prisma.$transaction(async (tx) => {
    const before = await tx.runCard.findUnique({ where: { id }, select: { state: true } });
    if (before) return before.state;
    const plan = await tx.runCard.findUniqueOrThrow({ where: { id: planId } });
    const createdAt = context.clock.now();
    await tx.runCard.create({
      data: {
        id,
        command: step.command,
        input: JSON.parse(JSON.stringify(step.input)),
        inputHash,
        plan: [],
        quoteUsd: 0,
        state: "approved",
        requestedById: plan.requestedById,
        approverRole: plan.approverRole,
        expiresAt: plan.expiresAt,
        createdAt,
      },
    });
    await tx.approval.create({
      data: {
        id: context.ids.next("approval"),
        runCardId: id,
        subject: step.command,
        contentHash: inputHash,
        operatorId: context.actor.id,
        role: context.actor.role,
        expiresAt: plan.expiresAt,
        createdAt,
      },
    });
    return "approved";
  });
}
