import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { createShop, type Shop } from "../checkout/testing/shop.ts";
import { offerMake } from "../offer/offer-make.ts";
import { offerablePacks } from "../offer/offerable-packs.ts";
import { limitCommands } from "./commands.ts";
import { spendState } from "./spend.ts";

const commands = [...limitCommands, offerMake];
let shop: Shop;

beforeAll(async () => {
  shop = await createShop();
});
afterAll(() => shop.close());

const run = (name: string, input: object, role: "owner" | "manager" = "owner") =>
  shop.setting.run(commands, name, input, { role });

test("thirty checkouts at once by one fan hold no more than the limit", async () => {
  const fan = await shop.fan();
  const packs = await Promise.all(Array.from({ length: 30 }, () => shop.pack("29.99")));
  const offers = await Promise.all(packs.map((pack) => shop.offer(fan, "29.99", pack)));
  const results = await Promise.allSettled(offers.map(({ token }) => shop.checkout(token)));
  // 10 x 29.99 = 299.90 fit into 300.
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const refused = results.flatMap((result) => (result.status === "rejected" ? toAppError(result.reason) : []));
  expect(new Set(refused.map(({ code, reason }) => `${code}:${reason}`))).toEqual(new Set(["refused:spend_limit"]));
  expect(refused[0]?.message).toBe(texts("en").sales.spendLimitMet.day("$300.00", "$0.10"));
  const { spent } = await spendState(
    shop.context.database.pool,
    { ...fan, avatarId: shop.avatarId, sandbox: true },
    shop.context.clock.now(),
  );
  expect(spent).toEqual({ dayCents: 29_990, monthCents: 29_990 });
  expect(await shop.prisma.trustEvent.count({ where: { control: "C16" } })).toBe(20);
  expect(await shop.prisma.conversation.findUnique({ where: { id: fan.conversationId } })).toMatchObject({
    handoverReason: "spend_limit",
  });
});

test("what nobody paid in an hour makes room again", async () => {
  const fan = await shop.fan();
  await shop.buying(fan, "299.00");
  const another = await shop.offer(fan, "29.99", await shop.pack("29.99"));
  await expect(shop.checkout(another.token)).rejects.toMatchObject({ reason: "spend_limit" });
  shop.setting.clock.advance(3_600_000);
  await expect(shop.checkout(another.token)).resolves.toMatchObject({ url: expect.any(String) });
});

test("an owner sets what fans may spend, of one avatar or of all; a manager may not", async () => {
  expect(await run("limit.set", { daily: "50", monthly: "none" })).toMatchObject({
    output: { of: null, dailyCents: 5_000, monthlyCents: 100_000 },
  });
  expect(await run("limit.set", { daily: "10.50", monthly: "90", avatar: "ana" })).toMatchObject({
    output: { of: "ana", dailyCents: 1_050, monthlyCents: 9_000 },
  });
  expect(await run("limit.show", { avatar: "ana" })).toMatchObject({ output: { dailyCents: 1_050 } });
  expect(await run("limit.set", { daily: "90", monthly: "10.50" })).toMatchObject({
    problem: { code: "invalid_input", field: "daily", remedy: expect.stringContaining("limit set") },
  });
  expect(await run("limit.set", { daily: "1", monthly: "1" }, "manager")).toMatchObject({
    problem: { code: "forbidden" },
  });
  for (const avatar of ["ana", undefined]) await run("limit.set", { daily: "none", monthly: "none", avatar });
  expect(await run("limit.show", {})).toMatchObject({ output: { dailyCents: 30_000, monthlyCents: 100_000 } });
});

test("a limit a fan asks for stops offers and checkouts at once, and rises only after a day", async () => {
  const fan = await shop.fan();
  const pack = await shop.pack("29.99");
  const made = await shop.offer(fan, "29.99", await shop.pack("29.99"));
  const self = (daily: string) =>
    run("limit.self", { conversation: fan.conversationId, daily, monthly: "none" }, "manager");
  expect(await self("0")).toMatchObject({ output: { dailyCents: 0, fan: { ownDailyCents: 0, leftCents: 0 } } });
  await expect(shop.checkout(made.token)).rejects.toMatchObject({ reason: "spend_limit" });
  expect(await run("offer.make", { conversation: fan.conversationId, pack })).toMatchObject({
    problem: { code: "refused", reason: "limit" },
  });
  expect(await offered(fan)).toBeNull();
  expect(await self("40")).toMatchObject({ output: { dailyCents: 0, fan: { raiseFrom: expect.any(String) } } });
  shop.setting.clock.advance(DAY_MS);
  expect(await offered(fan)).not.toBeNull();
  expect(await run("offer.make", { conversation: fan.conversationId, pack })).toMatchObject({ state: "done" });
  await expect(shop.checkout(made.token)).resolves.toMatchObject({ url: expect.any(String) });
});

test("a frozen fan is offered nothing until a manager allows it", async () => {
  const fan = await shop.fan();
  await shop.pack("29.99");
  await shop.prisma.fan.update({ where: { id: fan.fanId }, data: { offersFrozenAt: shop.context.clock.now() } });
  expect(await offered(fan)).toBeNull();
  const conversation = fan.conversationId;
  expect(await run("limit.show", { conversation })).toMatchObject({ output: { fan: { offersFrozen: true } } });
  expect(await run("fan.unfreeze", { conversation }, "manager")).toMatchObject({ state: "done" });
  expect(await offered(fan)).not.toBeNull();
  expect(await run("fan.unfreeze", { conversation })).toMatchObject({ problem: { code: "conflict" } });
});

/** What the conversation would offer. */
async function offered({ fanId }: { readonly fanId: string }) {
  const facts = { stage: "conversion" as const, score: 65, noOfferUntil: null, askedForContent: true, offers: [] };
  const ageState = "declared_adult" as const;
  const who = { avatarId: shop.avatarId, fanId, language: "en", ageState, platform: "instagram" };
  return (await offerablePacks(shop.context, { ...facts, ...who }, shop.context.clock.now()))[0] ?? null;
}
