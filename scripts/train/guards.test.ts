// The shipped weights are those of the lines and of the code that reads them.
import { expect, test } from "vitest";
import { GUARD_WEIGHTS } from "../../agents/domain/trust/guard-weights.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { lessonsOf, readTrainingLines } from "./guard-lines.ts";

test("the weights are made from the lines as they are: else run npm run train", async () => {
  expect(GUARD_WEIGHTS.inputs).toBe((await readTrainingLines()).hash);
});

test("a pattern is said in several ways, each of one source, the same for the same seed", () => {
  const line = { text: "my {mom|dad} says {hi|bye {now|then}}", label: "none", lang: "en", natural: false } as const;
  const lessons = lessonsOf([line, { ...line, text: "as it is" }], seededRandom(1));
  expect(lessons.at(-1)).toMatchObject({ text: "as it is", source: 1 });
  const said = lessons.slice(0, -1);
  expect(said.length).toBeGreaterThan(3);
  for (const { text } of said) expect(text).toMatch(/^my (mom|dad) says (hi|bye (now|then))$/);
  expect(lessonsOf([line], seededRandom(1))).toEqual(said);
});
