// Today's ceilings, what was spent and is reserved under them, and what is left, for the workspace and by avatar (domain 5).
import { z } from "zod";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hasRole } from "../execute.ts";
import { ceilingsToday } from "../money/ceilings.ts";
import { dayKey, ledgerToday } from "../money/ledger-today.ts";
import type { Card, CardTable } from "../view.ts";

/** Avatars of the card: those with a ceiling, then those that cost most today. */
const MOST_AVATARS = 50;

const Line = z.object({
  /** Slug; "" for calls that belong to no avatar. */
  avatar: z.string(),
  /** null: none of its own. */
  limitMicros: z.number().nullable(),
  spentMicros: z.number(),
  reservedMicros: z.number(),
  leftMicros: z.number().nullable(),
});

type BudgetLine = z.output<typeof Line>;

export const BudgetToday = z.object({
  day: z.string(),
  nextDayInMs: z.number(),
  limitMicros: z.number(),
  spentMicros: z.number(),
  reservedMicros: z.number(),
  /** Below zero after a ceiling was lowered under what is used. */
  leftMicros: z.number(),
  avatars: z.array(Line),
});
export type BudgetTodayValue = z.output<typeof BudgetToday>;

export const budgetShow = defineCommand({
  name: "budget.show",
  role: "manager",
  effect: "read",
  input: z.object({}),
  output: BudgetToday,
  errors: [],
  run: (context) => budgetToday(context),
  view: (output, context) => budgetCard(output, context),
});

export async function budgetToday(context: CommandContext): Promise<BudgetTodayValue> {
  const now = context.clock.now();
  const { prisma } = context.database;
  const [ceilings, ledger] = await Promise.all([ceilingsToday(context, now), ledgerToday(prisma, now)]);
  const ids = [...new Set([...ceilings.avatars.keys(), ...ledger.flatMap((row) => row.avatarId ?? [])])];
  const slugs = await prisma.avatar.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true } });
  const sum = (pick: (row: (typeof ledger)[number]) => number) => ledger.reduce((total, row) => total + pick(row), 0);
  const spentMicros = sum((row) => row.spentMicros);
  const reservedMicros = sum((row) => row.reservedMicros);
  const line = (id: string | null, avatar: string): BudgetLine => {
    const row = ledger.find(({ avatarId }) => avatarId === id);
    const limitMicros = (id === null ? undefined : ceilings.avatars.get(id)?.limitMicros) ?? null;
    const used = { spentMicros: row?.spentMicros ?? 0, reservedMicros: row?.reservedMicros ?? 0 };
    return { avatar, limitMicros, ...used, leftMicros: limitMicros === null ? null : limitMicros - usedMicros(used) };
  };
  return {
    day: dayKey(now),
    nextDayInMs: DAY_MS - (now.getTime() % DAY_MS),
    limitMicros: ceilings.workspace.limitMicros,
    spentMicros,
    reservedMicros,
    leftMicros: ceilings.workspace.limitMicros - spentMicros - reservedMicros,
    avatars: [...slugs.map(({ id, slug }) => line(id, slug)), line(null, "")]
      .filter((row) => row.limitMicros !== null || usedMicros(row) > 0)
      .sort((left, right) => hasCeiling(right) - hasCeiling(left) || usedMicros(right) - usedMicros(left))
      .slice(0, MOST_AVATARS),
  };
}

const usedMicros = (row: Pick<BudgetLine, "spentMicros" | "reservedMicros">) => row.spentMicros + row.reservedMicros;
const hasCeiling = (row: BudgetLine) => Number(row.limitMicros !== null);

/** @param title of what was just changed; else what is left */
export function budgetCard(budget: BudgetTodayValue, context: CommandContext, title?: string): Card {
  const words = texts(context.actor.language).reports;
  const exhausted = budget.leftMicros <= 0;
  const anyExhausted = exhausted || budget.avatars.some((row) => row.leftMicros !== null && row.leftMicros <= 0);
  const left = leftText(budget.leftMicros);
  const tone = title === undefined ? {} : { tone: "good" as const };
  return {
    title: title ?? (exhausted ? words.budgetUsedUp : words.budgetTitle(left, formatUsd(budget.limitMicros))),
    ...(anyExhausted ? { tone: "warning" as const, text: words.budgetPaused } : tone),
    fields: [
      { label: words.ceiling, value: formatUsd(budget.limitMicros) },
      { label: words.spentToday, value: formatUsd(budget.spentMicros) },
      { label: words.reserved, value: formatUsd(budget.reservedMicros) },
      { label: words.left, value: left },
      { label: words.nextDay, value: words.inHours(Math.ceil(budget.nextDayInMs / HOUR_MS)) },
    ],
    ...(budget.avatars.length > 0 ? { table: avatarTable(budget, context) } : {}),
    buttons: [
      ...(hasRole(context.actor, "owner")
        ? [
            {
              label: words.setCeiling,
              command: "budget.set",
              input: {},
              ask: { field: "usd", label: words.newCeiling },
            },
          ]
        : []),
      { label: words.showCosts, command: "report.costs", input: { by: "avatar", days: 1 } },
    ],
  };
}

function avatarTable(budget: BudgetTodayValue, context: CommandContext): CardTable {
  const words = texts(context.actor.language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [
      { label: words.groups.avatar },
      right(words.ceiling),
      right(words.spentToday),
      right(words.reserved),
      right(words.left),
    ],
    rows: budget.avatars.map((row) => [
      row.avatar === "" ? words.noneOf.avatar : row.avatar,
      row.limitMicros === null ? words.unknown : formatUsd(row.limitMicros),
      formatUsd(row.spentMicros),
      formatUsd(row.reservedMicros),
      row.leftMicros === null ? words.unknown : leftText(row.leftMicros),
    ]),
  };
}

const leftText = (micros: number) => formatUsd(Math.max(0, micros));
