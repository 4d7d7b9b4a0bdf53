import { expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { dueReminders, wishObstacle } from "./custom-request.ts";

test.each([
  "a custom video of 15 minutes where you say my name",
  "custom set of 12 pics in a red dress",
  "could you do a custom photo at the beach for $200?",
  "quiero un video personalizado de 10 minutos",
])("%s may be made", (wish) => {
  expect(wishObstacle(wish, { sexual: 0.1 }, [])).toBeNull();
});

test.each([
  ["a custom video dressed as a schoolgirl", "minor_appearance"],
  ["custom pics looking 16", "minor_appearance"],
  ["a custom photo with Taylor Swift", "real_person"],
] as const)("%s may not: %s", (wish, obstacle) => {
  expect(wishObstacle(wish, null, [])).toBe(obstacle);
});

test("what the moderator would reject of a picture's prompt is refused; unexamined, the rules alone decide", () => {
  const wish = "a custom video";
  expect(wishObstacle(wish, { sexual: 0, violence: 0.9 }, [])).toBe("content");
  expect(wishObstacle(wish, { sexual: 0.95 }, [])).toBe("content");
  expect(wishObstacle(wish, { sexual: 0.5, "sexual/minors": 0.2 }, [])).toBe("content");
  expect(wishObstacle(wish, { sexual: 0.5 }, [])).toBeNull();
  expect(wishObstacle(wish, null, [])).toBeNull();
});

test("who consented may be named", () => {
  expect(wishObstacle("a custom photo with Taylor Swift", null, ["Taylor Swift"])).toBeNull();
});

test("one reminder is due the day before the date, two once it is past", () => {
  const dueAt = new Date("2026-12-01T12:00:00Z");
  const before = (ms: number) => dueReminders(dueAt, new Date(dueAt.getTime() - ms));
  expect([before(DAY_MS + 1), before(DAY_MS), before(1), before(0)]).toEqual([0, 1, 1, 2]);
});
