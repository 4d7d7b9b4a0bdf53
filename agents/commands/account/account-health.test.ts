import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AccountCounts, InsightsReader, PostCounts } from "../../ports/insights.ts";
import { insightCommands } from "../insight/commands.ts";
import { readPostInsights } from "../insight/read-post-insights.ts";
import { callInternal } from "../internal.ts";
import { noticeList } from "../notice/notice-list.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { accountHealth } from "./account-health.ts";
import { accountsToLookAfter } from "./accounts-to-look-after.ts";
import { checkHealth } from "./check-health.ts";

let setting: TestContext;
/** What the platform does next. */
let refusal: AppError | null;
let counts: AccountCounts;
let told: PostCounts | null;
let asked: string[];

const reader: InsightsReader = {
  info: { platform: "instagram", postsAtOnce: 2 },
  posts: async (_account, posts) => {
    if (refusal) throw refusal;
    asked.push(...posts.map(({ externalId }) => externalId));
    if (posts.some(({ externalId }) => externalId === "gone"))
      throw new AppError("not_found", "gone", { reason: "object_unknown" });
    return new Map(posts.map(({ externalId }) => [externalId, told]));
  },
  account: async () => {
    if (refusal) throw refusal;
    return counts;
  },
};

beforeAll(async () => {
  setting = await createTestContext({ ports: { insights: { instagram: reader } } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  refusal = null;
  asked = [];
  told = { views: 130, reach: 100, likes: 9, comments: 1, shares: 0, saves: 0, watchSeconds: null };
  counts = { followers: 1_000, posts: 40, likes: null, days: [{ day: "2026-11-20", reach: 80 }], rate: null };
  const { prisma } = setting.context.database;
  await prisma.avatar.deleteMany();
  await prisma.operatorNotice.deleteMany();
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const accessToken = setting.context.secrets.seal("t", { table: "Account", row: "acc_a", field: "accessToken" });
  const account = { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({ data: { ...account, accessToken, connectedAt: hoursAgo(60 * 24) } });
});

const hoursAgo = (hours: number) => new Date(setting.clock.now().getTime() - hours * HOUR_MS);
const account = () => setting.context.database.prisma.account.findUniqueOrThrow({ where: { id: "acc_a" } });
const look = () => callInternal(setting.context, checkHealth, { accountId: "acc_a" });
const due = () => callInternal(setting.context, accountsToLookAfter, {});
const read = () => callInternal(setting.context, readPostInsights, { accountId: "acc_a" });
const notices = async () =>
  (await setting.context.database.prisma.operatorNotice.findMany({ orderBy: { id: "asc" } })).map(({ kind, facts }) => {
    const { what, state } = Object(facts);
    return kind === "account_lost" ? kind : `${what} ${state}`;
  });

async function post(number: number, ageHours: number, kind: "image" | "story" = "image", externalId = `m${number}`) {
  const { prisma } = setting.context.database;
  const piece = { id: `pce_${number}`, avatarId: "avt_a", number, templateKey: "t", prompt: "p", seed: 1, kind };
  await prisma.piece.create({ data: { ...piece, tier: "safe" } });
  const publishedAt = hoursAgo(ageHours);
  const row = {
    id: `pst_${number}`,
    pieceId: piece.id,
    accountId: "acc_a",
    caption: "Hi",
    contentHash: "h",
    externalId,
  };
  await prisma.scheduledPost.create({ data: { ...row, state: "published", dueAt: publishedAt, publishedAt } });
}

test("a check scores the account, keeps its days, and is made again after its interval only", async () => {
  expect(await due()).toEqual(["acc_a"]);
  expect(await look()).toBe(70);
  expect(await look()).toBeNull();
  expect(await due()).toEqual([]);
  expect(await account()).toMatchObject({ state: "healthy", pausedAt: null });
  const { prisma } = setting.context.database;
  const days = await prisma.accountInsight.findMany({ orderBy: { day: "asc" } });
  expect(days.map(({ day, reach, followers }) => [day.toISOString().slice(0, 10), reach, followers])).toEqual([
    ["2026-11-20", 80, null],
    ["2026-11-24", null, 1_000],
  ]);
  expect(await notices()).toEqual([]);
  setting.clock.advance(6 * HOUR_MS);
  expect(await due()).toEqual(["acc_a"]);
});

test("two checks at the same time leave one", async () => {
  await Promise.all([look(), look()]);
  expect(await setting.context.database.prisma.healthCheck.count({ where: { accountId: "acc_a" } })).toBe(1);
});

test("a dead token pauses the account, says so once, and two good checks an hour apart let it go on", async () => {
  await look();
  setting.clock.advance(6 * HOUR_MS);
  refusal = new AppError("refused", "no", { reason: "token_invalid" });
  expect(await look()).toBe(20);
  expect(await account()).toMatchObject({ state: "disconnected", pauseReason: "health" });
  expect(await notices()).toEqual(["account_lost"]);
  setting.clock.advance(HOUR_MS);
  expect(await due()).toEqual(["acc_a"]);
  await look();
  expect(await notices()).toHaveLength(1);
  refusal = null;
  setting.clock.advance(HOUR_MS);
  await look();
  expect(await account()).toMatchObject({ state: "healthy", pauseReason: "health" });
  setting.clock.advance(HOUR_MS);
  await look();
  expect(await account()).toMatchObject({ state: "healthy", pausedAt: null, pauseReason: null });
  expect(await notices()).toEqual(["account_lost", "changed healthy", "recovered healthy"]);
  const shown = await setting.run([noticeList], "notice.list");
  expect(JSON.stringify(shown)).toMatch(/@ana on instagram is disconnected/i);
});

test.each([
  ["is being renewed", { renewingAt: new Date() }],
  ["has ended and can be renewed", { tokenExpiresAt: new Date(0), refreshToken: "sealed" }],
])("a token that %s says nothing of its account", async (_, token) => {
  await setting.context.database.prisma.account.update({ where: { id: "acc_a" }, data: token });
  refusal = new AppError("refused", "no", { reason: "token_invalid" });
  expect(await look()).toBeNull();
  expect(await account()).toMatchObject({ state: "warming", pausedAt: null });
  expect(await notices()).toEqual([]);
});

test("one that has ended and whose renewal was refused is the end of the log-in", async () => {
  const data = { tokenExpiresAt: new Date(0), refreshToken: "sealed", reconnectAskedAt: new Date() };
  await setting.context.database.prisma.account.update({ where: { id: "acc_a" }, data });
  refusal = new AppError("refused", "no", { reason: "token_invalid" });
  await look();
  expect(await account()).toMatchObject({ state: "disconnected", pauseReason: "health" });
  expect(await notices()).toEqual(["account_lost"]);
});

test("one that was replaced while it was asked about says nothing", async () => {
  refusal = new AppError("refused", "no", { reason: "token_invalid" });
  const { prisma } = setting.context.database;
  const { accessToken } = await account();
  const ask = reader.account;
  try {
    Object.assign(reader, {
      account: async (...asked: Parameters<InsightsReader["account"]>) => {
        await prisma.account.update({ where: { id: "acc_a" }, data: { accessToken: `${accessToken}+` } });
        return await ask(...asked);
      },
    });
    expect(await look()).toBeNull();
  } finally {
    Object.assign(reader, { account: ask });
  }
  expect(await account()).toMatchObject({ state: "warming", pausedAt: null });
});

test("what a person paused, only a person resumes", async () => {
  await setting.run(insightCommands, "account.pause", { account: "@ana" });
  for (const _ of [1, 2, 3]) {
    await look();
    setting.clock.advance(6 * HOUR_MS);
  }
  expect(await account()).toMatchObject({ pauseReason: "operator" });
  expect(await setting.run(insightCommands, "account.resume", { account: "ana" })).toMatchObject({ state: "done" });
  expect(await account()).toMatchObject({ pausedAt: null });
});

test("a refusal for too many calls limits the account and leaves the platform alone as long as it says", async () => {
  refusal = new AppError("rate_limited", "slow", { retryAfterMs: 40 * MINUTE_MS });
  await look();
  expect(await account()).toMatchObject({ state: "limited", pauseReason: "health" });
  setting.clock.advance(HOUR_MS - MINUTE_MS);
  await post(1, 2);
  expect(await due()).toEqual(["acc_a"]);
  refusal = new AppError("unavailable", "down");
  expect(await look()).toBeNull();
  setting.clock.advance(20 * MINUTE_MS);
  expect(await due()).toEqual([]);
  expect(await setting.context.database.prisma.healthCheck.count()).toBe(1);
});

test("figures are read once at each age; what a standstill missed is not made up", async () => {
  await post(1, 1);
  await post(2, 80);
  await post(3, 0.5);
  await post(4, 5, "story");
  await post(5, 25, "story");
  expect(await read()).toBe(3);
  expect(await read()).toBe(0);
  const ages = async () =>
    (
      await setting.context.database.prisma.postInsight.findMany({ orderBy: [{ postId: "asc" }, { ageHours: "asc" }] })
    ).map(({ postId, ageHours, likes }) => `${postId} ${ageHours} ${likes}`);
  expect(await ages()).toEqual(["pst_1 1 9", "pst_2 72 9", "pst_4 1 9"]);
  told = null;
  setting.clock.advance(5 * HOUR_MS);
  expect(await read()).toBe(3);
  expect(await ages()).toEqual([
    "pst_1 1 9",
    "pst_1 6 null",
    "pst_2 72 9",
    "pst_3 1 null",
    "pst_4 1 9",
    "pst_4 6 null",
  ]);
});

test("a post that is gone keeps nobody else's figures away; two runs at once read each once", async () => {
  await post(1, 2, "image", "gone");
  await post(2, 2.1);
  await Promise.all([read(), read()]);
  const rows = await setting.context.database.prisma.postInsight.findMany({ orderBy: { postId: "asc" } });
  expect(rows.map(({ postId, likes, problem }) => [postId, likes, problem])).toEqual([
    ["pst_1", null, "object_unknown"],
    ["pst_2", 9, null],
  ]);
});

test("the card shows the score's parts, the past as a chart, and the next steps", async () => {
  await look();
  setting.clock.advance(DAY_MS);
  await look();
  const shown = await setting.run([accountHealth], "account.health", {});
  expect(shown).toMatchObject({
    state: "done",
    card: { title: "@ana on Instagram: healthy", images: [{ alt: "Health of @ana" }] },
  });
  expect(await setting.run([accountHealth], "account.health", { account: "nobody" })).toMatchObject({
    state: "failed",
    problem: { code: "not_found", field: "account" },
  });
});
