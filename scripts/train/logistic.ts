// One-vs-rest logistic regression over hashed features, by AdaGrad; the same for the same seed.
import { BUCKETS, type Features } from "../../agents/domain/trust/guard-features.ts";
import { LEARNED_GUARDS } from "../../agents/domain/trust/second-opinion.ts";
import type { Random } from "../../agents/kernel/random.ts";

const GUARDS = LEARNED_GUARDS.length;
const EPOCHS = 4;
/** Examples that must hold an n-gram, in all the ways they are said. */
const LEAST_SEEN = 32;
const RATE = 0.2;
const BIAS_RATE = 0.05;
const DECAY = 1e-3;
/** A missed sign costs more than a false one while learning; thresholds are set afterwards. */
const POSITIVE_WEIGHT = 2;

export interface Example {
  readonly features: Features;
  /** Indexes of the guards meant; empty: none of them. */
  readonly labels: readonly number[];
}

export interface Fitted {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

export function learn(all: readonly Example[], random: Random): Fitted {
  const examples = withoutRare(all);
  const weights = new Float64Array(BUCKETS * GUARDS);
  const squares = new Float64Array(BUCKETS * GUARDS).fill(1e-2);
  const biases = new Float64Array(GUARDS).fill(-3);
  const order = Uint32Array.from(examples, (_example, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example) step(example, weights, squares, biases);
    }
  }
  return { weights, biases };
}

/** Rare n-grams teach nothing about the next author, and what falls into their bucket later would be judged by them. */
function withoutRare(examples: readonly Example[]): readonly Example[] {
  const seen = new Uint32Array(BUCKETS);
  for (const { features } of examples) for (const bucket of features.buckets) seen[bucket] = (seen[bucket] ?? 0) + 1;
  return examples.map(({ features: { buckets, values }, labels }) => {
    const kept = [...buckets.keys()].filter((at) => (seen[buckets[at] ?? 0] ?? 0) >= LEAST_SEEN);
    const features = {
      buckets: Int32Array.from(kept, (at) => buckets[at] ?? 0),
      values: Float32Array.from(kept, (at) => values[at] ?? 0),
    };
    return { features, labels };
  });
}

function step({ features, labels }: Example, weights: Float64Array, squares: Float64Array, biases: Float64Array): void {
  const sums = scoresOf(features, weights, biases);
  const { buckets, values } = features;
  for (let guard = 0; guard < GUARDS; guard += 1) {
    const meant = labels.includes(guard) ? 1 : 0;
    const error = (1 / (1 + Math.exp(-(sums[guard] ?? 0))) - meant) * (meant ? POSITIVE_WEIGHT : 1);
    // What is settled teaches nothing more, and most of the time is spent here.
    if (Math.abs(error) < 0.004) continue;
    biases[guard] = (biases[guard] ?? 0) - BIAS_RATE * error;
    for (let at = 0; at < buckets.length; at += 1) {
      const place = (buckets[at] ?? 0) * GUARDS + guard;
      const weight = weights[place] ?? 0;
      const slope = error * (values[at] ?? 0) + DECAY * weight;
      const square = (squares[place] ?? 0) + slope * slope;
      squares[place] = square;
      weights[place] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
}

export function scoresOf({ buckets, values }: Features, weights: Float64Array, biases: Float64Array): Float64Array {
  const sums = Float64Array.from(biases);
  for (let at = 0; at < buckets.length; at += 1) {
    const row = (buckets[at] ?? 0) * GUARDS;
    const value = values[at] ?? 0;
    for (let guard = 0; guard < GUARDS; guard += 1)
      sums[guard] = (sums[guard] ?? 0) + value * (weights[row + guard] ?? 0);
  }
  return sums;
}

function shuffle(order: Uint32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}
