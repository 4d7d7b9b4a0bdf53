import { expect, test } from "vitest";
import { dayIn } from "../distribution/local-clock.ts";
import { dayAfter, STORY_EVENTS_IN_PROMPT, type StoryDays, storyOn } from "./story.ts";

const event = (from: string, to: string, more: Partial<StoryDays> = {}): StoryDays => ({
  ...{ from, to, what: `from ${from}`, place: null, mood: null, tellFrom: null, source: "operator" },
  ...more,
});

test("a day is the avatar's own", () => {
  const at = new Date("2026-12-01T02:30:00Z");
  expect(dayIn("Europe/Lisbon", at)).toBe("2026-12-01");
  expect(dayIn("America/New_York", at)).toBe("2026-11-30");
  expect(dayAfter("2026-12-01", -1)).toBe("2026-11-30");
});

test("tells lately, today and soon apart, whatever order they come in", () => {
  const events = [
    event("2026-12-04", "2026-12-05"),
    event("2026-11-29", "2026-11-30"),
    event("2026-11-30", "2026-12-03"),
  ];
  const { lately, today, soon } = storyOn(events, "2026-12-01");
  expect([lately, today, soon].map((part) => part.map(({ from }) => from))).toEqual([
    ["2026-11-29"],
    ["2026-11-30"],
    ["2026-12-04"],
  ]);
  expect(storyOn([...events].reverse(), "2026-12-01")).toEqual({ lately, today, soon });
});

test("what is far off is not told, and a secret not before its day", () => {
  const far = [event("2026-11-20", "2026-11-21"), event("2026-12-20", "2026-12-21")];
  const secret = event("2026-12-01", "2026-12-03", { tellFrom: "2026-12-02" });
  expect(storyOn([...far, secret], "2026-12-01")).toEqual({ lately: [], today: [], soon: [] });
  expect(storyOn([secret], "2026-12-02").today).toEqual([secret]);
});

test("a full calendar leaves out others before today's", () => {
  const others = Array.from({ length: STORY_EVENTS_IN_PROMPT }, (_, index) =>
    event("2026-11-30", "2026-11-30", { what: `${index}` }),
  );
  const { lately, today } = storyOn([...others, event("2026-12-01", "2026-12-01")], "2026-12-01");
  expect(today).toHaveLength(1);
  expect(lately).toHaveLength(STORY_EVENTS_IN_PROMPT - 1);
});
