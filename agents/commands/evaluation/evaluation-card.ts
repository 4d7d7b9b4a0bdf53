// A scorecard of played conversations; of two, side by side.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";
import type { Cost } from "./cost-of.ts";
import { type Scores, scoreRows } from "./scores.ts";

interface Evaluation {
  readonly avatar: string;
  readonly change: { readonly field: string; readonly value: string } | null;
  readonly now: Scores;
  readonly changed: Scores | null;
  /** null: scripts. */
  readonly fans: Cost | null;
  readonly sample: readonly { readonly heard: string; readonly said: readonly string[] }[];
}

export function scorecardCard({ avatar, change, now, changed, fans, sample }: Evaluation, language: Language): Card {
  const words = texts(language).fans.evaluation;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    title: words.title(avatar, now.conversations, now.turns),
    ...(change ? { text: words.changeText(change.field, change.value) } : {}),
    tone: now.disclosedFirst === 1 && (changed?.disclosedFirst ?? 1) === 1 ? "good" : "warning",
    table: {
      columns: [{ label: words.figure }, right(words.asItIs), ...(changed ? [right(words.asChanged)] : [])],
      rows: scoreRows(language).map(({ label, value }) => [label, value(now), ...(changed ? [value(changed)] : [])]),
    },
    fields: sample.map(({ heard, said }) => ({ label: heard, value: said.join("\n") || words.saidNothing })),
    note: fans ? words.modelNote(fans.modelCalls, formatUsd(fans.costMicros)) : words.note,
  };
}
