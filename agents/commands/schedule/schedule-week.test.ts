import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { createRegistry, type Registry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import type { TestContext } from "../testing/test-context.ts";
import {
  ALL_COMMANDS,
  addAccount,
  addPieces,
  postsOf,
  resetCalendar,
  startCalendarSetting,
} from "./testing/calendar-setting.ts";

let setting: TestContext;
beforeAll(async () => {
  setting = await startCalendarSetting();
});
afterAll(() => setting.close());
beforeEach(() => resetCalendar(setting));

const prisma = () => setting.context.database.prisma;
const run = (name: string, input: unknown) => setting.run(ALL_COMMANDS, name, input);
const approve = (id: string) => {
  const registry: Registry = createRegistry([...ALL_COMMANDS, runApprove(() => registry)]);
  return setting.run(registry.list, "run.approve", { id });
};
const week = (input: object = {}) => runApproved(setting, ALL_COMMANDS, "schedule.week", { avatar: "ana", ...input });

test("one card shows picture, table and price; the yes puts in exactly what was shown", async () => {
  await addAccount(setting.context, "acc_b", "tiktok", "ana.tok");
  await addPieces(setting, 14);
  const { asked, done } = await week();
  const key = asked.card.images?.[0]?.key ?? "";
  expect(key).toMatch(/^reports\/calendar\/\w+\.png$/);
  expect((await setting.context.ports.store.get(key)).contentType).toBe("image/png");
  expect(asked.card.table?.rows).toHaveLength(14);
  const posts = await postsOf(setting);
  expect(posts).toHaveLength(14);
  expect(new Set(posts.map(({ pieceId }) => pieceId)).size).toBe(14);
  expect(new Set(posts.map(({ accountId }) => accountId))).toEqual(new Set(["acc_a", "acc_b"]));
  const card = await prisma().runCard.findFirstOrThrow();
  const plan = (card.input as { plan: { piece: string; at: string; account: string }[] }).plan;
  // Two accounts may have the same hour: which of them comes first means nothing.
  expect(plan.map(({ piece, at }) => `${at} ${piece}`).sort()).toEqual(
    posts.map(({ piece, dueAt }) => `${dueAt.toISOString()} ana-${piece.number}`).sort(),
  );
  expect(done).toMatchObject({ state: "done" });
  expect(await prisma().outbox.count({ where: { name: "post.publish" } })).toBe(14);
  expect(await prisma().storyEvent.count({ where: { source: "post" } })).toBe(14);
});

test("hours keep the platform's distance, and no two neighbours are of one template", async () => {
  await addPieces(setting, 14);
  await week();
  const posts = await postsOf(setting);
  for (const [index, post] of posts.entries()) {
    const before = posts[index - 1];
    if (!before) continue;
    expect(post.dueAt.getTime() - before.dueAt.getTime()).toBeGreaterThanOrEqual(4 * HOUR_MS);
    expect(post.piece.templateKey).not.toBe(before.piece.templateKey);
  }
});

test("too few pieces: those there are, how many more, and the command that makes them", async () => {
  await addPieces(setting, 3);
  const { asked } = await week({ posts: 5 });
  expect(asked.card.fields).toContainEqual({
    label: "Missing",
    value: "2 more approved pieces are needed: batch create ana 2",
  });
  expect(await postsOf(setting)).toHaveLength(3);
});

test("no piece at all is refused with the way out", async () => {
  expect((await week()).asked).toMatchObject({
    state: "failed",
    problem: { code: "refused", reason: "no_pieces", remedy: "piece list ana ready · batch create ana 14" },
  });
});

test("where all pieces are of a tier the platform does not show, that is said", async () => {
  await addPieces(setting, 2);
  await prisma().piece.updateMany({ data: { tier: "suggestive" } });
  expect((await week()).asked).toMatchObject({
    problem: { message: expect.stringContaining("2 approved pieces are of a tier these platforms do not show.") },
  });
});

test("what the platform does not show is left out: another tier, another format, a changed caption", async () => {
  await addPieces(setting, 4);
  await prisma().piece.update({ where: { id: "pce_1" }, data: { tier: "suggestive" } });
  await prisma().piece.update({ where: { id: "pce_2" }, data: { kind: "voice" } });
  await prisma().piece.update({ where: { id: "pce_3" }, data: { caption: "Changed" } });
  await week();
  expect((await postsOf(setting)).map(({ pieceId }) => pieceId)).toEqual(["pce_4"]);
});

test("what changed between card and yes is left out and said", async () => {
  await addPieces(setting, 3);
  const asked = await run("schedule.week", { avatar: "ana", posts: 3 });
  if (asked.state !== "waiting") throw new Error("no card");
  await prisma().piece.update({ where: { id: "pce_2" }, data: { state: "rejected", approvedHash: null } });
  const done = await approve(asked.runCardId);
  expect(done.card.fields).toEqual([{ label: "Left out: ana-2 · @ana", value: "changed or withdrawn since" }]);
  expect(await postsOf(setting)).toHaveLength(2);
});

test("two cards for the same hours: the second yes leaves out what the first took", async () => {
  await addPieces(setting, 4);
  const first = await run("schedule.week", { avatar: "ana", posts: 4 });
  const second = await run("schedule.week", { avatar: "ana", posts: 4 });
  if (first.state !== "waiting" || second.state !== "waiting") throw new Error("no card");
  await approve(first.runCardId);
  const done = await approve(second.runCardId);
  expect(done.card.fields).toHaveLength(4);
  expect(await postsOf(setting)).toHaveLength(4);
});

test("an account that stopped is said, and takes nothing", async () => {
  await addPieces(setting, 2);
  await prisma().account.update({ where: { id: "acc_a" }, data: { state: "limited" } });
  expect((await week()).asked).toMatchObject({
    state: "failed",
    problem: { reason: "account_stopped", message: "@ana does not post now: the platform limits it." },
  });
});

test("quiet days stay empty", async () => {
  await addPieces(setting, 10);
  await run("quiet.add", { avatar: "ana", from: "2026-11-26", to: "2026-11-28", reason: "A trip" });
  await week({ posts: 10 });
  const days = (await postsOf(setting)).map(({ dueAt }) => dueAt.toISOString().slice(0, 10));
  expect(days.filter((day) => day >= "2026-11-26" && day <= "2026-11-28")).toEqual([]);
});

test("the calendar shows what is in it, in Spanish too, and why each hour", async () => {
  await addPieces(setting, 4);
  await week({ posts: 4 });
  const shown = await setting.run(ALL_COMMANDS, "schedule.show", { avatar: "ana" }, { language: "es" });
  expect(shown.card.images).toHaveLength(1);
  expect(shown.card.table?.rows[0]?.[4]).toMatch(/buena hora: las \d\d:00 tienen el \d+ %/);
  const other = await run("schedule.show", { avatar: "ana", week: "2027-W01" });
  expect(other.card.title).toBe("Ana: 2027-01-04 to 2027-01-10");
  expect(other.card.text).toBe("Nothing is in the calendar in these days.");
});

test("one piece goes into the next free good hour", async () => {
  await addPieces(setting, 2);
  const { done } = await runApproved(setting, ALL_COMMANDS, "schedule.queue", { piece: "add ana-1" });
  expect(done).toMatchObject({ state: "done" });
  const [post] = await postsOf(setting);
  expect(post?.dueAt.getTime()).toBeLessThan(setting.clock.now().getTime() + DAY_MS);
  const again = await runApproved(setting, ALL_COMMANDS, "schedule.queue", { piece: "ana-1" });
  expect(again.asked).toMatchObject({ state: "failed", problem: { reason: "not_postable" } });
});
