import { afterAll, beforeAll, expect, test } from "vitest";
import { reserveCost } from "../../agents/commands/money/budget.ts";
import { FORGOTTEN_AFTER_MS } from "../../agents/commands/money/settle-forgotten.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { SYSTEM_SCHEDULES } from "./system-schedules.ts";

let product: TestContext;
const lapse = () => SYSTEM_SCHEDULES.find(({ name }) => name === "lapse")?.run(product.context);

beforeAll(async () => {
  product = await createTestContext();
});
afterAll(() => product.close());

test("cards nobody answered lapse, and so does a yes whose process died before the run", async () => {
  const { prisma } = product.context.database;
  const now = product.clock.now();
  const card = {
    command: "batch.create",
    input: {},
    inputHash: "h",
    plan: [],
    quoteUsd: 0,
    requestedById: "opr_owner",
  };
  const lives = { expiresAt: new Date(now.getTime() + 60_000), approverRole: "manager" as const, createdAt: now };
  await prisma.runCard.createMany({
    data: (["waiting", "approved", "done"] as const).map((state) => ({ id: state, state, ...card, ...lives })),
  });
  const states = async () =>
    (await prisma.runCard.findMany({ orderBy: { id: "asc" } })).map(({ id, state }) => `${id}: ${state}`);
  await lapse();
  expect(await states()).toEqual(["approved: approved", "done: done", "waiting: waiting"]);
  product.clock.advance(60_001);
  await lapse();
  expect(await states()).toEqual(["approved: expired", "done: done", "waiting: expired"]);
});

test("a reservation nobody comes back to counts as spent; that of a job in the making waits for its look-up", async () => {
  const { prisma } = product.context.database;
  await prisma.priceBookEntry.create({
    data: {
      id: "prc",
      provider: "p",
      model: "m",
      unit: "image",
      usd: "0.03",
      effectiveAt: new Date(0),
      source: "test",
    },
  });
  await prisma.avatar.create({ data: { id: "ava", slug: "ava", name: "Ava", statedAge: 26, brief: "surf" } });
  const job = { avatarId: "ava", kind: "image", purpose: "content", state: "running", request: {} } as const;
  const attempt = { key: "job:vjb:1", number: 1, provider: "p", model: "m", startedAt: new Date(0) };
  await prisma.vendorJob.create({ data: { id: "vjb", ...job, attempts: { create: attempt } } });
  const call = { provider: "p", model: "m", units: { image: 1 } };
  await reserveCost(product.context, { attemptKey: "chat", ...call });
  await reserveCost(product.context, { attemptKey: "job:vjb:1", ...call });
  product.clock.advance(FORGOTTEN_AFTER_MS + 1);
  await lapse();
  const entries = await prisma.costEntry.findMany({ orderBy: { attemptKey: "asc" } });
  expect(entries.map(({ attemptKey, state, amountUsd }) => [attemptKey, state, Number(amountUsd)])).toEqual([
    ["chat", "settled", 0.03],
    ["job:vjb:1", "reserved", 0],
  ]);
  expect(Number((await prisma.budget.findFirstOrThrow()).usedUsd)).toBe(0.06);
});
