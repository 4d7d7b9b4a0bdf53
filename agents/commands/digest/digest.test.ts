// News for operators: a budget that runs out rings once a step, the digest comes once a morning to whom it is for.
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { budgetSet } from "../budget/budget-set.ts";
import { tellBudgets } from "../budget/tell-budgets.ts";
import { callInternal } from "../internal.ts";
import { noticeList } from "../notice/notice-list.ts";
import { takeNotices } from "../notice/take-notices.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { digestCommands } from "./commands.ts";
import { tellDigests, tellMonths } from "./tell-digests.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const { clock } = setting;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const createdAt = new Date(clock.now().getTime() - DAY_MS);
  for (const [role, language] of [
    ["owner", "en"],
    ["manager", "es"],
    ["chatter", "en"],
  ] as const)
    await prisma.operator.create({
      data: {
        id: `opr_${role}`,
        name: role,
        role,
        language,
        createdAt,
        identities: { create: { id: `idn_${role}`, surface: "telegram", externalId: role } },
      },
    });
});
afterAll(() => setting.close());

const pushed = async () =>
  (await callInternal(setting.context, takeNotices, { surface: "telegram" }))
    .flatMap(({ people }) => people)
    .map(({ externalId, card }) => `${externalId}: ${card.title}`);
const spend = async (usd: string) => {
  const { prisma } = setting.context.database;
  const day = setting.clock.now().toISOString().slice(0, 10);
  await prisma.budget.updateMany({ where: { scope: "day", periodKey: day }, data: { usedUsd: usd } });
  return await callInternal(setting.context, tellBudgets, {});
};

test("a budget rings at 50, 80 and 100 percent, once each, the highest only, and anew when it is raised", async () => {
  await setting.run([budgetSet], "budget.set", { usd: "10" });
  expect(await spend("4.99")).toBe(0);
  expect(await spend("8.5")).toBe(1);
  expect(await spend("8.6")).toBe(0);
  expect(await spend("6")).toBe(0);
  expect((await pushed()).sort()).toEqual([
    "manager: Se ha usado el 80 % del presupuesto de hoy",
    "owner: 80 % of today's budget is used",
  ]);
  expect(await spend("10")).toBe(1);
  await setting.run([budgetSet], "budget.set", { usd: "20" });
  expect(await spend("10")).toBe(1);
  expect(await pushed()).toHaveLength(4);
});

test("the digest comes at each one's hour, once a day, and only to whom it is for", async () => {
  const { clock, context } = setting;
  const set = (input: object, role: "owner" | "manager") => setting.run(digestCommands, "digest.set", input, { role });
  await set({ hour: 7, zone: "europe/madrid" }, "owner");
  await set({ off: true }, "manager");
  expect(await set({ zone: "Europe/Nowhere" }, "owner")).toMatchObject({ state: "failed", problem: { field: "zone" } });
  expect(await callInternal(context, tellDigests, {})).toBe(0);
  // 06:30 UTC is half past seven in Madrid.
  clock.advance(18.5 * HOUR_MS);
  expect(await callInternal(context, tellDigests, {})).toBe(1);
  expect(await callInternal(context, tellDigests, {})).toBe(0);
  expect(await pushed()).toEqual(["owner: The last 24 hours"]);
  await set({ hour: 6, zone: "UTC" }, "manager");
  expect(await callInternal(context, tellDigests, {})).toBe(1);
  expect(await pushed()).toEqual(["manager: Las últimas 24 horas"]);
  clock.advance(DAY_MS);
  expect(await callInternal(context, tellDigests, {})).toBe(2);
});

test("shows the last day on demand, and lists to each what is theirs", async () => {
  const shown = await setting.run(digestCommands, "digest.show", {}, { role: "owner" });
  expect(shown).toMatchObject({
    state: "done",
    output: { facts: { fanMessages: 0, revenueMicros: 0, budgetMicros: 20_000_000 }, settings: { hour: 7 } },
    card: { note: "The digest comes each day at 07:00, Europe/Madrid." },
  });
  const kinds = async (role: "owner" | "chatter") => {
    const { state, ...listed } = await setting.run([noticeList], "notice.list", {}, { role });
    expect(state).toBe("done");
    const { notices } = (listed as unknown as { output: { notices: { kind: string }[] } }).output;
    return notices.map(({ kind }) => kind).sort();
  };
  expect(await kinds("owner")).toEqual(["budget", "budget", "budget", "digest", "digest"]);
  expect(await kinds("chatter")).toEqual([]);
});

test("on the first day of a month its predecessor's report comes, once, to whom the digest comes", async () => {
  const { clock, context } = setting;
  const month = () => callInternal(context, tellMonths, {});
  expect(await month()).toBe(0);
  // 07:00 UTC of 1 December: eight in Madrid, and the hour of both.
  clock.advance(new Date("2026-12-01T07:00:00Z").getTime() - clock.now().getTime());
  expect(await month()).toBe(2);
  expect(await month()).toBe(0);
  expect((await pushed()).sort()).toEqual([
    "manager: noviembre de 2026: ganancia $0.00",
    "owner: November 2026: profit $0.00",
  ]);
});
