import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { priorHours } from "./posting-habits.ts";
import { type PlannedPost, type ReplanRequest, replan } from "./replan.ts";
import type { SlotAccount } from "./slot-plan.ts";

const account = (id: string, change: Partial<SlotAccount> = {}): SlotAccount => ({
  id,
  platform: "instagram",
  timeZone: "Europe/Madrid",
  connectedAt: new Date("2025-01-01T00:00:00Z"),
  hours: priorHours("instagram"),
  taken: [],
  quiet: [],
  ...change,
});

const post = (id: string, day: number, change: Partial<PlannedPost> = {}): PlannedPost => ({
  id,
  accountId: "a",
  at: new Date(Date.UTC(2026, 11, day, 16)),
  settled: false,
  ...change,
});

const week = [1, 2, 3, 4, 5, 6, 7].map((day) => post(`p${day}`, day));

function run(change: Partial<ReplanRequest>) {
  return replan({
    posts: week,
    accounts: [account("a")],
    changes: [],
    now: new Date("2026-12-01T08:00:00Z"),
    until: new Date("2026-12-20T23:00:00Z"),
    random: seededRandom(1),
    ...change,
  });
}

test("nothing changed: nothing moves", () => {
  expect(run({})).toEqual({ kept: week, moved: [], unplaced: [], dropped: [] });
});

test("a failed post goes out soon after, the others stay", () => {
  const { kept, moved } = run({ changes: [{ kind: "post_failed", postId: "p3" }] });
  expect(kept.map(({ id }) => id)).toEqual(["p1", "p2", "p4", "p5", "p6", "p7"]);
  expect(moved).toMatchObject([{ post: { id: "p3" }, because: "post_failed" }]);
  const at = moved[0]?.slot.at.getTime() ?? 0;
  expect(at).toBeGreaterThanOrEqual(week[2]?.at.getTime() ?? 0);
  expect(at).toBeLessThan(Date.parse("2026-12-06T23:00:00Z"));
  for (const other of kept) expect(Math.abs(other.at.getTime() - at)).toBeGreaterThanOrEqual(4 * 3_600_000);
});

test("a pause moves only what lies in it, behind it, in the same order", () => {
  const until = new Date("2026-12-04T08:00:00Z");
  const { kept, moved } = run({ changes: [{ kind: "account_paused", accountId: "a", until }] });
  expect(kept.map(({ id }) => id)).toEqual(["p4", "p5", "p6", "p7"]);
  expect(moved.map(({ post: { id } }) => id)).toEqual(["p1", "p2", "p3"]);
  for (const { slot } of moved) expect(slot.at.getTime()).toBeGreaterThanOrEqual(until.getTime());
});

test("a pause with no end leaves its posts without a place, other accounts' stay", () => {
  const posts = [...week, post("other", 2, { accountId: "b" })];
  const { kept, unplaced } = run({
    posts,
    accounts: [account("a"), account("b")],
    changes: [{ kind: "account_paused", accountId: "a", until: null }],
  });
  expect(kept.map(({ id }) => id)).toEqual(["other"]);
  expect(unplaced).toHaveLength(7);
});

test("what is out or on its way stays, come what may", () => {
  const posts = week.map((each) => ({ ...each, settled: true }));
  const changes = [
    { kind: "account_paused", accountId: "a", until: null },
    { kind: "post_cancelled", postId: "p1" },
  ] as const;
  expect(run({ posts, changes }).kept).toEqual(posts);
});

test("a new quiet stretch moves what stands in it; a cancelled post is dropped", () => {
  const quiet = [{ from: "2026-12-05", to: "2026-12-06", reason: "away" }];
  const { moved, dropped } = run({
    accounts: [account("a", { quiet })],
    changes: [{ kind: "post_cancelled", postId: "p1" }],
  });
  expect(dropped.map(({ id }) => id)).toEqual(["p1"]);
  expect(moved.map(({ post: { id }, because }) => [id, because])).toEqual([
    ["p5", "quiet_stretch"],
    ["p6", "quiet_stretch"],
  ]);
  for (const { slot } of moved) expect(["2026-12-05", "2026-12-06"]).not.toContain(slot.localDay);
});

test("where no place is left, the limits say why", () => {
  const { unplaced } = run({
    changes: [{ kind: "post_failed", postId: "p7" }],
    now: new Date("2026-12-07T16:00:00Z"),
    until: new Date("2026-12-07T17:00:00Z"),
    accounts: [account("a", { taken: [new Date("2026-12-07T16:30:00Z")] })],
  });
  expect(unplaced).toMatchObject([{ post: { id: "p7" }, because: "post_failed" }]);
  expect(Object.keys(unplaced[0]?.limits ?? {})).not.toEqual([]);
});
