// npm run train: the weights of the guards' second opinion, from the lines. Deterministic; a minute at most.
// npm run train -- FILE...: how rules, second opinion and both do on lines it has not learned from.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { wholeMessage } from "../../agents/domain/trust/guard-features.ts";
import { LEARNED_GUARDS, type LearnedGuard } from "../../agents/domain/trust/second-opinion.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { augmented } from "./augment.ts";
import { type Lesson, lessonsOf, readTrainingLines } from "./guard-lines.ts";
import { type Example, type Fitted, learn, scoresOf } from "./logistic.ts";
import { measured } from "./measure.ts";

const WEIGHTS = path.join(import.meta.dirname, "../../agents/domain/trust/guard-weights.ts");
const SEED = 20_261_126;
const FOLDS = 3;
/**
 * Of a stranger's lines that mean something else, the share a guard may take for its own, unseen. Most of them were written
 * to lead astray; of ordinary chat it is a fraction.
 */
const MOST_FALSE_ALARMS = 0.01;
/** A model that is hardly sure does not fire, however few alarms that gave. */
const LEAST_LOG_ODDS = 0;

const labelOf = ({ label }: Lesson) => LEARNED_GUARDS.indexOf(label as LearnedGuard);

function examplesOf(lessons: readonly Lesson[]): readonly Example[] {
  const random = seededRandom(SEED);
  return lessons.flatMap((lesson) =>
    augmented(lesson, random).map((text) => ({ features: wholeMessage(text), label: labelOf(lesson) })),
  );
}

/** Log odds of each lesson by a model that has not seen its source. */
function unseenScores(lessons: readonly Lesson[]): readonly Float64Array[] {
  const scores: Float64Array[] = new Array(lessons.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const seen = lessons.filter(({ source }) => source % FOLDS !== fold);
    const { weights, biases } = learn(examplesOf(seen), seededRandom(SEED + fold));
    for (const [index, lesson] of lessons.entries()) {
      if (lesson.natural && lesson.source % FOLDS === fold)
        scores[index] = scoresOf(wholeMessage(lesson.text), weights, biases);
    }
  }
  return scores;
}

/** The lowest log odds with few enough false alarms among the unseen. */
function thresholdsOf(lessons: readonly Lesson[], scores: readonly Float64Array[]): readonly number[] {
  return LEARNED_GUARDS.map((name, guard) => {
    const scored = (own: boolean) =>
      lessons.flatMap((lesson, index) =>
        lesson.natural && (labelOf(lesson) === guard) === own ? [scores[index]?.[guard] ?? 0] : [],
      );
    const [own, others] = [scored(true), scored(false)];
    others.sort((one, other) => other - one);
    const allowed = others[Math.floor(others.length * MOST_FALSE_ALARMS)] ?? 0;
    const threshold = Math.max(LEAST_LOG_ODDS, Math.ceil(allowed * 100) / 100);
    const alarms = others.filter((score) => score >= threshold).length / others.length;
    const recall = own.filter((score) => score >= threshold).length / own.length;
    process.stdout.write(
      `${name}: from ${threshold} on; unseen recall ${(recall * 100).toFixed(1)} %, false alarms ${(alarms * 100).toFixed(2)} %\n`,
    );
    return threshold;
  });
}

function quantised({ weights, biases }: Fitted) {
  const guards = LEARNED_GUARDS.length;
  const scales = LEARNED_GUARDS.map((_name, guard) => {
    let most = 0;
    for (let at = guard; at < weights.length; at += guards) most = Math.max(most, Math.abs(weights[at] ?? 0));
    return Number((most / 127).toPrecision(6));
  });
  const bytes = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % guards] ?? 1)));
  return {
    scales,
    biases: [...biases].map((bias) => Number(bias.toFixed(4))),
    weights: Buffer.from(bytes.buffer).toString("base64"),
  };
}

async function train() {
  const { lines, hash } = await readTrainingLines();
  const lessons = lessonsOf(lines, seededRandom(SEED));
  process.stdout.write(`${lines.length} lines, ${lessons.length} lessons\n`);
  const thresholds = thresholdsOf(lessons, unseenScores(lessons));
  const { scales, biases, weights } = quantised(learn(examplesOf(lessons), seededRandom(SEED)));
  await writeFile(
    WEIGHTS,
    `// Made by \`npm run train\` from the lines; never edited by hand.
export const GUARD_WEIGHTS = {
  /** SHA-256 of the lines and of what reads them. */
  inputs: "${hash}",
  thresholds: [${thresholds.join(", ")}],
  biases: [${biases.join(", ")}],
  scales: [${scales.join(", ")}],
  /** Base64 of signed bytes: a row for each bucket, in it one weight for each guard. */
  weights:
    "${weights}",
};
`,
  );
}

const files = process.argv.slice(2);
if (files.length === 0) await train();
else process.stdout.write(`${await measured(files)}\n`);
