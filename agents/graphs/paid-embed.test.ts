import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  OPENAI_FAULTS,
  type OpenAiEmulator,
  startOpenAiEmulator,
} from "../../jobs/providers/openai-emulator/openai-emulator.ts";
import { seedPriceBook } from "../commands/money/seed-price-book.ts";
import { createTestContext, type TestContext } from "../commands/testing/test-context.ts";
import { createOpenAiEmbedder } from "../models/embeddings-openai.ts";
import { paidEmbed } from "./paid-embed.ts";

let emulator: OpenAiEmulator;
let setting: TestContext;
const signal = () => AbortSignal.timeout(10_000);

beforeAll(async () => {
  emulator = await startOpenAiEmulator();
  const { baseUrl, apiKey } = emulator;
  const embedder = createOpenAiEmbedder({ baseUrl, apiKey, model: "text-embedding-3-small", dimensions: 64 });
  setting = await createTestContext({ embedder, environment: { DAILY_BUDGET_USD: "0.000002" } });
  await seedPriceBook(setting.context);
});
afterAll(async () => {
  await setting.close();
  await emulator.close();
});
beforeEach(async () => {
  await setting.context.database.prisma.costEntry.deleteMany();
  await setting.context.database.prisma.budget.deleteMany();
});

const ledger = async () =>
  (await setting.context.database.prisma.costEntry.findMany({ orderBy: { createdAt: "asc" } })).map((entry) => ({
    state: entry.state,
    provider: entry.provider,
    units: Number(entry.units),
    usd: entry.amountUsd.toFixed(),
    conversationId: entry.conversationId,
  }));

test("a call stands on the ledger with its tokens, its subject and a price that is never rounded to nothing", async () => {
  const vectors = await paidEmbed(setting.context, ["the sea at dawn", "a café"], signal(), {
    conversationId: "cnv_1",
  });
  expect(vectors.map((vector) => vector.length)).toEqual([64, 64]);
  // 15 bytes and, with the accent, 7: 4 + 2 tokens of 0.02 millionths of a dollar.
  const entry = { state: "settled", provider: "openai", units: 6, usd: "0.000001", conversationId: "cnv_1" };
  expect(await ledger()).toEqual([entry]);
  expect(emulator.bill.embeddingTokens).toBeGreaterThan(0);
});

test("what was refused costs nothing, what was answered uselessly costs, and at the ceiling nobody is asked", async () => {
  emulator.faults.add("embeddings", OPENAI_FAULTS.unauthorized);
  await expect(paidEmbed(setting.context, ["one"], signal(), {})).rejects.toMatchObject({ code: "not_configured" });
  emulator.faults.add("embeddings", {
    kind: "reply",
    status: 200,
    body: { object: "list", data: [{ object: "embedding", index: 0, embedding: [1, 0] }], model: "m", usage: {} },
  });
  await expect(paidEmbed(setting.context, ["two"], signal(), {})).rejects.toMatchObject({ reason: "wrong_dimensions" });
  expect((await ledger()).map(({ state }) => state).sort()).toEqual(["released", "settled"]);
  await paidEmbed(setting.context, ["three"], signal(), {});
  const asked = emulator.bill.requests;
  await expect(paidEmbed(setting.context, ["four"], signal(), {})).rejects.toMatchObject({ code: "budget_reached" });
  expect(emulator.bill.requests).toBe(asked);
  expect(await ledger()).toHaveLength(3);
});

test("without a price nobody is asked either; nothing asked or a built-in model costs nothing", async () => {
  const { prisma } = setting.context.database;
  await prisma.priceBookEntry.deleteMany({ where: { model: "text-embedding-3-small" } });
  await expect(paidEmbed(setting.context, ["five"], signal(), {})).rejects.toMatchObject({ reason: "price_missing" });
  expect(await paidEmbed(setting.context, [], signal(), {})).toEqual([]);
  const offline = await createTestContext({ database: setting.context.database });
  expect(await paidEmbed(offline.context, ["six"], signal(), {})).toHaveLength(1);
  await offline.close();
  expect(await ledger()).toEqual([]);
});
