import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import { releaseCost, reserveCost, settleCost } from "../money/budget.ts";
import { budgetLeftMicros } from "../money/ceilings.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { budgetSet } from "./budget-set.ts";
import { type BudgetTodayValue, budgetShow } from "./budget-show.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext({ environment: { DAILY_BUDGET_USD: "10" } });
  const { prisma } = setting.context.database;
  const avatar = { statedAge: 25, brief: "x" };
  await prisma.avatar.createMany({
    data: [
      { ...avatar, id: "avt_a", slug: "ana", name: "Ana" },
      { ...avatar, id: "avt_b", slug: "bea", name: "Bea" },
    ],
  });
  const price = { provider: "vendor", model: "m", unit: "image", usd: "1", source: "test" };
  await prisma.priceBookEntry.create({ data: { ...price, id: "prc_1", effectiveAt: new Date(0) } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  await setting.context.database.prisma.costEntry.deleteMany();
  await setting.context.database.prisma.budget.deleteMany();
});

const commands = [budgetSet, budgetShow];
const set = (usd: string, avatar?: string) => setting.run(commands, "budget.set", { usd, avatar });

async function show(): Promise<BudgetTodayValue> {
  const result = await setting.run(commands, "budget.show");
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as BudgetTodayValue;
}

/** A picture of one dollar. @returns what stood in its way, if anything */
async function reserve(attemptKey: string, avatarId?: string): Promise<string | undefined> {
  const call = { attemptKey, provider: "vendor", model: "m", units: { image: 1 }, ...(avatarId ? { avatarId } : {}) };
  return await reserveCost(setting.context, call).then(
    () => undefined,
    (thrown: unknown) => toAppError(thrown).reason,
  );
}

test("parallel calls stay within the avatar's ceiling and the workspace's, and count from before it was set", async () => {
  await reserve("early", "avt_a");
  expect(await set("4", "Ana")).toMatchObject({ state: "done", output: { setFor: "ana", setMicros: 4_000_000 } });
  const keys = Array.from({ length: 8 }, (_, index) => `call_${index}`);
  const outcomes = await Promise.all(keys.map((key) => reserve(key, "avt_a")));
  expect(outcomes.filter((reason) => reason === undefined)).toHaveLength(3);
  expect(new Set(outcomes)).toEqual(new Set([undefined, "avatar_budget"]));
  const others = await Promise.all(keys.map((key) => reserve(`b_${key}`, "avt_b")));
  expect(others.filter((reason) => reason === "workspace_budget")).toHaveLength(2);
  expect(await show()).toMatchObject({
    reservedMicros: 10_000_000,
    leftMicros: 0,
    avatars: [
      { avatar: "ana", limitMicros: 4_000_000, reservedMicros: 4_000_000, leftMicros: 0 },
      { avatar: "bea", limitMicros: null, reservedMicros: 6_000_000, leftMicros: null },
    ],
  });
});

test("what a call did not cost is free again under both ceilings, and a new day begins with what was set", async () => {
  await set("2", "ana");
  await reserve("one", "avt_a");
  await reserve("two", "avt_a");
  expect(await budgetLeftMicros(setting.context, setting.clock.now(), "avt_a")).toBe(0);
  await releaseCost(setting.context, "one");
  await settleCost(setting.context, "two", { image: 0.5 });
  expect(await budgetLeftMicros(setting.context, setting.clock.now(), "avt_a")).toBe(1_500_000);
  expect(await show()).toMatchObject({ spentMicros: 500_000, reservedMicros: 0, leftMicros: 9_500_000 });
  await set("7");
  setting.clock.advance(DAY_MS);
  expect(await show()).toMatchObject({ spentMicros: 0, limitMicros: 7_000_000, avatars: [{ leftMicros: 2_000_000 }] });
  expect(await reserve("next day", "avt_a")).toBeUndefined();
  expect(await show()).toMatchObject({ leftMicros: 6_000_000, avatars: [{ leftMicros: 1_000_000 }] });
});

test("a ceiling lowered under what is used stops at once, and is taken away again", async () => {
  await reserve("one", "avt_a");
  const lowered = await set("0.50");
  expect(lowered).toMatchObject({ output: { leftMicros: -500_000 }, card: { tone: "warning" } });
  expect(await reserve("two")).toBe("workspace_budget");
  await set("0", "ana");
  expect(await set("none")).toMatchObject({ output: { limitMicros: 10_000_000, setMicros: null } });
  expect(await reserve("two")).toBeUndefined();
  expect(await reserve("three", "avt_a")).toBe("avatar_budget");
  await set("none", "ana");
  expect(await reserve("three", "avt_a")).toBeUndefined();
});

test("made-up costs of the example are not today's, the owner alone sets, and amounts are amounts", async () => {
  const entry = { id: "cst_x", attemptKey: "x", state: "settled" as const, model: "m", unit: "image", units: "1" };
  const { prisma } = setting.context.database;
  const createdAt = setting.clock.now();
  await prisma.costEntry.create({ data: { ...entry, provider: EXAMPLE_PROVIDER, amountUsd: "3", createdAt } });
  expect(await show()).toMatchObject({ spentMicros: 0, avatars: [] });
  const asManager = await setting.run(commands, "budget.set", { usd: "99" }, { role: "manager" });
  expect(asManager).toMatchObject({ state: "failed", problem: { code: "forbidden" } });
  const manager = await setting.run(commands, "budget.show", {}, { role: "manager", language: "es" });
  expect(manager.card).toMatchObject({ title: "Quedan $10.00 de los $10.00 de hoy" });
  expect(JSON.stringify(manager.card.buttons)).not.toContain("budget.set");
  expect(await set("-5")).toMatchObject({ state: "failed", problem: { code: "invalid_input", field: "usd" } });
  expect(await set("5", "nobody")).toMatchObject({ state: "failed", problem: { code: "not_found" } });
});
