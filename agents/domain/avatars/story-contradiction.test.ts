import { expect, test } from "vitest";
import type { StoryDays } from "./story.ts";
import { otherPlaceToday } from "./story-contradiction.ts";

const LISBON: StoryDays = {
  ...{ from: "2026-12-01", to: "2026-12-07", what: "a surf camp", place: "Lisboa" },
  ...{ mood: null, tellFrom: null, source: "operator" },
};
const found = (text: string, heard: readonly string[] = [], today: readonly StoryDays[] = [LISBON]) =>
  otherPlaceToday(text, heard, today);

test.each([
  ["Today's story is all about the waves in Madrid!", "Madrid"],
  ["So nice. Tonight the lights in New York are mine", "New York"],
  ["Hoy toca paseo por Sevilla 🌞", "Seville"],
  ["¡Qué bien! Esta noche cena tranquila en Madrid.", "Madrid"],
  ["Hoy el sol en París es precioso", "Paris"],
])("another city for today: %s", (text, city) => {
  expect(found(text)).toBe(city);
});

test.each([
  "Today's story is all about the waves in Lisbon!",
  "Hoy toca paseo por Lisboa",
  "Today from Lisbon, soon in Madrid",
  "Tomorrow the story goes on in Madrid",
  "Hoy Lisboa y mañana en Madrid",
  "I loved the winter in Madrid last year",
  "Today is a good day to think of Madrid",
  "Is it warm in Madrid today?",
  "How lucky you are today in Madrid",
  "Today not in Madrid but by the sea",
  "Today a salad with lima beans in a bowl",
  "Today is all about waves",
])("nothing certain: %s", (text) => {
  expect(found(text)).toBeNull();
});

test("a city the fan spoke of is theirs", () => {
  expect(found("Sounds like sun in Madrid today!", ["hello from Madrid"])).toBeNull();
});

test("a calendar without a city of the table contradicts nothing", () => {
  expect(found("Today in Madrid", [], [])).toBeNull();
  expect(found("Today in Madrid", [], [{ ...LISBON, place: "Ericeira" }])).toBeNull();
  expect(found("Today in Madrid", [], [{ ...LISBON, place: null, what: "a week in Lisbon" }])).toBe("Madrid");
});
