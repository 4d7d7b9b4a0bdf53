// A scorecard as a person reads it; of two, side by side.
import { z } from "zod";
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { percent } from "../report/percent.ts";
import type { Card } from "../view.ts";

const ratio = z.number().nullable();

export const Scores = z.object({
  conversations: z.number(),
  turns: z.number(),
  personaKept: ratio,
  disclosedFirst: ratio,
  honest: ratio,
  guardHits: z.record(z.string(), z.number()),
  rewrites: z.number(),
  templates: z.number(),
  repeats: z.number(),
  handovers: z.number(),
  offers: z.number(),
  conversion: ratio,
  revenueCents: z.number(),
  meanWords: z.number().nullable(),
  /** Paid ones; none without a model. */
  modelCalls: z.number(),
  costMicros: z.number(),
});
type Scores = z.output<typeof Scores>;

interface Evaluation {
  readonly avatar: string;
  readonly change: { readonly field: string; readonly value: string } | null;
  readonly now: Scores;
  readonly changed: Scores | null;
  readonly sample: readonly { readonly heard: string; readonly said: readonly string[] }[];
}

export function scorecardCard({ avatar, change, now, changed, sample }: Evaluation, language: Language): Card {
  const words = texts(language).fans.evaluation;
  const right = (label: string) => ({ label, align: "right" as const });
  const rows = rowsOf(language);
  return {
    title: words.title(avatar, now.conversations, now.turns),
    ...(change ? { text: words.changeText(change.field, change.value) } : {}),
    tone: now.disclosedFirst === 1 && (changed?.disclosedFirst ?? 1) === 1 ? "good" : "warning",
    table: {
      columns: [{ label: words.figure }, right(words.asItIs), ...(changed ? [right(words.asChanged)] : [])],
      rows: rows.map(([label, value]) => [label, value(now), ...(changed ? [value(changed)] : [])]),
    },
    fields: sample.map(({ heard, said }) => ({ label: heard, value: said.join("\n") || words.saidNothing })),
    note: words.note,
  };
}

function rowsOf(language: Language): readonly (readonly [string, (scores: Scores) => string])[] {
  const words = texts(language).fans.evaluation;
  const share = (of: (scores: Scores) => number | null) => (scores: Scores) => percent(of(scores), language);
  return [
    [words.personaKept, share(({ personaKept }) => personaKept)],
    [words.disclosedFirst, share(({ disclosedFirst }) => disclosedFirst)],
    [words.honest, share(({ honest }) => honest)],
    [words.rewritten, ({ rewrites, templates }) => `${rewrites} / ${templates}`],
    [words.repeats, ({ repeats }) => String(repeats)],
    [words.guardHits, ({ guardHits }) => String(Object.values(guardHits).reduce((sum, count) => sum + count, 0))],
    [words.handovers, ({ handovers }) => String(handovers)],
    [words.offers, ({ offers }) => String(offers)],
    [words.conversion, share(({ conversion }) => conversion)],
    [words.meanWords, ({ meanWords }) => meanWords?.toFixed(1) ?? "–"],
    [words.modelCalls, ({ modelCalls }) => String(modelCalls)],
    [words.cost, ({ costMicros }) => formatUsd(costMicros)],
  ];
}
