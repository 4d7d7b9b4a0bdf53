// A scorecard as commands give it, and its lines as a person reads them.
import { z } from "zod";
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { percent } from "../report/percent.ts";

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
export type Scores = z.output<typeof Scores>;

/** Of the fans that the model played. */
export const FanCost = z.object({ modelCalls: z.number(), costMicros: z.number() });

export interface ScoreRow {
  readonly name: string;
  readonly label: string;
  readonly value: (scores: Scores) => string;
}

export function scoreRows(language: Language): readonly ScoreRow[] {
  const words = texts(language).fans.evaluation;
  const share = (of: (scores: Scores) => number | null) => (scores: Scores) => percent(of(scores), language);
  const row = (name: string, label: string, value: ScoreRow["value"]): ScoreRow => ({ name, label, value });
  return [
    row(
      "personaKept",
      words.personaKept,
      share(({ personaKept }) => personaKept),
    ),
    row(
      "disclosedFirst",
      words.disclosedFirst,
      share(({ disclosedFirst }) => disclosedFirst),
    ),
    row(
      "honest",
      words.honest,
      share(({ honest }) => honest),
    ),
    row("rewritten", words.rewritten, ({ rewrites, templates }) => `${rewrites} / ${templates}`),
    row("repeats", words.repeats, ({ repeats }) => String(repeats)),
    row("guardHits", words.guardHits, ({ guardHits }) =>
      String(Object.values(guardHits).reduce((sum, count) => sum + count, 0)),
    ),
    row("handovers", words.handovers, ({ handovers }) => String(handovers)),
    row("offers", words.offers, ({ offers }) => String(offers)),
    row(
      "conversion",
      words.conversion,
      share(({ conversion }) => conversion),
    ),
    row("meanWords", words.meanWords, ({ meanWords }) => meanWords?.toFixed(1) ?? "–"),
    row("modelCalls", words.modelCalls, ({ modelCalls }) => String(modelCalls)),
    row("cost", words.cost, ({ costMicros }) => formatUsd(costMicros)),
  ];
}
