import { afterAll, beforeAll, expect, test } from "vitest";
import type { Prisma } from "../../../prisma/client.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { reportCommands } from "./commands.ts";

let setting: TestContext;
let number = 0;

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const avatar = { statedAge: 25, brief: "x" };
  await prisma.avatar.createMany({
    data: [
      { ...avatar, id: "avt_a", slug: "ana", name: "Ana" },
      { ...avatar, id: "avt_b", slug: "bea", name: "Bea" },
    ],
  });
  await prisma.operator.create({ data: { id: "opr_analyst", name: "Iris", role: "analyst" } });
  await prisma.avatarOperator.create({ data: { id: "avo_1", avatarId: "avt_b", operatorId: "opr_analyst" } });
  for (const [index, id] of ["fan_1", "fan_2", "fan_3"].entries())
    await prisma.fan.create({ data: { id, avatarId: index === 2 ? "avt_b" : "avt_a" } });
});
afterAll(() => setting.close());

const daysAgo = (days: number) => new Date(setting.clock.now().getTime() - days * DAY_MS);

/** Shown, and paid when `paidDaysAgo` is given. */
async function offer(
  fanId: string,
  usd: string,
  rest: { shown: number; paid?: number; refunded?: number; sandbox?: boolean },
) {
  number += 1;
  const { prisma } = setting.context.database;
  const avatarId = fanId === "fan_3" ? "avt_b" : "avt_a";
  const sandbox = rest.sandbox ?? false;
  const offerId = `ofr_${number}`;
  await prisma.offer.create({
    data: {
      id: offerId,
      avatarId,
      fanId,
      layer: "pack",
      state: rest.paid === undefined ? "shown" : "paid",
      priceUsd: usd,
      token: offerId,
      shownAt: daysAgo(rest.shown),
      paidAt: rest.paid === undefined ? null : daysAgo(rest.paid),
      expiresAt: daysAgo(-7),
      sandbox,
    },
  });
  if (rest.paid === undefined) return;
  await prisma.purchase.create({
    data: {
      id: `pur_${number}`,
      avatarId,
      fanId,
      offerId,
      state: rest.refunded === undefined ? "paid" : "refunded",
      provider: sandbox ? "sandbox" : "card",
      intentId: `int_${number}`,
      amountUsd: usd,
      sandbox,
      paidAt: daysAgo(rest.paid),
      refundedAt: rest.refunded === undefined ? null : daysAgo(rest.refunded),
    },
  });
  if (rest.refunded === undefined) return;
  await prisma.purchaseReversal.create({
    data: {
      id: `rev_${number}`,
      purchaseId: `pur_${number}`,
      avatarId,
      kind: "refund",
      amountUsd: usd,
      sandbox,
      occurredAt: daysAgo(rest.refunded),
    },
  });
}

async function cost(usd: string, rest: Partial<Prisma.CostEntryUncheckedCreateInput> & { daysAgo: number }) {
  number += 1;
  const { daysAgo: days, ...fields } = rest;
  await setting.context.database.prisma.costEntry.create({
    data: {
      id: `cst_${number}`,
      attemptKey: `key_${number}`,
      state: "settled",
      provider: "replicate",
      model: "flux",
      unit: "image",
      units: "1",
      amountUsd: usd,
      createdAt: daysAgo(days),
      ...fields,
    },
  });
}

async function report<Output>(name: string, input: object = {}, role: "owner" | "analyst" = "owner"): Promise<Output> {
  const result = await setting.run(reportCommands, name, input, { role });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as Output;
}

test("an empty system has a report, and no ratio is made up", async () => {
  const pnl = await report<{ total: object }>("report.pnl");
  expect(pnl.total).toMatchObject({ real: { profitMicros: 0, margin: null, arpuMicros: null }, conversion: null });
  expect(await report("report.costs")).toMatchObject({ lines: [], costMicros: 0 });
});

test("profit is paid less refunded less cost, play money apart, each avatar on its own line", async () => {
  await offer("fan_1", "29.99", { shown: 5, paid: 5 });
  await offer("fan_1", "59.99", { shown: 3, paid: 3, refunded: 1 });
  await offer("fan_2", "29.99", { shown: 2, paid: 2 });
  await offer("fan_2", "59.99", { shown: 1 });
  await offer("fan_2", "29.99", { shown: 45, paid: 44 });
  await offer("fan_3", "149.99", { shown: 2, paid: 2, sandbox: true });
  for (let call = 0; call < 3; call += 1) await cost("0.100001", { avatarId: "avt_a", daysAgo: 4 });
  await cost("0.7", { avatarId: "avt_b", daysAgo: 4, provider: "example" });
  await cost("0.5", { avatarId: "avt_a", daysAgo: 40 });
  await cost("0.25", { daysAgo: 1, provider: "openai", model: "chat" });
  await cost("0", { daysAgo: 1, state: "reserved", reservedUsd: "0.032" });

  const pnl = await report<{ total: object; avatars: readonly { avatar: string }[] }>("report.pnl");
  // 29.99 + 59.99 + 29.99 = 119.97 of two payers; less 59.99; cost 3 x 0.100001 + 0.25 = 0.550003
  expect(pnl.total).toMatchObject({
    real: {
      revenueMicros: 119_970_000,
      refundsMicros: 59_990_000,
      costMicros: 550_003,
      profitMicros: 59_429_997,
      sales: 3,
      payers: 2,
      arpuMicros: 59_985_000,
    },
    play: { revenueMicros: 149_990_000, costMicros: 700_000, profitMicros: 149_290_000, payers: 1 },
    offersShown: 5,
    offersPaid: 4,
    conversion: 0.8,
  });
  // 119.97 now, 29.99 the month before
  expect(pnl.total).toMatchObject({ real: { growth: expect.closeTo((119.97 - 29.99) / 29.99, 9) } });
  expect(pnl.avatars.map((row) => row.avatar)).toEqual(["ana", "bea"]);
  expect(pnl.avatars[0]).toMatchObject({ real: { costMicros: 300_003 }, play: { revenueMicros: 0 } });
});

