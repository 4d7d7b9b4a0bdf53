// Two evaluations of the same fans, conversation by conversation: who did more of what, and whether that may be chance.
import type { ScoredConversation } from "./scorecard.ts";

export interface PairedDifference {
  /** Pairs in which the first did more, and the second. */
  readonly firstMore: number;
  readonly secondMore: number;
  /** Chance of a split at least as uneven if both were alike (two-sided sign test); 1 when no pair differs. */
  readonly chance: number;
}

/** Below it a split is called clear (the usual 5 %; under six differing pairs no split can be). */
export const CLEAR_BELOW = 0.05;

type Measure = (conversation: ScoredConversation) => number;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const repliesOf = ({ turns }: ScoredConversation) =>
  turns.flatMap(({ said }) => said.filter(({ kind }) => kind === "reply").map(({ text }) => text));
const wordsOf = (text: string) => text.split(/\s+/u).filter((word) => word !== "").length;

/** By the names of a scorecard's lines, where a line can be told of one conversation. */
const MEASURES = {
  rewritten: ({ turns }) => turns.filter(({ replaced }) => replaced !== null).length,
  repeats: (conversation) => repliesOf(conversation).length - new Set(repliesOf(conversation)).size,
  handovers: ({ turns }) => turns.filter(({ handedOver }) => handedOver).length,
  offers: ({ turns }) => turns.filter(({ said }) => said.some(({ kind }) => kind === "offer")).length,
  conversion: ({ paidCents }) => Number(paidCents > 0),
  meanWords: (conversation) => {
    const replies = repliesOf(conversation);
    return replies.length > 0 ? sum(replies.map(wordsOf)) / replies.length : 0;
  },
} satisfies Record<string, Measure>;

export type PairedMeasure = keyof typeof MEASURES;
export const PAIRED_MEASURES = Object.keys(MEASURES) as readonly PairedMeasure[];

/** @param second of the same fans in the same order */
export function comparePairs(
  first: readonly ScoredConversation[],
  second: readonly ScoredConversation[],
): Readonly<Record<PairedMeasure, PairedDifference>> {
  const differenceOf = (measure: Measure): PairedDifference => {
    const pairs = first.flatMap((one, index) => {
      const other = second[index];
      return other ? [measure(one) - measure(other)] : [];
    });
    const firstMore = pairs.filter((difference) => difference > 0).length;
    const secondMore = pairs.filter((difference) => difference < 0).length;
    return { firstMore, secondMore, chance: signTest(firstMore, secondMore) };
  };
  const entries = PAIRED_MEASURES.map((name) => [name, differenceOf(MEASURES[name])] as const);
  return Object.fromEntries(entries) as Record<PairedMeasure, PairedDifference>;
}

/** Exact: a fair coin for each pair that differs. */
export function signTest(one: number, other: number): number {
  const trials = one + other;
  const fewer = Math.min(one, other);
  let ways = 1;
  let tail = 0;
  for (let successes = 0; successes <= fewer; successes += 1) {
    tail += ways;
    ways = (ways * (trials - successes)) / (successes + 1);
  }
  return Math.min(1, (2 * tail) / 2 ** trials);
}
