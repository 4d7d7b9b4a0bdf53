import { expect, test } from "vitest";
import { EXPLORE_SHARE, learnHours } from "./learn-hours.ts";
import { priorHours } from "./posting-habits.ts";

const NOW = new Date("2026-12-31T12:00:00Z");
const prior = priorHours("instagram");

/** Madrid's winter clock is an hour ahead of UTC. */
function posts(localHour: number, count: number, engagement: number, firstDay = 5) {
  return Array.from({ length: count }, (_, index) => ({
    publishedAt: new Date(Date.UTC(2026, 11, firstDay + index, localHour - 1, 10)),
    engagement,
  }));
}

const learn = (samples: Parameters<typeof learnHours>[1]) => learnHours(prior, samples, NOW, "Europe/Madrid");

test("without posts the habit stands", () => {
  expect(learn([])).toMatchObject({ hours: prior, source: "prior", posts: 0, exploreShare: 0 });
});

test("hours add up to 1, and a small share stays for hours that are only tried", () => {
  const { hours, top, posts: told } = learn([...posts(19, 20, 2), ...posts(14, 20, 0.5)]);
  expect(told).toBe(40);
  expect(hours.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
  const named = new Set(top.map(({ hour }) => hour));
  const tried = hours.reduce((sum, weight, hour) => (named.has(hour) ? sum : sum + weight), 0);
  expect(tried).toBeCloseTo(EXPLORE_SHARE);
  expect(hours[3]).toBe(0);
});

test("the hour that does better comes first and says by how much, from how many posts, how surely", () => {
  const { hours, top } = learn([...posts(19, 20, 2), ...posts(14, 20, 0.5)]);
  expect(top).toHaveLength(5);
  expect(top[0]).toMatchObject({ hour: 19, posts: 20, habitual: true });
  expect(top[0]?.lift).toBeGreaterThan(1.3);
  expect(top[0]?.lift).toBeLessThan(2);
  expect(top[0]?.sure).toBeGreaterThan(0.95);
  expect(hours[19]).toBe(Math.max(...hours));
  expect(hours[14]).toBeLessThan(0.02);
});

test("one lucky post moves little", () => {
  const { top } = learn(posts(21, 1, 500, 30));
  expect(top.find(({ hour }) => hour === 21)?.lift ?? 0).toBeLessThan(1.1);
});

test("an hour the habit does not name is learned, too", () => {
  expect(learn(posts(22, 15, 2.5, 15)).top[0]).toMatchObject({ hour: 22, habitual: false });
});

test("posts of more than 30 days ago, of the future and without a number tell nothing", () => {
  const odd = [
    { publishedAt: new Date("2026-11-30T18:00:00Z"), engagement: 5 },
    { publishedAt: new Date("2027-01-01T18:00:00Z"), engagement: 5 },
    { publishedAt: new Date("2026-12-20T18:00:00Z"), engagement: Number.NaN },
    { publishedAt: new Date("2026-12-20T18:00:00Z"), engagement: -1 },
  ];
  expect(learn(odd).source).toBe("prior");
});

test("older posts count less", () => {
  const lift = (firstDay: number) => learn(posts(19, 5, 2, firstDay)).top[0]?.lift ?? 0;
  expect(lift(26)).toBeGreaterThan(lift(2));
});
