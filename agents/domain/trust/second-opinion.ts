// A learned second opinion beside the guards' rules: words nobody listed may still sound like what they are.
import { BUCKETS, type Features, readForOpinion } from "./guard-features.ts";
import { GUARD_WEIGHTS } from "./guard-weights.ts";
import { unpackedRows } from "./sparse-rows.ts";

export const SECOND_OPINION_VERSION = "second-opinion 2026-11-27";

/** In the order of the weights. */
export const LEARNED_GUARDS = ["minor", "crisis", "opt_out", "bot_question", "farewell"] as const;
export type LearnedGuard = (typeof LEARNED_GUARDS)[number];

export interface GuardModel {
  /** `BUCKETS` rows of one weight for each guard. */
  readonly weights: Int8Array;
  /** What a weight of 1 is worth, by guard. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** Log odds from which a guard fires. */
  readonly thresholds: readonly number[];
}

const GUARDS = LEARNED_GUARDS.length;
/** Of single words the rules know those that are a goodbye: "alright" is none. */
const SEVERAL_WORDS = /\p{L}\P{L}+\p{L}/u;
/** "One more please", "ok i'll take it": a few words say little, and the rules know those that end a talk. */
const FEW_WORDS = 5;
const FEW_WORDS_MARGIN: Partial<Record<LearnedGuard, number>> = { opt_out: 1.5, farewell: 1.5 };
/** Log odds by which a sentence must be surer than a message: one of many is likelier to be wrong. */
const SENTENCE_MARGIN = 1;

let unpacked: GuardModel | undefined;
/** Unpacked at the first message: a start has no use for it. */
function shipped(): GuardModel {
  unpacked ??= { ...GUARD_WEIGHTS, weights: unpackedRows(GUARD_WEIGHTS.weights, BUCKETS, GUARDS) };
  return unpacked;
}

/** The guards that the model would fire on this message. It only ever adds to the rules: it clears nothing. */
export function secondOpinion(text: string, model: GuardModel = shipped()): ReadonlySet<LearnedGuard> {
  const scores = opinionScores(text, model);
  const isShort = text.trim().split(/\s+/u).length <= FEW_WORDS;
  const margin = (guard: LearnedGuard) => (isShort ? (FEW_WORDS_MARGIN[guard] ?? 0) : 0);
  const heard = LEARNED_GUARDS.filter(
    (guard, index) => (scores[index] ?? 0) >= (model.thresholds[index] ?? 0) + margin(guard),
  );
  return new Set(heard.filter((guard) => guard !== "farewell" || SEVERAL_WORDS.test(text)));
}

/** Log odds by guard: the highest of the message as a whole and, less a margin, of its sentences; none without a word. */
export function opinionScores(text: string, model: GuardModel = shipped()): readonly number[] {
  const [whole, ...sentences] = readForOpinion(text).map((features) => scoresOf(features, model));
  return LEARNED_GUARDS.map((_guard, index) =>
    Math.max(
      whole?.[index] ?? Number.NEGATIVE_INFINITY,
      ...sentences.map((scores) => (scores[index] ?? 0) - SENTENCE_MARGIN),
    ),
  );
}

function scoresOf({ buckets, values }: Features, { weights, scales, biases }: GuardModel): readonly number[] {
  const sums = new Float64Array(GUARDS);
  for (let at = 0; at < buckets.length; at += 1) {
    const row = (buckets[at] ?? 0) * GUARDS;
    const value = values[at] ?? 0;
    for (let guard = 0; guard < GUARDS; guard += 1)
      sums[guard] = (sums[guard] ?? 0) + value * (weights[row + guard] ?? 0);
  }
  return biases.map((bias, guard) => bias + (scales[guard] ?? 0) * (sums[guard] ?? 0));
}
