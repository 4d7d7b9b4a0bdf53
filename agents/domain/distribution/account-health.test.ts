import { expect, test } from "vitest";
import {
  type AccountHealthState,
  engagementPercent,
  type HealthFacts,
  hasReachDropped,
  healthState,
  median,
  pauseAfter,
  scoreHealth,
} from "./account-health.ts";

const instagram: HealthFacts = {
  platform: "instagram",
  tokenValid: true,
  rateLimited: false,
  restricted: false,
  engagementPercent: 3.4,
  followers: 2_000,
  posts: 40,
  likes: null,
  reachDropped: false,
  ageDays: 60,
};
const tiktok: HealthFacts = { ...instagram, platform: "tiktok", posts: 12, likes: 150, engagementPercent: null };
const score = (facts: Partial<HealthFacts>, base = instagram) => scoreHealth({ ...base, ...facts }).score;

test("Instagram: 50 for the token, engagement above 5, 2 and 1 percent, 20 for not being slowed down", () => {
  expect(score({})).toBe(50 + 20 + 20);
  expect(score({ engagementPercent: 5.1 })).toBe(100);
  expect(score({ engagementPercent: 5 })).toBe(90);
  expect(score({ engagementPercent: 1.5 })).toBe(80);
  expect(score({ engagementPercent: 1 })).toBe(70);
  expect(score({ engagementPercent: null })).toBe(70);
  expect(score({ rateLimited: true })).toBe(70);
  expect(score({ tokenValid: false, rateLimited: true, engagementPercent: 0 })).toBe(0);
});

test("TikTok: 50 for the token, followers, videos, likes a follower", () => {
  // 2,000 followers 15, 12 videos 10, 150 / 2,000 = 0.075 likes a follower 10.
  expect(score({}, tiktok)).toBe(50 + 15 + 10 + 10);
  expect(score({ followers: 10_000, posts: 50, likes: 1_000 }, tiktok)).toBe(100);
  expect(score({ followers: 100, posts: 9, likes: 4 }, tiktok)).toBe(60);
  expect(score({ followers: 0, posts: 0, likes: 0 }, tiktok)).toBe(50);
  expect(score({ rateLimited: true }, tiktok)).toBe(85);
});

test("the parts add up to the score, and the most of each to a hundred", () => {
  for (const facts of [instagram, tiktok]) {
    const { score: total, parts } = scoreHealth(facts);
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(total);
    expect(parts.reduce((sum, { most }) => sum + most, 0)).toBe(100);
  }
});

test("the state is the worst that is true; healthy begins at 70", () => {
  const state = (facts: Partial<HealthFacts>, of = 90) => healthState({ ...instagram, ...facts }, of);
  expect(state({})).toBe("healthy");
  expect(state({}, 70)).toBe("healthy");
  expect(state({}, 69)).toBe("degraded");
  expect(state({ reachDropped: true })).toBe("degraded");
  expect(state({ ageDays: 3, reachDropped: true })).toBe("warming");
  expect(state({ rateLimited: true, ageDays: 3 })).toBe("limited");
  expect(state({ restricted: true, rateLimited: true })).toBe("suspended");
  expect(state({ tokenValid: false, restricted: true })).toBe("disconnected");
});

test("an unwell account pauses itself, and goes on when two checks have passed", () => {
  const after = (state: AccountHealthState, pausedBy: "health" | "operator" | null, ...before: AccountHealthState[]) =>
    pauseAfter(state, { pausedBy, before });
  expect(after("limited", null, "healthy")).toBe("pause");
  expect(after("degraded", null, "healthy")).toBe("keep");
  expect(after("suspended", "health", "suspended")).toBe("keep");
  expect(after("healthy", "health", "limited", "limited")).toBe("keep");
  expect(after("healthy", "health", "degraded", "limited")).toBe("recover");
  expect(after("healthy", "operator", "healthy", "healthy")).toBe("keep");
  expect(after("healthy", "health")).toBe("keep");
});

test("less reach is told when the last seven posts reach under half of the median of thirty days", () => {
  const posts = (last: number, before: number, count = 14) => [
    ...Array<number>(7).fill(last),
    ...Array<number>(count).fill(before),
  ];
  expect(hasReachDropped(posts(499, 1_000))).toBe(true);
  expect(hasReachDropped(posts(500, 1_000))).toBe(false);
  expect(hasReachDropped(posts(10, 1_000, 6))).toBe(false);
  expect(hasReachDropped([])).toBe(false);
});

test("the median of an even number lies between; engagement needs followers and posts", () => {
  expect(median([4, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(engagementPercent([30, 50], 1_000)).toBe(4);
  expect(engagementPercent([], 1_000)).toBeNull();
  expect(engagementPercent([5], 0)).toBeNull();
});
