import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runApproved } from "../template/testing/run-approved.ts";
import type { TestContext } from "../testing/test-context.ts";
import { ALL_COMMANDS, addPieces, postsOf, resetCalendar, startCalendarSetting } from "./testing/calendar-setting.ts";

let setting: TestContext;
beforeAll(async () => {
  setting = await startCalendarSetting();
});
afterAll(() => setting.close());
beforeEach(async () => {
  setting.clock.set("2026-11-24T12:00:00Z");
  await resetCalendar(setting);
  await addPieces(setting, 3);
  await runApproved(setting, ALL_COMMANDS, "schedule.week", { avatar: "ana", posts: 3 });
});

const run = (name: string, input: unknown) => setting.run(ALL_COMMANDS, name, input);
const dueOf = async (number: number) =>
  (await postsOf(setting)).find(({ piece }) => piece.number === number)?.dueAt.toISOString();

test("an hour is read by the avatar's clock, and the story and the order follow", async () => {
  await setting.context.database.prisma.outbox.deleteMany();
  const moved = await run("schedule.move", { post: "ana-1", when: "2026-11-29 18:30" });
  expect(moved.card).toMatchObject({ title: "ana-1 goes out 2026-11-29 18:30", note: "Europe/Madrid" });
  expect(await dueOf(1)).toBe("2026-11-29T17:30:00.000Z");
  const { prisma } = setting.context.database;
  expect(await prisma.outbox.findFirst()).toMatchObject({ availableAt: new Date("2026-11-29T17:30:00Z") });
  const post = (await postsOf(setting)).find(({ piece }) => piece.number === 1);
  const story = await prisma.storyEvent.findUniqueOrThrow({ where: { postId: post?.id ?? "" } });
  expect(story.startsOn.toISOString().slice(0, 10)).toBe("2026-11-29");
});

test("too near to another: said, with free hours to choose; by force it goes there", async () => {
  const other = await dueOf(2);
  const near = await run("schedule.move", {
    post: "ana-1",
    when: new Date(Date.parse(other ?? "") + 3_600_000).toISOString(),
  });
  expect(near.card).toMatchObject({ tone: "warning" });
  expect(near.card.text).toContain("posts there keep 4 h apart");
  const labels = near.card.buttons?.map(({ label }) => label) ?? [];
  expect(labels.filter((label) => label.startsWith("Move to 2026-"))).toHaveLength(3);
  const force = near.card.buttons?.at(-1);
  expect(force).toMatchObject({ label: "Move there anyway", input: { force: true } });
  expect(await run("schedule.move", force?.input)).toMatchObject({ state: "done", output: { moved: true } });
  const free = near.card.buttons?.[0];
  expect(await run("schedule.move", free?.input)).toMatchObject({ output: { moved: true } });
});

test("a new account's ramp is kept, and the next free time is told", async () => {
  const { prisma } = setting.context.database;
  const dueAt = (await postsOf(setting))[0]?.dueAt ?? new Date(0);
  await prisma.account.updateMany({ data: { connectedAt: dueAt } });
  const refused = await run("schedule.move", {
    post: "ana-3",
    when: new Date(+dueAt + 18_000_000).toISOString(),
  });
  expect(refused.card.text).toMatch(
    /^A new account, day 1: one post a day at most, with a day between\.\nThe next free time is 2026-/,
  );
  expect(await run("schedule.move", refused.card.buttons?.[0]?.input)).toMatchObject({ output: { moved: true } });
});

test("the past and the platform's own limit are moved to by no force", async () => {
  const past = await run("schedule.move", { post: "ana-1", when: "today 9:00", force: true });
  expect(past.card.text).toContain("That is in the past.");
  expect(past.card.buttons?.map(({ label }) => label)).not.toContain("Move there anyway");
  const publisher = setting.context.ports.publishers.instagram;
  if (!publisher) throw new Error("no publisher");
  Object.assign(publisher.info, { postsPerDay: 1 });
  const full = await run("schedule.move", { post: "ana-1", when: (await dueOf(2)) ?? "", force: true });
  Object.assign(publisher.info, { postsPerDay: 25 });
  expect(full.card.text).toContain("The platform takes 1 posts in 24 hours.");
  expect(full).toMatchObject({ output: { moved: false } });
});

test.each([
  ["2026-03-29 02:30", /no hour in Europe\/Madrid.*The next is 2026-03-29 03:00/],
  ["soon", /not a time I can read/],
  ["2026-02-30 10:00", /not a time I can read/],
])("%s is explained", async (when, message) => {
  setting.clock.set("2026-03-20T12:00:00Z");
  const refused = await run("schedule.move", { post: "ana-1", when });
  expect(refused).toMatchObject({ state: "failed", problem: { field: "when" } });
  if (refused.state === "failed") expect(refused.problem.message).toMatch(message);
});

test("two posts change places", async () => {
  const [one, other] = [await dueOf(1), await dueOf(2)];
  await run("schedule.swap", { post: "ana-1", with: "ana-2" });
  expect([await dueOf(1), await dueOf(2)]).toEqual([other, one]);
});

test("one is taken out, then all; what is being published stays", async () => {
  await run("schedule.cancel", { post: "ana-1" });
  expect(await run("schedule.move", { post: "ana-1", when: "+2h" })).toMatchObject({ problem: { code: "not_found" } });
  const last = (await postsOf(setting)).at(-1);
  const { prisma } = setting.context.database;
  await prisma.scheduledPost.update({ where: { id: last?.id ?? "" }, data: { state: "committing" } });
  expect(await run("schedule.cancel", { post: last?.id })).toMatchObject({ problem: { reason: "post_committing" } });
  expect((await run("schedule.cancel", { post: "all", avatar: "ana" })).card.title).toBe("One post was taken out");
});

test("a sound is noted at videos only, and leaves the list with its notes", async () => {
  await run("sound.add", { title: "Ocean drive", platform: "tiktok", link: "https://example.com/s" });
  expect(await run("sound.add", { title: "Ocean drive" })).toMatchObject({ problem: { code: "conflict" } });
  expect(await run("sound.use", { post: "ana-1", sound: "ocean drive" })).toMatchObject({
    problem: { reason: "not_a_video" },
  });
  const { prisma } = setting.context.database;
  await prisma.piece.update({ where: { id: "pce_1" }, data: { kind: "video" } });
  await run("sound.use", { post: "ana-1", sound: "ocean drive" });
  expect((await run("schedule.show", { avatar: "ana" })).card.table?.rows.flat()).toContain("ana-1 · Ocean drive");
  expect((await run("sound.remove", { sound: "Ocean drive" })).state).toBe("done");
  expect((await postsOf(setting)).every(({ soundId }) => soundId === null)).toBe(true);
});