test("an analyst sees the avatars they were given and nothing else", async () => {
  const pnl = await report<{ total: object; avatars: readonly object[] }>("report.pnl", {}, "analyst");
  expect(pnl.avatars).toHaveLength(1);
  expect(pnl.total).toMatchObject({ real: { revenueMicros: 0, costMicros: 0 }, play: { revenueMicros: 149_990_000 } });
  expect(await report("report.costs", {}, "analyst")).toMatchObject({ costMicros: 700_000, exampleMicros: 700_000 });
  const refused = await setting.run(reportCommands, "report.pnl", { avatar: "ana" }, { role: "analyst" });
  expect(refused).toMatchObject({ state: "failed", problem: { code: "not_found" } });
});

test("costs by provider, avatar and day add up to the same total", async () => {
  for (const by of ["provider", "model", "avatar", "day", "batch", "operator"]) {
    const costs = await report<{ lines: { costMicros: number }[] }>("report.costs", { by });
    expect(costs).toMatchObject({ costMicros: 1_250_003, calls: 5, reservedMicros: 32_000 });
    expect(costs.lines.reduce((sum, line) => sum + line.costMicros, 0)).toBe(1_250_003);
  }
  const byModel = await report<{ lines: object[] }>("report.costs", { days: 60, by: "model" });
  const share = 800_003 / 1_750_003;
  expect(byModel.lines[0]).toEqual({
    key: "replicate · flux",
    calls: 4,
    costMicros: 800_003,
    reservedMicros: 32_000,
    share,
  });
  const byProvider = await report<{ lines: object[] }>("report.costs", { days: 60 });
  expect(byProvider.lines[0]).toMatchObject({ key: "replicate", calls: 4, costMicros: 800_003, share });
  const byAvatar = await report<{ lines: object[] }>("report.costs", { by: "avatar" });
  expect(byAvatar.lines.map((line) => (line as { key: string }).key)).toEqual(["bea", "ana", ""]);
});

test("text, table, picture and CSV of a cost report say the same, in both languages", async () => {
  const { store } = setting.context.ports;
  for (const language of ["en", "es"] as const) {
    const result = await setting.run(reportCommands, "report.costs", { by: "avatar" }, { language });
    if (result.state !== "done") throw new Error(JSON.stringify(result));
    const output = result.output as { costMicros: number; csv: string; imageKey: string };
    expect(result.card.title).toContain("$1.25");
    expect(result.card.table?.rows.map((row) => row[2])).toEqual(["$0.70", "$0.30", "$0.25"]);
    expect(result.card.table?.rows.at(-1)?.[0]).toBe(language === "en" ? "no avatar" : "sin avatar");
    const csv = output.csv.trim().split("\r\n");
    expect(csv.slice(1)).toEqual([
      "bea,1,0.700000,0.000000",
      "ana,3,0.300003,0.000000",
      ",1,0.250000,0.032000",
      "total,5,1.250003,0.032000",
    ]);
    expect(result.card.images).toEqual([{ key: output.imageKey, alt: result.card.title }]);
    expect(output.imageKey).toMatch(/^reports\/costs\/[0-9a-f]{64}\.png$/);
    const picture = await store.get(output.imageKey);
    expect((await setting.context.ports.media.inspectPicture(picture.bytes)).contentType).toBe("image/png");
    const again = await setting.run(reportCommands, "report.costs", { by: "avatar" }, { language });
    expect(again).toMatchObject({ output: { imageKey: output.imageKey } });
  }
});

test("a report counts whole days from one to another, and says what is wrong with days that are none", async () => {
  await cost("0.4", { daysAgo: 10.6, provider: "fal", model: "m" });
  await cost("0.2", { daysAgo: 10.4, provider: "fal", model: "m" });
  // Now is noon of the 24th, so that these are the evening of the 13th and the small hours of the 14th.
  const one = await report("report.costs", { from: "2026-11-14", to: "2026-11-14", by: "day" });
  expect(one).toMatchObject({ costMicros: 200_000, days: 1, fromDay: "2026-11-14", lines: [{ key: "2026-11-14" }] });
  expect(await report("report.costs", { from: "2026-11-13", to: "2026-11-14" })).toMatchObject({ costMicros: 600_000 });
  const told = await setting.run(reportCommands, "report.costs", { from: "2026-11-13", to: "2026-11-14" });
  expect(told.card.title).toBe("Costs from 2026-11-13 to 2026-11-14: $0.60");
  for (const [input, field] of [
    [{ from: "tomorrow" }, "from"],
    [{ to: "2026-13-01" }, "to"],
    [{ from: "2026-11-14", to: "2026-11-13" }, "from"],
    [{ from: "2020-01-01" }, "from"],
  ] as const) {
    const refused = await setting.run(reportCommands, "report.costs", input, { language: "es" });
    expect(refused).toMatchObject({ state: "failed", problem: { code: "invalid_input", field } });
    expect(refused.card.text).toContain("Escribe los días");
  }
});

test("the card names play money wherever it shows it, in both languages", async () => {
  const english = await setting.run(reportCommands, "report.pnl");
  expect(JSON.stringify(english.card)).toContain("Play money: Revenue");
  expect(english.card.note).toContain("No card was charged");
  const spanish = await setting.run(reportCommands, "report.pnl", {}, { language: "es" });
  expect(JSON.stringify(spanish.card)).toContain("Dinero de juego");
});
