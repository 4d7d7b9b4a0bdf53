import sharp from "sharp";
import { expect, test } from "vitest";
import { hasSyntheticMark } from "../synthetic-mark.ts";
import { weekCalendar } from "./week-calendar.ts";

const day = (label: string, entries: number) => ({
  label,
  isToday: false,
  entries: Array.from({ length: entries }, (_, index) => ({
    time: `1${index}:00`,
    label: `#${index}`,
    account: index,
    mood: "planned" as const,
  })),
});

test("a week is as wide as a phone shows well, grows with its fullest day, and carries the mark", async () => {
  const note = "14 posts · hours of Europe/Madrid";
  const accounts = ["@ana · Instagram", "@ana · TikTok", "@ana · X"];
  const days = [
    day("Mon 1", 1),
    day("Tue 2", 3),
    { ...day("Wed 3", 0), quiet: "A very long reason that must not spill" },
  ];
  const { bytes, contentType } = await weekCalendar({ title: "Ana", note, accounts, days });
  const { width, height, format } = await sharp(bytes).metadata();
  expect([contentType, format, width]).toEqual(["image/png", "png", 1_080]);
  const fuller = await weekCalendar({ title: "Ana", note, accounts, days: [...days, day("Thu 4", 5)] });
  expect((await sharp(fuller.bytes).metadata()).height).toBeGreaterThan(height ?? 0);
  expect(await hasSyntheticMark(bytes)).toBe(true);
});
