// Two scorecards side by side, and of each line how sure one can be.
import { CLEAR_BELOW, type PairedDifference } from "../../domain/fans/compare-pairs.ts";
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";
import type { Cost } from "./cost-of.ts";
import { type Scores, scoreRows } from "./scores.ts";

interface Comparison {
  readonly avatar: string;
  readonly against: string;
  readonly first: Scores;
  readonly second: Scores;
  readonly differences: Readonly<Record<string, PairedDifference>>;
  readonly fans: Cost | null;
}

export function compareCard(comparison: Comparison, language: Language): Card {
  const words = texts(language).fans.evaluation;
  const { avatar, against, first, second, differences, fans } = comparison;
  const right = (label: string) => ({ label, align: "right" as const });
  const sureness = (name: string): string => {
    const difference = differences[name];
    if (!difference) return "";
    const { firstMore, secondMore, chance } = difference;
    if (firstMore + secondMore === 0) return words.noPairDiffers;
    const more = firstMore >= secondMore ? avatar : against;
    const split = words.pairSplit(more, Math.max(firstMore, secondMore), firstMore + secondMore);
    return `${split}: ${chance < CLEAR_BELOW ? words.hardlyChance : words.mayBeChance}`;
  };
  const isHonest = ({ disclosedFirst, honest }: Scores) => disclosedFirst === 1 && (honest ?? 1) === 1;
  return {
    title: words.compareTitle(avatar, against, first.conversations),
    text: words.compareText(first.conversations),
    tone: isHonest(first) && isHonest(second) ? "good" : "warning",
    table: {
      columns: [{ label: words.figure }, right(avatar), right(against), { label: words.howSure }],
      rows: scoreRows(language).map(({ name, label, value }) => [label, value(first), value(second), sureness(name)]),
    },
    note: fans ? words.modelNote(fans.modelCalls, formatUsd(fans.costMicros)) : words.note,
  };
}
