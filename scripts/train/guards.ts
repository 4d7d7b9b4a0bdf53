// npm run train: the weights of the guards' second opinion, from the lines. Deterministic; some five minutes.
// npm run train -- FILE...: how rules, second opinion and both do on lines it has not learned from.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { farewellKind } from "../../agents/domain/trust/farewell.ts";
import { readForOpinion, wholeMessage } from "../../agents/domain/trust/guard-features.ts";
import {
  type GuardModel,
  LEARNED_GUARDS,
  type LearnedGuard,
  opinionScores,
} from "../../agents/domain/trust/second-opinion.ts";
import { packedRows } from "../../agents/domain/trust/sparse-rows.ts";
import { guardByRules } from "../../agents/graphs/fan-reply/nodes/understand.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { augmented } from "./augment.ts";
import { type Lesson, lessonsOf, readTrainingLines } from "./guard-lines.ts";
import { type Example, type Fitted, learn } from "./logistic.ts";
import { FINDING, measured } from "./measure.ts";
import type { OrdinaryLine } from "./ordinary-talk.ts";

const WEIGHTS = path.join(import.meta.dirname, "../../agents/domain/trust/guard-weights.ts");
const SEED = 20_261_126;
const FOLDS = 3;
/**
 * The shares a guard may take for its own, unseen: of a stranger's lines that mean something else; with the rules, of those
 * among them that mean nothing, nearly all written to lead astray, a third of them as hard as can be; and of ordinary talk.
 * Of what it hears alone nothing lasts: it may listen closely.
 */
const MOST_FALSE_ALARMS = { others: 0.012, nothing: 0.025, talk: 0.005 };
/** Whom a person looks after for nothing lost little; who was not heard may lose a life. */
const MOST_CRISIS_ALARMS = { others: 0.014, nothing: 0.035, talk: 0.01 };
/**
 * A goodbye and a stop end the talk: a model that is far from sure says none, least of all to "yeah" or "text me". A doubt about
 * the machine costs an honest answer only.
 */
const LEAST_LOG_ODDS: Partial<Record<LearnedGuard, number>> = { farewell: -0.4, opt_out: -0.4, bot_question: -0.8 };

const LANGUAGES = ["en", "es"];

/** Its thresholds are yet to be set. */
type Untuned = Omit<GuardModel, "thresholds">;

/** Who wants the account deleted says goodbye (trust C4) and wants no more messages, whichever of both a line calls it. */
const LEAVING: ReadonlySet<string> = new Set<LearnedGuard>(["opt_out", "farewell"]);

const meant = new WeakMap<Lesson, readonly number[]>();

/** Indexes of the guards a lesson means. */
function labelsOf(lesson: Lesson): readonly number[] {
  const known = meant.get(lesson);
  if (known) return known;
  const isDeletion = LEAVING.has(lesson.label) && farewellKind(lesson.text) === "delete_account";
  const labels = LEARNED_GUARDS.flatMap((guard, index) =>
    guard === lesson.label || (isDeletion && LEAVING.has(guard)) ? [index] : [],
  );
  meant.set(lesson, labels);
  return labels;
}

/** What means nothing means nothing sentence by sentence, either: the highest of them is what counts later. */
function examplesOf(lessons: readonly Lesson[], ordinary: readonly OrdinaryLine[]): readonly Example[] {
  const random = seededRandom(SEED);
  const parts = (text: string) => readForOpinion(text).map((features) => ({ features, labels: [] }));
  const taught = lessons.flatMap((lesson) => {
    const labels = labelsOf(lesson);
    return augmented(lesson, random).flatMap((text) =>
      lesson.label === "none" ? parts(text) : [{ features: wholeMessage(text), labels }],
    );
  });
  return [...taught, ...ordinary.flatMap(({ text }) => parts(text))];
}

function modelOf(lessons: readonly Lesson[], ordinary: readonly OrdinaryLine[], seed: number): Untuned {
  return quantised(learn(examplesOf(lessons, ordinary), seededRandom(seed)));
}

/** Log odds of each lesson by a model that has seen nothing of its style; the line itself may stand elsewhere, too. */
function unseenScores(lessons: readonly Lesson[], ordinary: readonly OrdinaryLine[]): readonly (readonly number[])[] {
  const scores: (readonly number[])[] = new Array(lessons.length);
  const styles = [...new Set(lessons.flatMap(({ style }) => style ?? []))];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judged = new Set(styles.filter((_style, index) => index % FOLDS === fold));
    const isJudged = ({ style }: Lesson) => style !== null && judged.has(style);
    const unseen = new Set(lessons.filter(isJudged).map(({ text }) => text));
    const seen = lessons.filter((lesson) => !unseen.has(lesson.text));
    const model = modelOf(seen, ordinary, SEED + fold);
    for (const [index, lesson] of lessons.entries()) {
      if (isJudged(lesson)) scores[index] = scoresBy(model, lesson.text);
    }
  }
  return scores;
}

