import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsToLookAfter } from "../../agents/commands/account/accounts-to-look-after.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { DAY_MS, HOUR_MS } from "../../agents/kernel/clock.ts";
import type { InsightsReader } from "../../agents/ports/insights.ts";
import { lookAfterAccountHandler } from "./look-after-account.ts";
import { runOnce } from "./testing/run-once.ts";

const POSTS = 80;
let setting: TestContext;
let calls = 0;
/** What kills a run: thrown by the platform's code at this call. */
let dieAt = Number.POSITIVE_INFINITY;

class Killed extends Error {}

const reader: InsightsReader = {
  info: { platform: "instagram", postsAtOnce: 1 },
  posts: async (_account, posts) => {
    calls += 1;
    if (calls === dieAt) throw new Killed("killed");
    const counts = { views: 5, reach: 4, likes: 1, comments: 0, shares: 0, saves: 0, watchSeconds: null };
    return new Map(posts.map(({ externalId }) => [externalId, counts]));
  },
  account: async () => ({ followers: 50, posts: POSTS, likes: null, days: [], rate: null }),
};

beforeAll(async () => {
  setting = await createTestContext({ ports: { insights: { instagram: reader } } });
  const { context, clock } = setting;
  const { prisma } = context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const accessToken = context.secrets.seal("t", { table: "Account", row: "acc_a", field: "accessToken" });
  const account = { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({
    data: { ...account, accessToken, connectedAt: new Date(clock.now().getTime() - DAY_MS) },
  });
  const numbers = Array.from({ length: POSTS }, (_, index) => index + 1);
  const piece = { avatarId: "avt_a", templateKey: "t", prompt: "p", seed: 1, tier: "safe" as const };
  await prisma.piece.createMany({ data: numbers.map((number) => ({ ...piece, id: `pce_${number}`, number })) });
  await prisma.scheduledPost.createMany({
    data: numbers.map((number) => {
      const publishedAt = new Date(clock.now().getTime() - number * 5 * HOUR_MS);
      const row = { id: `pst_${number}`, pieceId: `pce_${number}`, accountId: "acc_a", caption: "x", contentHash: "h" };
      return { ...row, state: "published" as const, dueAt: publishedAt, publishedAt, externalId: `m${number}` };
    }),
  });
});
afterAll(() => setting.close());

const run = () => runOnce(setting.context, lookAfterAccountHandler, { accountId: "acc_a" });
const due = () => callInternal(setting.context, accountsToLookAfter, {});
const rows = () => setting.context.database.prisma.postInsight.findMany();

test("reads all that is due in bounded runs, each post once for its age, also when runs die or overlap", async () => {
  let runs = 0;
  let killed = 0;
  while ((await due()).length > 0) {
    runs += 1;
    expect(runs).toBeLessThan(20);
    dieAt = calls + 20 + runs;
    const ends = await Promise.allSettled(runs === 2 ? [run(), run()] : [run()]);
    // A killed run leaves no words behind; what it had read stays.
    killed += ends.filter(({ status }) => status === "rejected").length;
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(Killed);
    setting.clock.advance(31 * 60_000);
  }
  expect(killed).toBeGreaterThan(1);
  const read = await rows();
  const keys = read.map(({ postId, ageHours }) => `${postId} ${ageHours}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(read.filter(({ likes, problem }) => likes !== 1 || problem !== null)).toEqual([]);
  expect(new Set(read.map(({ postId }) => postId)).size).toBe(POSTS);
  expect(await setting.context.database.prisma.healthCheck.count()).toBeGreaterThanOrEqual(1);
});
