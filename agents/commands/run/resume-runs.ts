// A yes whose process died before the run was over: the next process carries it out, and who gave it is told.
import { MINUTE_MS, SECOND_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { STEP_MARK } from "../agent/run-step.ts";
import type { Actor, AppContext, CommandContext, Role } from "../context.ts";
import { hasRole } from "../execute.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { problemCard, problemFrom } from "../problem.ts";
import type { Registry } from "../registry.ts";
import { actorOf } from "../session/actor-of.ts";
import { CARRIED_OUT } from "../transact.ts";
import type { Card } from "../view.ts";
import { type ApprovedCard, carryOut, isUnderWay } from "./carry-out.ts";

const MOST_AT_ONCE = 20;
/** Between a yes and the run that follows it at once. */
const JUST_APPROVED_MS = 5 * SECOND_MS;
/** On a shared database another process may be at it; work that is begun twice is still done once. */
const OTHERS_MAY_RUN_MS = 2 * MINUTE_MS;

/** Expired ones stay undone: prices and budgets may have moved. @returns how many were carried out or failed for good */
export async function resumeRuns(context: AppContext, registry: Registry): Promise<number> {
  const { prisma, embedded } = context.database;
  const now = context.clock.now();
  const before = new Date(now.getTime() - (embedded ? JUST_APPROVED_MS : OTHERS_MAY_RUN_MS));
  const cards = await prisma.runCard.findMany({
    where: {
      state: "approved",
      expiresAt: { gt: now },
      updatedAt: { lte: before },
      NOT: { id: { contains: STEP_MARK } },
    },
    include: { approvals: { orderBy: { createdAt: "asc" }, take: 1 } },
    orderBy: { updatedAt: "asc" },
    take: MOST_AT_ONCE,
  });
  let count = 0;
  for (const card of cards) {
    const actor = await approverOf(context, card.approvals[0]);
    if (actor && !isUnderWay(context, card.id) && (await resume(context, registry, card, actor))) count += 1;
  }
  return count;
}

/** With the role the yes was given in, or what is left of it. null: nobody who may still say yes. */
async function approverOf(
  { database }: AppContext,
  yes: { readonly operatorId: string; readonly role: Role } | undefined,
): Promise<Actor | null> {
  if (!yes) return null;
  const operator = await database.prisma.operator.findFirst({ where: { id: yes.operatorId, active: true } });
  return operator && actorOf(operator, "resume", hasRole(operator, yes.role) ? yes.role : operator.role);
}

async function resume(app: AppContext, registry: Registry, run: ApprovedCard, actor: Actor): Promise<boolean> {
  const context: CommandContext = { ...app, actor, signal: new AbortController().signal };
  const outcome = await outcomeOf(context, registry, run);
  if (!outcome) return false;
  const { card, ok } = outcome;
  const facts = { kind: "run_resumed", runCardId: run.id, command: run.command, ok, card } as const;
  const where = { avatarId: null, conversationId: null, operatorId: actor.id, dedupeKey: `run:${run.id}` };
  await app.database.prisma.$transaction((tx) => writeNotice(app, tx, facts, where));
  app.log.info("run resumed", { command: run.command, operatorId: actor.id, state: ok ? "done" : "failed" });
  return true;
}

/** null: another process did it, or does. */
async function outcomeOf(
  context: CommandContext,
  registry: Registry,
  run: ApprovedCard,
): Promise<{ readonly card: Card; readonly ok: boolean } | null> {
  try {
    return { card: (await carryOut(context, registry, run)).card, ok: true };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.reason === CARRIED_OUT || thrown.code === "conflict") return null;
    return { card: problemCard(problemFrom(thrown, context.actor.language)), ok: false };
  }
}
