import { expect, test } from "vitest";
import { bandOf, type ScoreFacts, scoreLead } from "./score.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000);
const messages = (texts: readonly string[], everyHours: number, sentiments: readonly number[] = []) =>
  texts.map((text, index) => ({ at: at(index * everyHours), text, sentiment: sentiments[index] ?? 0 }));
const base: ScoreFacts = {
  messages: messages(["hello there"], 1),
  gapsMinutes: [],
  sentimentAverage: 0,
  stage: "lead_magnet",
  hoursInStage: 1,
};
const points = (facts: ScoreFacts, factor: string) =>
  scoreLead(facts).factors.find((row) => row.factor === factor)?.points;

test("an empty conversation scores 10", () => {
  expect(scoreLead({ ...base, messages: [] })).toEqual({ score: 10, factors: [] });
});

test("one message, worked by hand", () => {
  // frequency 1/day 50; sentiment 50; lead magnet 35; response 50; content 30 (11 characters)
  // .30*50 + .20*50 + .20*35 + .15*50 + .15*30 = 15 + 10 + 7 + 7.5 + 4.5 = 44
  expect(scoreLead(base).score).toBe(44);
});

test("a keen fan, worked by hand", () => {
  const facts: ScoreFacts = {
    messages: messages(
      [
        "how much is the pack?",
        "i want to buy it, is it available today?",
        "price please? thank you so much, you are lovely",
      ],
      1,
      [0.1, 0.5, 0.9],
    ),
    gapsMinutes: [2, 4],
    sentimentAverage: 0.6,
    stage: "conversion",
    hoursInStage: 3,
  };
  // frequency 3/day 80; sentiment (1.6*50)=80, the same three are first and last so no trend; conversion 100; response 100;
  // content: mean length 35.67 -> +10, buying words in 3 -> +30, questions 3 -> +20 (capped), 30+10+30+20 = 90
  // 24 + 16 + 20 + 15 + 13.5 = 88.5
  expect(scoreLead(facts).score).toBe(89);
});

test.each([
  [5, 100],
  [3, 80],
  [1, 50],
  [0.5, 30],
  [0.4, 10],
])("%d messages a day give %d", (perDay, expected) => {
  const texts = Array.from({ length: 20 }, () => "hi");
  const spanHours = (20 / perDay) * 24;
  expect(points({ ...base, messages: messages(texts, spanHours / 19) }, "frequency")).toBe(expected);
});

test.each([
  ["conversion", 23, 100],
  ["conversion", 47, 90],
  ["conversion", 48, 80],
  ["qualification", 11, 75],
  ["qualification", 23, 65],
  ["qualification", 24, 55],
  ["lead_magnet", 48, 35],
  ["lead_magnet", 49, 20],
] as const)("funnel: %s for %d h gives %d", (stage, hoursInStage, expected) => {
  expect(points({ ...base, stage, hoursInStage }, "funnel")).toBe(expected);
});

test.each([
  [4, 100],
  [29, 80],
  [119, 60],
  [359, 40],
  [360, 20],
])("answers after %d minutes give %d", (minutes, expected) => {
  expect(points({ ...base, gapsMinutes: [minutes, minutes] }, "response")).toBe(expected);
});

test("a sentiment trend beyond .2 moves it by 15", () => {
  const rising = messages(["a", "b", "c", "d", "e", "f"], 1, [0, 0, 0, 0.5, 0.5, 0.5]);
  expect(points({ ...base, messages: rising, sentimentAverage: 0.2 }, "sentiment")).toBe(75);
});

test("bands", () => {
  expect([0, 40, 41, 70, 71, 100].map(bandOf)).toEqual(["cold", "cold", "warm", "warm", "hot", "hot"]);
});
