import { afterAll, beforeAll, expect, test } from "vitest";
import { createReplicateGenerator } from "../../../jobs/providers/image/replicate/replicate.ts";
import { DAY_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { createOfflineChatModel } from "../../models/offline.ts";
import { reserveCost, settleCost } from "../money/budget.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import type { Card } from "../view.ts";
import { priceHistory } from "./price-history.ts";
import { priceList } from "./price-list.ts";
import { priceSet } from "./price-set.ts";

let setting: TestContext;
const commands = [priceList, priceSet, priceHistory];
const run = (name: string, input: object, actor = {}) => setting.run(commands, name, input, actor);

async function done<Output>(name: string, input: object, actor = {}): Promise<{ output: Output; card: Card }> {
  const result = await run(name, input, actor);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return { output: result.output as Output, card: result.card };
}

interface Line {
  readonly model: string;
  readonly unit: string;
  readonly usd: string;
  readonly since: string;
  readonly until: string | null;
  readonly source: string;
}

beforeAll(async () => {
  const offline = createOfflineChatModel();
  setting = await createTestContext({
    chat: { ...offline, info: { provider: "openai", model: "gpt-6-luna", offline: false } },
    ports: { images: [createReplicateGenerator({ token: "r8_test", baseUrl: "http://127.0.0.1:1" })] },
  });
  await seedPriceBook(setting.context);
});
afterAll(() => setting.close());

const flux = { provider: "replicate", model: "black-forest-labs/flux-dev-lora", unit: "image" };

test("the list says what is in force, from where and since when, tokens in digits and not as floats", async () => {
  const { output, card } = await done<{ prices: Line[] }>("price.list", { provider: "openai" });
  const token = output.prices.find(({ model, unit }) => model === "gpt-6-luna" && unit === "input_token");
  expect(token).toMatchObject({
    usd: "0.0000001",
    since: "2026-01-01T00:00:00.000Z",
    source: expect.stringContaining("openai"),
  });
  expect(JSON.stringify(card.table)).toContain("$0.10 per million");
  const spanish = await done("price.list", { provider: "openai" }, { language: "es", role: "analyst" });
  expect(JSON.stringify(spanish.card)).toContain("$0.10 por millón");
});

test("a price from now on ends the one before, is quoted at once, and leaves what was reserved before alone", async () => {
  const { context, clock } = setting;
  await reserveCost(context, { attemptKey: "before", ...flux, units: { image: 1 } });
  clock.advance(MINUTE_MS);
  const { output, card } = await done("price.set", { ...flux, usd: "0.05", source: "invoice 11" });
  expect(output).toMatchObject({ usd: "0.05", before: "0.032", changed: true });
  expect(card.title).toBe("replicate black-forest-labs/flux-dev-lora costs $0.05 per image");
  await reserveCost(context, { attemptKey: "after", ...flux, units: { image: 1 } });
  expect(await settleCost(context, "before", { image: 1 })).toBe(32_000);
  expect(await settleCost(context, "after", { image: 1 })).toBe(50_000);
  const now = clock.now().toISOString();
  const history = await done<{ prices: Line[] }>("price.history", flux);
  expect(history.output.prices).toMatchObject([
    { usd: "0.05", since: now, until: null, source: "invoice 11" },
    { usd: "0.032", since: "2026-01-01T00:00:00.000Z", until: now },
  ]);
  // The next start seeds again, and opens nothing that ended.
  await seedPriceBook(context);
  expect((await done<{ prices: Line[] }>("price.history", flux)).output).toEqual(history.output);
});

test("asked twice nothing changes; a day to come waits for its time, may be corrected, and ends where the next begins", async () => {
  expect((await done("price.set", { ...flux, usd: "$0.050" })).output).toMatchObject({ changed: false });
  await done("price.set", { ...flux, usd: "0.07", from: "2026-12-10" });
  await done("price.set", { ...flux, usd: "0.06", from: "2026-12-01" });
  await done("price.set", { ...flux, usd: "0,065", from: "2026-12-01" });
  const history = (await done<{ prices: Line[] }>("price.history", flux)).output.prices;
  expect(history.map(({ usd, since, until }) => [usd, since.slice(0, 10), until?.slice(0, 10) ?? null])).toEqual([
    ["0.07", "2026-12-10", null],
    ["0.065", "2026-12-01", "2026-12-10"],
    ["0.05", "2026-11-24", "2026-12-01"],
    ["0.032", "2026-01-01", "2026-11-24"],
  ]);
  const listed = async () => (await done<{ prices: Line[]; upcoming: Line[] }>("price.list", {})).output;
  expect((await listed()).upcoming.map(({ usd }) => usd)).toEqual(["0.07", "0.065"]);
  setting.clock.advance(10 * DAY_MS);
  const later = await listed();
  expect(later.prices.find(({ model }) => model === flux.model)).toMatchObject({ usd: "0.065" });
  expect(later.upcoming).toHaveLength(1);
});

test("what is configured without a price is named, and the owner is asked for it", async () => {
  const { prisma } = setting.context.database;
  await prisma.priceBookEntry.deleteMany({ where: { provider: "openai", unit: "cached_input_token" } });
  const owner = await done<{ missing: object[] }>("price.list", {});
  const missing = { provider: "openai", model: "gpt-6-luna", unit: "cached_input_token" };
  expect(owner.output.missing).toEqual([missing]);
  expect(owner.card).toMatchObject({ tone: "warning", text: expect.stringContaining("cannot be paid") });
  expect(owner.card.buttons?.[0]).toMatchObject({ command: "price.set", input: missing, ask: { field: "usd" } });
  const manager = await done("price.list", {}, { role: "manager", language: "es" });
  expect(manager.card.text).toContain("no se puede pagar");
  expect(JSON.stringify(manager.card.buttons)).not.toContain("price.set");
  await done("price.set", { ...missing, usd: "0.00000001" });
  expect((await done<{ missing: object[] }>("price.list", {})).output.missing).toEqual([]);
});

test.each([
  ["an amount that is none", { usd: "cheap" }, "usd", /such as 0.04/],
  ["more digits than are kept", { usd: "0.000000001" }, "usd", /eight decimals/],
  ["a day that is past", { from: "2026-11-01" }, "from", /to come/],
  ["a day that is none", { from: "2026-02-30" }, "from", /2026-12-01/],
  ["a provider nobody is billed by", { provider: "replicat" }, "provider", /replicate/],
  ["a unit nobody is billed in", { unit: "images" }, "unit", /image/],
])("refuses %s and says what to do, with nothing stored", async (_name, wrong, field, remedy) => {
  const count = () => setting.context.database.prisma.priceBookEntry.count();
  const before = await count();
  const result = await run("price.set", { ...flux, usd: "0.5", ...wrong });
  expect(result).toMatchObject({ state: "failed", problem: { code: "invalid_input", field } });
  expect(result.state === "failed" && result.problem.remedy).toMatch(remedy);
  const spanish = await run("price.set", { ...flux, usd: "0.5", ...wrong }, { language: "es" });
  expect(spanish.state === "failed" && spanish.problem.message).not.toBe(
    result.state === "failed" && result.problem.message,
  );
  expect(await count()).toBe(before);
});

test("the owner alone sets a price", async () => {
  const refused = await run("price.set", { ...flux, usd: "1" }, { role: "manager" });
  expect(refused).toMatchObject({ state: "failed", problem: { code: "forbidden" } });
  expect(await run("price.history", { provider: "nobody" })).toMatchObject({
    state: "failed",
    problem: { code: "not_found", field: "provider" },
  });
});
