// One step of an approved plan. It gets a run card of its own, which ends in the same transaction as what the step writes:
// after a crash the step is either done with its rows, or not begun.
import type { CommandContext } from "../context.ts";
import { type ExecuteResult, execute, hashInput } from "../execute.ts";
import type { Registry } from "../registry.ts";
import { CARRIED_OUT } from "../transact.ts";
import type { PlannedStep } from "./plan-steps.ts";

/** Between a plan's id and the number of its step: no other run card's id has it. */
export const STEP_MARK = "-";

/** null: it was done before the process was cut off, or is being done by another one. */
export async function runStep(
  context: CommandContext,
  registry: Registry,
  step: PlannedStep,
  id: string,
): Promise<ExecuteResult | null> {
  const request = { command: step.command, input: step.input, actor: context.actor, signal: context.signal };
  if (registry.find(step.command)?.effect === "read") return await execute(context, registry, request);
  const state = await openStepCard(context, step, context.runCardId ?? "", id);
  if (state === "done") return null;
  const result = await execute(context, registry, { ...request, runCardId: id });
  if (result.state === "failed" && result.problem.reason === CARRIED_OUT) return null;
  await context.database.prisma.runCard.updateMany({
    where: { id, state: "approved" },
    data: { state: result.state === "failed" ? "failed" : "done" },
  });
  return result;
}

/** The plan's yes was for this step too, so it is written down for it. */
async function openStepCard(context: CommandContext, step: PlannedStep, planId: string, id: string): Promise<string> {
  const inputHash = hashInput(step.command, step.input);
  return await context.database.prisma.$transaction(async (tx) => {
    const before = await tx.runCard.findUnique({ where: { id }, select: { state: true } });
    if (before?.state === "failed") await tx.runCard.update({ where: { id }, data: { state: "approved" } });
    if (before) return before.state === "done" ? "done" : "approved";
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
