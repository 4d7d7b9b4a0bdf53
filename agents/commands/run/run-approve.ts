// The yes to a run card: bound to the hash of its input, to a role, and to a time (trust C19).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hashInput, hasRole } from "../execute.ts";
import type { Registry } from "../registry.ts";
import type { Card } from "../view.ts";
import { carryOut } from "./carry-out.ts";

const Output = z.object({ id: z.string(), command: z.string(), result: z.unknown(), card: z.custom<Card>() });

/** `registry` is read late: the registry holds this command too. */
export function runApprove(registry: () => Registry): AnyCommand {
  return defineCommand({
    name: "run.approve",
    role: "chatter",
    effect: "write",
    input: z.object({ id: z.string() }),
    output: Output,
    positional: ["id"],
    errors: ["not_found", "expired", "conflict", "forbidden", "refused"],
    run: async (context, { id }) => {
      const card = await approve(context, id);
      return await carryOut(context, registry(), card);
    },
    view: (output) => output.card,
    subject: ({ id }) => id,
  });
}

async function approve(context: CommandContext, id: string) {
  const words = texts(context.actor.language);
  const now = context.clock.now();
  const { prisma } = context.database;
  const card = await prisma.runCard.findUnique({ where: { id } });
  if (!card) throw new AppError("not_found", words.system.runCardNotFound);
  if (!hasRole(context.actor, card.approverRole)) {
    throw new AppError("forbidden", words.common.forbidden(words.common.roles[card.approverRole]), {
      remedy: words.common.askOwner,
    });
  }
  if (card.state === "approved") return card; // a crash between the yes and the run: carry on
  if (card.state !== "waiting")
    throw new AppError("conflict", words.system.runCardEnded(words.system.runCardStates[card.state]));
  if (card.expiresAt <= now)
    throw new AppError("expired", words.system.runCardExpired, { remedy: words.system.runCardAgain });
  if (hashInput(card.command, card.input) !== card.inputHash)
    throw new AppError("refused", words.system.runCardChanged);
  await prisma.$transaction(async (tx) => {
    const moved = await tx.runCard.updateMany({ where: { id, state: "waiting" }, data: { state: "approved" } });
    if (moved.count === 0)
      throw new AppError("conflict", words.system.runCardEnded(words.system.runCardStates.approved));
    await tx.approval.create({
      data: {
        id: context.ids.next("approval"),
        runCardId: id,
        subject: card.command,
        contentHash: card.inputHash,
        operatorId: context.actor.id,
        role: context.actor.role,
        expiresAt: card.expiresAt,
        createdAt: now,
      },
    });
  });
  return card;
}
