// A run card is carried out by one at a time, after a restart by itself, and who was cut off hears of it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { allCommands } from "../all-commands.ts";
import { finishUpdate, tellCutOff } from "../inbound/cut-off-updates.ts";
import { rememberUpdate } from "../inbound/remember-update.ts";
import { callInternal } from "../internal.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { takeNotices } from "../notice/take-notices.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { resumeRuns } from "./resume-runs.ts";

const OPERATOR = "opr_resume";
const registry = allCommands();
const { list } = registry;
let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
  await seedPriceBook(test.context);
  const { prisma } = test.context.database;
  await prisma.operator.create({ data: { id: OPERATOR, name: "Ada", role: "owner" } });
  const identity = { id: "idn_resume", operatorId: OPERATOR, surface: "telegram", externalId: "7" };
  const elsewhere = { ...identity, id: "idn_elsewhere", surface: "discord", externalId: "8" };
  await prisma.operatorIdentity.createMany({ data: [identity, elsewhere] });
  await test.run(list, "avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon, warm" });
});
afterAll(() => test.close());

const planned = async (text: string) => {
  const result = await test.run(list, "agent.ask", { text }, { id: OPERATOR });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return (result.output as { runCardId: string }).runCardId;
};
const approve = (id: string) => test.run(list, "run.approve", { id }, { id: OPERATOR });
const batches = () => test.context.database.prisma.batch.count();
const pushed = async (surface = "telegram") =>
  (await callInternal(test.context, takeNotices, { surface })).flatMap(({ people }) => people);

it("is done once where two say yes at once, and the second is told", async () => {
  const id = await planned("make Luna 2 pictures");
  const results = await Promise.all([approve(id), approve(id)]);
  expect(results.map(({ state }) => state).toSorted()).toEqual(["done", "failed"]);
  expect(results.find(({ state }) => state === "failed")).toMatchObject({ problem: { code: "conflict" } });
  expect(await batches()).toBe(1);
});

it("is taken up after a restart that came between the yes and the run, once, and the person is told", async () => {
  const { prisma, pool } = test.context.database;
  const id = await planned("make Luna 3 pictures, then pause Luna");
  await prisma.$transaction([
    prisma.runCard.update({ where: { id }, data: { state: "approved" } }),
    prisma.approval.create({
      data: {
        id: "apr_resume",
        runCardId: id,
        subject: "agent.plan",
        contentHash: "h",
        operatorId: OPERATOR,
        role: "owner",
        expiresAt: new Date(test.context.clock.now().getTime() + MINUTE_MS),
        createdAt: test.context.clock.now(),
      },
    }),
  ]);
  const longAgo = new Date(test.context.clock.now().getTime() - 3 * MINUTE_MS);
  await pool.query(`UPDATE "RunCard" SET "updatedAt" = $2 WHERE id = $1`, [id, longAgo]);
  expect(await resumeRuns(test.context, registry)).toBe(1);
  expect(await resumeRuns(test.context, registry)).toBe(0);
  expect(await batches()).toBe(2);
  expect((await prisma.runCard.findUniqueOrThrow({ where: { id } })).state).toBe("done");
  const [told, ...others] = await pushed();
  expect(others).toEqual([]);
  expect(told).toMatchObject({ externalId: "7", card: { tone: "good", note: expect.stringContaining("restart") } });
});

it("tells an operator whose message was cut off, and nobody who was answered", async () => {
  const { context } = test;
  const event = (eventId: string) => ({ source: "telegram-operator", eventId, kind: "message", operatorId: OPERATOR });
  expect(await callInternal(context, rememberUpdate, event("update-1"))).toBe(true);
  expect(await callInternal(context, rememberUpdate, event("update-1"))).toBe(false);
  await callInternal(context, rememberUpdate, event("update-2"));
  await callInternal(context, finishUpdate, event("update-2"));
  const longAgo = new Date(context.clock.now().getTime() - 11 * MINUTE_MS);
  await context.database.pool.query(`UPDATE "InboundEvent" SET "receivedAt" = $1`, [longAgo]);
  const restarted = { ...context, installation: { ...context.installation, startedAt: context.clock.now() } };
  expect(await tellCutOff(restarted)).toBe(1);
  expect(await tellCutOff(restarted)).toBe(0);
  const warnings = (await pushed("discord")).filter(({ card }) => card.tone === "warning");
  expect(warnings).toEqual([]); // it was sent on Telegram
  expect(await pushed()).toMatchObject([{ externalId: "7", card: { tone: "warning" } }]);
});