const scoresBy = (model: Untuned, text: string) => opinionScores(text, { ...model, thresholds: [] });

/** The lowest log odds with few enough false alarms among the unseen, on lines that lead astray and on ordinary talk. */
function thresholdsOf(
  lessons: readonly Lesson[],
  scores: readonly (readonly number[])[],
  ordinary: readonly (readonly number[])[],
): readonly number[] {
  return LEARNED_GUARDS.map((name, guard) => {
    const scored = (fits: (lesson: Lesson) => boolean) =>
      lessons.flatMap((lesson, index) => (scores[index] && fits(lesson) ? [scores[index][guard] ?? 0] : []));
    // The rules have used up a part of what both may take together.
    const nothing = lessons.flatMap((lesson, index) => {
      const own = scores[index]?.[guard];
      if (own === undefined || lesson.label !== "none") return [];
      return [isFoundByRules(lesson.text, name) ? Number.POSITIVE_INFINITY : own];
    });
    const others = scored((lesson) => !labelsOf(lesson).includes(guard));
    const talk = ordinary.map((each) => each[guard] ?? 0);
    const most = name === "crisis" ? MOST_CRISIS_ALARMS : MOST_FALSE_ALARMS;
    const least = Math.max(
      LEAST_LOG_ODDS[name] ?? Number.NEGATIVE_INFINITY,
      allowing(others, most.others),
      allowing(nothing, most.nothing),
      allowing(talk, most.talk),
    );
    const threshold = Math.ceil(least * 100) / 100;
    const share = (some: readonly number[]) =>
      ((some.filter((score) => score >= threshold).length / some.length) * 100).toFixed(2);
    const recall = LANGUAGES.map((lang) => {
      const own = (lesson: Lesson) => lesson.lang === lang && labelsOf(lesson).includes(guard);
      const ruled = scored((lesson) => own(lesson) && isFoundByRules(lesson.text, name));
      // What a rule hears is heard, whatever the second opinion thinks of it.
      const missedByRules = scored((lesson) => own(lesson) && !isFoundByRules(lesson.text, name));
      const both = [...ruled.map(() => Number.POSITIVE_INFINITY), ...missedByRules];
      return `${lang} ${share(scored(own))} %, with the rules ${share(both)} %`;
    });
    process.stdout.write(
      `${name}: from ${threshold} on; unseen styles: recall ${recall.join("; ")}; false alarms ${share(others)} % of all ` +
        `else, ${share(nothing)} % of what means nothing, ${share(talk)} % of ordinary talk\n`,
    );
    return threshold;
  });
}

const now = new Date();
function isFoundByRules(text: string, guard: LearnedGuard): boolean {
  return guardByRules(text, now)[FINDING[guard]];
}

/** The log odds that at most this share lies at or above. */
function allowing(scores: readonly number[], share: number): number {
  const sorted = scores.toSorted((one, other) => other - one);
  return (sorted[Math.floor(sorted.length * share)] ?? 0) + 0.005;
}

function quantised({ weights, biases }: Fitted): Untuned {
  const guards = LEARNED_GUARDS.length;
  const scales = LEARNED_GUARDS.map((_name, guard) => {
    let most = 0;
    for (let at = guard; at < weights.length; at += guards) most = Math.max(most, Math.abs(weights[at] ?? 0));
    return Number((most / 127).toPrecision(6));
  });
  const bytes = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % guards] ?? 1)));
  return { scales, biases: [...biases].map((bias) => Number(bias.toFixed(4))), weights: bytes };
}

async function train() {
  const { lines, ordinary, hash } = await readTrainingLines();
  const lessons = lessonsOf(lines, seededRandom(SEED));
  process.stdout.write(
    `${lines.length} lines, ${lessons.length} lessons, ${ordinary.taught.length} of ordinary talk\n`,
  );
  const unseen = unseenScores(lessons, ordinary.taught);
  const model = modelOf(lessons, ordinary.taught, SEED);
  const { scales, biases, weights } = model;
  const talk = ordinary.heldOut.map(({ text }) => scoresBy(model, text));
  const thresholds = thresholdsOf(lessons, unseen, talk);
  await writeFile(
    WEIGHTS,
    `// Made by \`npm run train\` from the lines; never edited by hand.
export const GUARD_WEIGHTS = {
  /** SHA-256 of the lines and of what reads them. */
  inputs: "${hash}",
  thresholds: [${thresholds.join(", ")}],
  biases: [${biases.join(", ")}],
  scales: [${scales.join(", ")}],
  /** Packed rows, see sparse-rows.ts: one for each bucket, in it one weight for each guard. */
  weights:
    "${packedRows(weights, LEARNED_GUARDS.length)}",
};
`,
  );
}

const files = process.argv.slice(2);
if (files.length === 0) await train();
else process.stdout.write(`${await measured(files)}\n`);
