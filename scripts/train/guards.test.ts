// The shipped weights are those of the lines and of the code that reads them.
import { expect, test } from "vitest";
import { GUARD_WEIGHTS } from "../../agents/domain/trust/guard-weights.ts";
import { LEARNED_GUARDS, secondOpinion } from "../../agents/domain/trust/second-opinion.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { smallTalk } from "../bench/fans.ts";
import { lessonsOf, readTrainingLines } from "./guard-lines.ts";

test("the weights are made from the lines as they are: else run npm run train", async () => {
  expect(GUARD_WEIGHTS.inputs).toBe((await readTrainingLines()).hash);
});

test("a pattern is said in several ways, each of one source, the same for the same seed", () => {
  const line = { text: "my {mom|dad} says {hi|bye {now|then}}", label: "none", lang: "en", style: null } as const;
  const lessons = lessonsOf([line, { ...line, text: "as it is" }], seededRandom(1));
  expect(lessons.at(-1)).toMatchObject({ text: "as it is", source: 1 });
  const said = lessons.slice(0, -1);
  expect(said.length).toBeGreaterThan(3);
  for (const { text } of said) expect(text).toMatch(/^my (mom|dad) says (hi|bye (now|then))$/);
  expect(lessonsOf([line], seededRandom(1))).toEqual(said);
});

/** All that the bench has before a sentence comes again. */
const BENCH_SENTENCES = 693;
const MOST_ORDINARY_ALARMS = 0.01;

test("ordinary talk that nothing was learned from is hardly ever taken for something", async () => {
  const { taught, heldOut } = (await readTrainingLines()).ordinary;
  const known = new Set(taught.map(({ text }) => text));
  expect(heldOut.filter(({ text }) => known.has(text))).toEqual([]);
  const opinions = heldOut.map(({ text }) => secondOpinion(text));
  for (const guard of LEARNED_GUARDS) {
    const alarms = opinions.filter((opinion) => opinion.has(guard)).length;
    expect(alarms / heldOut.length, guard).toBeLessThanOrEqual(MOST_ORDINARY_ALARMS);
  }
  const bench = Array.from({ length: BENCH_SENTENCES }, (_, index) => smallTalk(index));
  expect(bench.filter((text) => secondOpinion(text).size > 0)).toEqual([]);
});
