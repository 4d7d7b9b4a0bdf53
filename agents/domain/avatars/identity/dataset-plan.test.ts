import { expect, test } from "vitest";
import { seededRandom } from "../../../kernel/random.ts";
import { judgeAppearance } from "../../trust/minor-appearance.ts";
import {
  ANGLES,
  datasetCaption,
  datasetPrompt,
  EXPRESSIONS,
  LIGHTS,
  POSES,
  planDataset,
  triggerWordOf,
} from "./dataset-plan.ts";

const tally = (values: readonly string[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const value of values) counted[value] = (counted[value] ?? 0) + 1;
  return counted;
};
const counts = (values: readonly string[]) => Object.values(tally(values));

test.each([10, 50, 53, 200])("%i means %i, spread over everything, no seed twice", (count) => {
  const shots = planDataset(count, seededRandom(count));
  expect(shots).toHaveLength(count);
  expect(new Set(shots.map(({ seed }) => seed)).size).toBe(count);
  for (const [name, entries] of Object.entries({
    angle: ANGLES,
    light: LIGHTS,
    expression: EXPRESSIONS,
    pose: POSES,
  })) {
    const used = counts(shots.map((shot) => shot[name as "angle"]));
    expect(used.length).toBe(Math.min(count, entries.length));
    expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(1);
  }
});

test("framings are 60, 25 and 15 of a hundred, and add up", () => {
  const framings = planDataset(50, seededRandom(3)).map(({ framing }) => framing);
  expect(tally(framings)).toEqual({ full: 30, medium: 13, close: 7 });
});

test.each([9, 201, 12.5])("%d pictures are no training set", (count) => {
  expect(() => planDataset(count, seededRandom(1))).toThrow(RangeError);
});

test("prompts are of an adult, captions begin with the trigger word", () => {
  for (const shot of planDataset(50, seededRandom(8))) {
    expect(judgeAppearance({ prompt: datasetPrompt(shot, "adult woman, long dark wavy hair", 27) })).toEqual({
      allowed: true,
    });
    expect(datasetCaption(shot, "TOK_ab12cd34")).toMatch(/^TOK_ab12cd34, /);
  }
  expect(triggerWordOf("avt_01KABCDEFGHJKMNPQRSTVWXY")).toMatch(/^TOK_[a-z0-9]{8}$/);
});
