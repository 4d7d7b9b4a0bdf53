// Carries out an approved run card: by one at a time in this process, and by one of them all where processes share a database.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { AppContext, CommandContext } from "../context.ts";
import { execute } from "../execute.ts";
import type { Registry } from "../registry.ts";
import { CARRIED_OUT } from "../transact.ts";
import type { Card } from "../view.ts";

export interface ApprovedCard {
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}

interface CarriedOut {
  readonly id: string;
  readonly command: string;
  readonly result: unknown;
  readonly card: Card;
}

/** Cards that are being carried out here, by database. */
const underWay = new WeakMap<AppContext["database"], Set<string>>();

export function isUnderWay({ database }: Pick<AppContext, "database">, id: string): boolean {
  return underWay.get(database)?.has(id) ?? false;
}

/** @throws AppError `conflict` where it is done or under way, `refused` with what the command said */
export async function carryOut(context: CommandContext, registry: Registry, card: ApprovedCard): Promise<CarriedOut> {
  const { system } = texts(context.actor.language);
  const here = underWay.get(context.database) ?? new Set<string>();
  underWay.set(context.database, here);
  if (here.has(card.id)) throw new AppError("conflict", system.runCardEnded(system.runCardStates.running));
  here.add(card.id);
  try {
    return await runCard(context, registry, card);
  } finally {
    here.delete(card.id);
  }
}

async function runCard(context: CommandContext, registry: Registry, card: ApprovedCard): Promise<CarriedOut> {
  const { prisma } = context.database;
  const result = await execute(context, registry, {
    command: card.command,
    input: card.input,
    actor: context.actor,
    runCardId: card.id,
    signal: context.signal,
  });
  if (result.state === "failed") {
    const { problem } = result;
    const { system } = texts(context.actor.language);
    if (problem.reason === CARRIED_OUT)
      throw new AppError("conflict", system.runCardEnded(system.runCardStates.done), { reason: CARRIED_OUT });
    await prisma.runCard.updateMany({ where: { id: card.id, state: "approved" }, data: { state: "failed" } });
    throw new AppError("refused", problem.message, {
      ...(problem.remedy ? { remedy: problem.remedy } : {}),
      ...(problem.field ? { field: problem.field } : {}),
      reason: problem.reason ?? problem.code,
    });
  }
  const output = result.state === "done" ? result.output : null;
  await prisma.runCard.updateMany({
    where: { id: card.id },
    data: { state: "done", result: JSON.parse(JSON.stringify(output ?? null)) },
  });
  return { id: card.id, command: card.command, result: output, card: result.card };
}
