// Who writes in which situation, as one table: the avatar's own setting with its rules over it.
import { z } from "zod";
import {
  ANY,
  type Autonomy,
  type AutonomyRule,
  autonomyFor,
  RULED_INTENTS,
  RULED_STAGES,
} from "../../domain/fans/autonomy.ts";
import { formatUsd } from "../../kernel/money.ts";
import { type Texts, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";

export const AutonomyMatrix = z.object({
  avatar: z.string(),
  name: z.string(),
  base: z.enum(["auto", "draft", "off"]),
  rules: z.array(
    z.object({
      intent: z.string(),
      stage: z.string(),
      fromCents: z.number(),
      autonomy: z.enum(["auto", "draft", "off"]),
    }),
  ),
});
type Matrix = z.output<typeof AutonomyMatrix>;

export async function loadMatrix(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string; readonly name: string; readonly autonomy: Autonomy },
): Promise<Matrix> {
  const rules = await context.database.prisma.autonomyRule.findMany({
    where: { avatarId: avatar.id },
    orderBy: [{ intent: "asc" }, { stage: "asc" }, { fromCents: "asc" }],
    select: { intent: true, stage: true, fromCents: true, autonomy: true },
  });
  return { avatar: avatar.slug, name: avatar.name, base: avatar.autonomy, rules };
}

export function matrixCard(matrix: Matrix, context: CommandContext, title?: string): Card {
  const all = texts(context.actor.language);
  const words = all.people;
  const settings = { avatar: matrix.base, rules: matrix.rules, conversation: null };
  const input = { avatar: matrix.avatar };
  return {
    title: title ?? words.matrix(matrix.name),
    text: words.matrixBase(all.avatar.autonomies[matrix.base]),
    table: {
      columns: [{ label: words.intent }, ...RULED_STAGES.map((stage) => ({ label: all.fans.stages[stage] }))],
      rows: RULED_INTENTS.map((intent) => [
        words.intents[intent],
        ...RULED_STAGES.map((stage) => words.modes[autonomyFor(settings, { intent, stage, priceCents: null })]),
      ]),
    },
    fields: matrix.rules
      .filter((rule) => rule.fromCents > 0)
      .map((rule) => ({ label: ruleName(rule, all), value: words.modes[rule.autonomy] })),
    note: words.matrixNote,
    buttons: [
      ...matrix.rules.map((rule) => ({
        label: words.dropRule(ruleName(rule, all)),
        command: "autonomy.clear",
        input: { ...input, ...ruleInput(rule) },
      })),
    ],
  };
}

/** "wants to buy · ready to buy · from $99.99" */
export function ruleName(rule: AutonomyRule, all: Texts): string {
  const intent = rule.intent as keyof Texts["people"]["intents"];
  const stage = rule.stage as keyof Texts["fans"]["stages"];
  return [
    ...(rule.intent === ANY ? [] : [all.people.intents[intent]]),
    ...(rule.stage === ANY ? [] : [all.fans.stages[stage]]),
    ...(rule.fromCents === 0 ? [] : [all.people.fromPrice(formatUsd(rule.fromCents * 10_000))]),
  ].join(" · ");
}

function ruleInput({ intent, stage, fromCents }: AutonomyRule): Record<string, unknown> {
  return {
    ...(intent === ANY ? {} : { intent }),
    ...(stage === ANY ? {} : { stage }),
    ...(fromCents === 0 ? {} : { from: fromCents / 100 }),
  };
}
