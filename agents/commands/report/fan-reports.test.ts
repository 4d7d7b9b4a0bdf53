import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { reportCommands } from "./commands.ts";

let setting: TestContext;
let number = 0;
const ago = (ms: number) => new Date(setting.clock.now().getTime() - ms);

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const avatar = { statedAge: 25, brief: "x" };
  await prisma.avatar.create({ data: { ...avatar, id: "avt_a", slug: "ana", name: "Ana" } });
  await prisma.account.create({
    data: { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" },
  });
  for (const step of ["starter", "deluxe"])
    await prisma.pack.create({
      data: {
        ...{ id: `pck_${step}`, avatarId: "avt_a", slug: step, name: step, step, pieceCount: 1 },
        ...{ priceUsd: step === "starter" ? "29.99" : "59.99", explicitFrom: 1, explicitTo: 3 },
      },
    });
});
afterAll(() => setting.close());

async function report<Output>(name: string, input: object = {}): Promise<Output> {
  const result = await setting.run(reportCommands, name, input);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as Output;
}

/** Writes so many days ago; moves on after the hours given, one stage each. */
async function fan(daysAgo: number, chance: number, movedAfterHours: readonly number[] = []) {
  number += 1;
  const { prisma } = setting.context.database;
  const createdAt = ago(daysAgo * DAY_MS);
  const ids = { fan: `fan_${number}`, conversation: `cnv_${number}` };
  await prisma.fan.create({ data: { id: ids.fan, avatarId: "avt_a" } });
  const data = { avatarId: "avt_a", fanId: ids.fan, accountId: "acc_a", createdAt, conversionChance: chance };
  await prisma.conversation.create({ data: { ...data, id: ids.conversation } });
  for (const [index, hours] of movedAfterHours.entries())
    await prisma.conversation.update({
      where: { id: ids.conversation },
      data: {
        stage: index === 0 ? "qualification" : "conversion",
        stageSince: new Date(createdAt.getTime() + hours * HOUR_MS),
      },
    });
  return ids;
}

async function offer(
  ids: { fan: string; conversation: string },
  shownDaysAgo: number,
  more: { paidDaysAgo?: number; step?: "starter" | "deluxe" } = {},
) {
  number += 1;
  const { prisma } = setting.context.database;
  const { paidDaysAgo, step = "starter" } = more;
  const paidAt = paidDaysAgo === undefined ? null : ago(paidDaysAgo * DAY_MS);
  const whose = { avatarId: "avt_a", fanId: ids.fan };
  const priceUsd = step === "starter" ? "29.99" : "59.99";
  const id = `ofr_${number}`;
  await prisma.offer.create({
    data: {
      ...{ ...whose, id, conversationId: ids.conversation, packId: `pck_${step}`, layer: "pack", token: id, priceUsd },
      ...{ state: paidAt ? "paid" : "shown", shownAt: ago(shownDaysAgo * DAY_MS), paidAt, expiresAt: ago(0) },
      sandbox: false,
    },
  });
  if (paidAt)
    await prisma.purchase.create({
      data: {
        ...{ ...whose, id: `pur_${number}`, offerId: id, state: "paid", provider: "card", intentId: id, paidAt },
        ...{ amountUsd: priceUsd, sandbox: false },
      },
    });
  return id;
}

test("nothing happened yet: nothing is made up", async () => {
  expect(await report("report.funnel")).toMatchObject({ imageKey: null, avatars: [] });
  expect(await report("report.calibration")).toMatchObject({ forecasts: 0, brier: null, imageKey: null });
  expect(await report("report.sales")).toMatchObject({ isPlay: false, upgrades: [{ rate: null }, {}, {}] });
});

test("the funnel counts who got how far, with the time half of them needed", async () => {
  await fan(50, 0.2, [1]);
  await fan(9, 0.05);
  const interested = await fan(9, 0.4, [2]);
  const ready = await fan(9, 0.9, [4, 10]);
  const buyer = await fan(9, 0.9, [6, 20]);
  await offer(interested, 8.5);
  await offer(ready, 8);
  await offer(buyer, 8, { paidDaysAgo: 7 });
  const { steps } = await report<{ steps: object[] }>("report.funnel");
  // medians: 2, 4, 6 -> 4 h; 10, 20 -> 15 h; half a day, a day, a day -> 24 h; two days
  expect(steps).toEqual([
    { step: "lead_magnet", fans: 4, rate: null, medianMs: null },
    { step: "qualification", fans: 3, rate: 0.75, medianMs: 4 * HOUR_MS },
    { step: "conversion", fans: 2, rate: 2 / 3, medianMs: 15 * HOUR_MS },
    { step: "offered", fans: 3, rate: 1, medianMs: DAY_MS },
    { step: "paid", fans: 1, rate: 1 / 3, medianMs: 2 * DAY_MS },
  ]);
  expect(await report("report.funnel", { days: 60 })).toMatchObject({ steps: [{ fans: 5 }, { fans: 4 }, {}, {}, {}] });
});

