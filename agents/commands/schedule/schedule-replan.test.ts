import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { publishPostHandler } from "../../../jobs/handlers/publish-post.ts";
import { MovedToDelayed, runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { callInternal } from "../internal.ts";
import { findNotices, noticeCard } from "../notice/notice-card.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import type { TestContext } from "../testing/test-context.ts";
import { planCampaigns } from "./plan-campaigns.ts";
import { scheduleReplan } from "./schedule-replan.ts";
import { ALL_COMMANDS, addPieces, postsOf, resetCalendar, startCalendarSetting } from "./testing/calendar-setting.ts";

const START = "2026-11-24T12:00:00Z";
let setting: TestContext;
beforeAll(async () => {
  setting = await startCalendarSetting();
});
afterAll(() => setting.close());
beforeEach(async () => {
  setting.clock.set(START);
  await resetCalendar(setting);
});

const prisma = () => setting.context.database.prisma;
const run = (name: string, input: unknown) => setting.run(ALL_COMMANDS, name, input);
const replan = () => callInternal(setting.context, scheduleReplan, {});
const week = (posts: number) => runApproved(setting, ALL_COMMANDS, "schedule.week", { avatar: "ana", posts });

/** As a worker does with all that is due, in the order of time. */
async function publishDue(): Promise<number> {
  let published = 0;
  for (const { id, state } of await postsOf(setting)) {
    if (state !== "scheduled") continue;
    try {
      await runOnce(setting.context, publishPostHandler, { postId: id });
    } catch (thrown) {
      if (!(thrown instanceof MovedToDelayed)) throw thrown;
    }
  }
  published = (await postsOf(setting)).filter(({ state }) => state === "published").length;
  return published;
}

async function notices(): Promise<string[]> {
  const rows = await prisma().operatorNotice.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const found = await findNotices(
    setting.context,
    rows.map(({ id }) => id),
  );
  return found.flatMap((row) => noticeCard(row, "en")?.title ?? []);
}

test("a week goes out at its hours, each post once, and nothing is re-planned", async () => {
  await addPieces(setting, 6);
  await week(6);
  const planned = (await postsOf(setting)).map(({ dueAt }) => dueAt.getTime());
  for (const at of planned) {
    setting.clock.set(new Date(at + MINUTE_MS));
    expect(await replan()).toBe(0);
    await publishDue();
  }
  const posts = await postsOf(setting);
  expect(posts.map(({ state }) => state)).toEqual(Array(6).fill("published"));
  expect(posts.map(({ dueAt }) => dueAt.getTime())).toEqual(planned);
});

test("an order that comes early waits, and a post that was moved earlier is woken by its new order", async () => {
  await addPieces(setting, 1);
  await week(1);
  await expect(
    runOnce(setting.context, publishPostHandler, { postId: (await postsOf(setting))[0]?.id ?? "" }),
  ).rejects.toBeInstanceOf(MovedToDelayed);
  await run("schedule.move", { post: "ana-1", when: "today 20:00" });
  const orders = await prisma().outbox.findMany({ orderBy: { availableAt: "asc" } });
  expect(orders[0]?.availableAt).toEqual(new Date("2026-11-24T19:00:00Z"));
  setting.clock.set("2026-11-24T19:00:01Z");
  expect(await publishDue()).toBe(1);
});

test("after a day of downtime an account lets one out, and the others get hours of their own, in order", async () => {
  await addPieces(setting, 60);
  const accountId = "acc_a";
  for (let number = 1; number <= 60; number += 1) {
    const piece = await prisma().piece.findUniqueOrThrow({ where: { id: `pce_${number}` } });
    await prisma().scheduledPost.create({
      data: {
        id: `pst_${String(number).padStart(3, "0")}`,
        pieceId: piece.id,
        accountId,
        caption: piece.caption,
        contentHash: piece.approvedHash ?? "",
        placedBy: "calendar",
        dueAt: new Date(Date.parse(START) - 60 * MINUTE_MS * 24 + number * 24 * MINUTE_MS),
      },
    });
  }
  expect(await publishDue()).toBe(1);
  while ((await replan()) > 0) expect(await publishDue()).toBe(1);
  const rest = (await postsOf(setting)).filter(({ state }) => state === "scheduled");
  expect(rest.every(({ waitsFor }) => waitsFor === null)).toBe(true);
  const late = rest.map(({ id }) => id).filter((id) => id < "pst_045");
  expect(late).toEqual([...late].sort());
  for (const [index, post] of rest.entries()) {
    const before = rest[index - 1];
    if (before) expect(post.dueAt.getTime() - before.dueAt.getTime()).toBeGreaterThanOrEqual(4 * HOUR_MS);
    expect(post.dueAt.getTime()).toBeGreaterThan(Date.parse(START));
  }
  expect(await notices()).toContainEqual(expect.stringMatching(/posts of @ana got a new hour/));
}, 60_000);

test("an account that is limited holds its posts with one notice, and goes on with them", async () => {
  await addPieces(setting, 3);
  await week(3);
  const [first] = await postsOf(setting);
  await prisma().account.update({ where: { id: "acc_a" }, data: { state: "limited" } });
  expect(await replan()).toBe(3);
  expect(await replan()).toBe(0);
  setting.clock.set(new Date((first?.dueAt.getTime() ?? 0) + MINUTE_MS));
  expect(await publishDue()).toBe(0);
  await prisma().account.update({ where: { id: "acc_a" }, data: { state: "healthy" } });
  await replan();
  expect(await notices()).toEqual([
    "3 posts of @ana wait",
    "@ana posts again; 2 posts go out as planned",
    "One post of @ana got a new hour",
  ]);
  expect((await postsOf(setting)).every(({ waitsFor, dueAt }) => !waitsFor && dueAt > setting.clock.now())).toBe(true);
});

test("paused by hand, nothing goes out; resumed, what is overdue gets a new hour", async () => {
  await addPieces(setting, 3);
  await week(3);
  const before = await postsOf(setting);
  expect((await run("schedule.pause", { avatar: "ana" })).card.title).toBe(
    "Nothing goes out on @ana now; 3 posts wait",
  );
  setting.clock.set(new Date((before[0]?.dueAt.getTime() ?? 0) + 2 * HOUR_MS));
  expect(await publishDue()).toBe(0);
  const resumed = await run("schedule.resume", { account: "@ana" });
  expect(resumed.card.title).toBe("Posts go out on @ana again; one got a new hour");
  const after = await postsOf(setting);
  expect(after.filter(({ dueAt }) => dueAt > setting.clock.now())).toHaveLength(3);
  expect(after.filter(({ dueAt }) => before.some((old) => old.dueAt.getTime() === dueAt.getTime()))).toHaveLength(2);
});

test("a post that asks waits at its hour, and a late yes gives it the next free one", async () => {
  await addPieces(setting, 2);
  await run("schedule.approvals", { avatar: "ana", mode: "on" });
  await week(2);
  const [first, second] = await postsOf(setting);
  setting.clock.set(new Date((first?.dueAt.getTime() ?? 0) - HOUR_MS));
  await replan();
  await replan();
  expect(await notices()).toEqual(["ana-1 asks to go out on @ana"]);
  setting.clock.set(new Date((first?.dueAt.getTime() ?? 0) + MINUTE_MS));
  expect(await publishDue()).toBe(0);
  setting.clock.advance(5 * HOUR_MS);
  const yes = await run("post.approve", { post: "ana-1" });
  expect(yes.card.title).toMatch(/^ana-1 goes out 2026-/);
  const moved = await prisma().scheduledPost.findUniqueOrThrow({ where: { id: first?.id ?? "" } });
  expect(moved.dueAt > setting.clock.now()).toBe(true);
  setting.clock.set(new Date(moved.dueAt.getTime() + MINUTE_MS));
  expect(await publishDue()).toBe(1);
  await run("post.reject", { post: "ana-2" });
  setting.clock.set(new Date((second?.dueAt.getTime() ?? 0) + MINUTE_MS));
  expect(await publishDue()).toBe(1);
  expect(await prisma().approval.count({ where: { subject: first?.id ?? "" } })).toBe(1);
});

test("a caption that was changed after the plan gets no yes and does not go out", async () => {
  await addPieces(setting, 1);
  await week(1);
  const [post] = await postsOf(setting);
  await prisma().piece.update({ where: { id: "pce_1" }, data: { caption: "Other words" } });
  expect(await run("post.approve", { post: "ana-1" })).toMatchObject({ problem: { reason: "approval_outdated" } });
  setting.clock.set(new Date((post?.dueAt.getTime() ?? 0) + MINUTE_MS));
  expect(await publishDue()).toBe(0);
  expect((await postsOf(setting))[0]).toMatchObject({ state: "failed", errorCode: "approval_outdated" });
  expect(await notices()).toEqual(["ana-1 could not be published on @ana"]);
});

test("a campaign fills week after week from what is approved by then, and ends with its posts", async () => {
  await addPieces(setting, 4);
  await prisma().piece.update({ where: { id: "pce_1" }, data: { caption: "A day in the city, by the beach" } });
  const input = { avatar: "ana", name: "Sun", from: "2026-11-30", weeks: 2, postsPerWeek: 3, themes: ["beach"] };
  const { asked, done } = await runApproved(setting, ALL_COMMANDS, "campaign.create", input);
  expect(asked.card.fields).toContainEqual(expect.objectContaining({ label: "Missing" }));
  expect(done).toMatchObject({ state: "done" });
  const plan = () => callInternal(setting.context, planCampaigns, {});
  expect(await plan()).toBe(0);
  setting.clock.set("2026-11-28T12:00:00Z");
  expect(await plan()).toBe(1);
  expect(await plan()).toBe(0);
  expect((await postsOf(setting)).map(({ pieceId }) => pieceId)).toEqual(["pce_3"]);
  await addPieces(setting, 4, 5);
  setting.clock.advance(7 * DAY_MS);
  expect(await plan()).toBe(1);
  const posts = await postsOf(setting);
  expect(posts.map(({ pieceId }) => pieceId)).toEqual(["pce_3", "pce_5", "pce_7"]);
  expect((await run("campaign.show", { campaign: "sun" })).card.fields).toContainEqual({
    label: "Weeks",
    value: "2 of 2",
  });
  expect((await run("campaign.cancel", { campaign: "Sun" })).card.title).toBe(
    "The campaign “Sun” is over; 3 posts were taken out",
  );
});
