// Plan and quote of a command, put before a person: nothing is spent before the yes (architecture 3).

import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, usdFromMicros } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { AnyCommand, Estimate } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { ExecuteResult } from "../execute.ts";
import { hasRole } from "../has-role.ts";
import { budgetLeftMicros } from "../money/ceilings.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import type { Card } from "../view.ts";
import { tellWebhooks } from "../webhook/webhook-events.ts";

/** How long a quote holds. */
export const RUN_CARD_LIFE_MS = 15 * MINUTE_MS;

export async function createRunCard(
  context: CommandContext,
  command: AnyCommand,
  input: Record<string, unknown>,
  hashOf: (input: Readonly<Record<string, unknown>>) => string,
): Promise<ExecuteResult> {
  if (!command.estimate) throw new AppError("internal", `command ${command.name} has no estimate`);
  const estimate = await command.estimate(context, input);
  const planned = estimate.input ?? input;
  const now = context.clock.now();
  const id = context.ids.next("runCard");
  const { actor, place } = context;
  const approverRole = estimate.approverRole ?? command.role;
  const needsOther = !hasRole(actor, approverRole);
  const avatarId = estimate.avatarId ?? null;
  await context.database.prisma.$transaction(async (tx) => {
    await tx.runCard.create({
      data: {
        id,
        command: command.name,
        input: JSON.parse(JSON.stringify(planned)),
        inputHash: hashOf(planned),
        plan: JSON.parse(JSON.stringify(estimate.lines)),
        quoteUsd: usdFromMicros(estimate.costMicros),
        requestedById: actor.id,
        approverRole,
        expiresAt: new Date(now.getTime() + RUN_CARD_LIFE_MS),
        createdAt: now,
      },
    });
    await tellWebhooks(context, tx, "run.waiting", { runCardId: id, command: command.name, approverRole, avatarId });
    if (!needsOther) return;
    const askedIn = place ? { askedIn: place.chatId } : {};
    const notice = { kind: "run_waiting" as const, runCardId: id, approverRole, askedBy: actor.name, ...askedIn };
    await writeNotice(context, tx, notice, { avatarId, conversationId: null });
  });
  if (needsOther) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  const left = await budgetLeftMicros(context, now, estimate.avatarId);
  return { state: "waiting", runCardId: id, card: runCardView(context, command, id, estimate, left) };
}

function runCardView(
  context: CommandContext,
  command: AnyCommand,
  id: string,
  estimate: Estimate,
  leftMicros: number,
): Card {
  const words = texts(context.actor.language).common;
  const cost = estimate.costMicros === 0 ? words.freeOffline : formatUsd(estimate.costMicros);
  // What takes no vendor's work, such as an erasure, asks for no money either.
  const isPriced = command.effect === "spend" || estimate.costMicros > 0;
  return {
    title: estimate.title ?? words.runCardTitle(command.name.replace(".", " ")),
    fields: [
      ...estimate.lines,
      ...(isPriced
        ? [
            { label: words.cost, value: cost },
            { label: words.budgetLeft, value: formatUsd(leftMicros) },
          ]
        : []),
    ],
    ...(estimate.table ? { table: estimate.table } : {}),
    ...(estimate.images ? { images: estimate.images } : {}),
    note: words.runCardExpires(RUN_CARD_LIFE_MS / MINUTE_MS),
    buttons: [
      { label: words.approve, command: "run.approve", input: { id }, style: "primary" },
      { label: words.cancel, command: "run.cancel", input: { id }, style: "plain" },
    ],
  };
}