test("chances are compared with what became of the offers that have ended", async () => {
  // The offers of the test before: .4 unpaid, .9 unpaid (both older than the seven days an offer lives), .9 paid.
  const open = await fan(2, 0.7);
  await offer(open, 1);
  const found = await report<{ brier: number; bins: object[] }>("report.calibration");
  // (.16 + .81 + .01) / 3
  expect(found).toMatchObject({ forecasts: 3, converted: 1, withPlay: false });
  expect(found.brier).toBeCloseTo(0.98 / 3, 9);
  expect(found.bins).toMatchObject([
    { from: 0.4, count: 1, observed: 0 },
    { from: 0.9, count: 2, observed: 0.5 },
  ]);
});

test("layers have their revenue, life-time value and upgrades", async () => {
  const again = await fan(6, 0.9);
  await offer(again, 5, { paidDaysAgo: 5 });
  await offer(again, 3, { paidDaysAgo: 2, step: "deluxe" });
  const { layers, upgrades } = await report<{ layers: object[]; upgrades: object[] }>("report.sales");
  // 29.99 + 29.99 + 59.99 = 119.97 of two payers; 59.985 a month x 6 months
  expect(layers[1]).toMatchObject({
    layer: "pack",
    revenueMicros: 119_970_000,
    payers: 2,
    arpuMicros: 59_985_000,
    lifetimeValueMicros: 359_910_000,
    offersShown: 6,
    offersPaid: 3,
    conversion: 0.5,
  });
  expect(upgrades[0]).toMatchObject({ buyers: 2, upgraded: 1, rate: 0.5, meanMs: 3 * DAY_MS });
  const inEnglish = await setting.run(reportCommands, "report.sales");
  expect(inEnglish).toMatchObject({ card: { title: "Sales of the last 30 days: $119.97" } });
});

test("profit is told by piece, conversation and variant, the price of a pack shared by its pieces, and goes into a sheet", async () => {
  const { prisma } = setting.context.database;
  for (const number of [1, 2]) {
    const piece = { avatarId: "avt_a", number, templateKey: "t", prompt: "p", seed: 1, tier: "safe" } as const;
    await prisma.piece.create({ data: { ...piece, id: `pce_${number}` } });
    const held = { packId: "pck_deluxe", pieceId: `pce_${number}`, position: number };
    await prisma.packPiece.create({ data: { ...held, id: `pkp_${number}` } });
  }
  const pieces = await report<{ lines: object[]; file: null }>("report.pnl", { by: "piece" });
  // One deluxe at 59.99 of two pieces; the two starters hold none.
  expect(pieces).toMatchObject({
    file: null,
    lines: [
      { key: "", sales: 2, revenueMicros: 59_980_000 },
      { key: "pce_1", label: "ana-1", revenueMicros: 29_995_000, margin: 1 },
      { key: "pce_2", label: "ana-2", revenueMicros: 29_995_000 },
    ],
  });
  const told = await report<{ lines: object[]; file: { key: string; url: string } }>("report.pnl", {
    by: "conversation",
    csv: true,
  });
  expect(told.lines).toHaveLength(2);
  expect(told.lines[0]).toMatchObject({ sales: 2, profitMicros: 89_980_000 });
  const { bytes } = await setting.context.ports.store.get(told.file.key);
  expect(Buffer.from(bytes).toString()).toMatch(
    /^conversation,label,sales,revenue_usd,.*\r\ncnv_\d+,cnv_\d+ · ana,2,89\.980000,/,
  );
  expect(await report("report.pnl", { by: "variant" })).toMatchObject({ lines: [] });
});

test("cohorts, growth and a month count the same fans and payers, each as table, picture and sheet", async () => {
  const { clock } = setting;
  const cohorts = await report<{
    cohorts: { month: string; fans: number; months: { payers: number; valueMicros: number | null }[] }[];
    imageKey: string;
    file: { key: string };
  }>("report.cohort", { csv: true });
  const growth = await report<{
    periods: { period: string; newFans: number; payers: number; revenueMicros: number }[];
  }>("report.growth");
  const fans = await setting.context.database.prisma.fan.count();
  expect(cohorts.cohorts.reduce((sum, cohort) => sum + cohort.fans, 0)).toBe(fans);
  expect(growth.periods.map(({ newFans }) => newFans)).toEqual(cohorts.cohorts.map((cohort) => cohort.fans));
  expect(cohorts.imageKey).toMatch(/^reports\/cohort\/\w+\.png$/);
  const sheet = Buffer.from((await setting.context.ports.store.get(cohorts.file.key)).bytes).toString();
  expect(sheet.split("\r\n")[0]).toBe("cohort,fans,month,payers,share,revenue_usd,value_usd");
  const now = clock.now().toISOString().slice(0, 7);
  const month = await report<{ newFans: number; payers: number; revenueMicros: number }>("report.month", {
    month: now,
  });
  const { newFans, payers, revenueMicros } = growth.periods.at(-1) ?? {};
  expect(month).toMatchObject({ newFans, payers, revenueMicros });
  const wrong = await setting.run(reportCommands, "report.month", { month: "2026-13" });
  expect(wrong).toMatchObject({ state: "failed", problem: { code: "invalid_input", field: "month" } });
});
