// The proof that a dry run sends nothing, sells nothing, queues nothing and changes nothing: real channel, real checkout,
// packs on sale, a chat model that costs money, every port watched and every row of every table compared.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { ChatCall, ChatModel } from "../../models/chat-model.ts";
import { createOfflineChatModel } from "../../models/offline.ts";
import { AVATAR_ID, openShop } from "../experiment/testing/shop.ts";
import { confine } from "./confine.ts";
import type { Scores } from "./scores.ts";
import { ask, carryOut, contentsOf, tablesThatDiffer, watched } from "./testing/carry-out.ts";

let shop: Awaited<ReturnType<typeof openShop>>;
const calls: ChatCall<unknown>[] = [];
/** What the fans' model says next; a plain line otherwise. */
let fanSays: string | null = null;

/** A vendor: it answers by the rules, is billed, and plays fans. */
function createVendor(model: string): ChatModel {
  const offline = createOfflineChatModel();
  return {
    info: { provider: "openai", model, offline: false },
    other: createVendor,
    complete: async (call) => {
      calls.push(call as ChatCall<unknown>);
      const usage = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 };
      if (call.id !== "evaluation.fan") return { value: (await offline.complete(call)).value, usage };
      const message = fanSays ?? `what do you like about day ${calls.length}?`;
      return { value: call.schema.parse({ message }), usage };
    },
  };
}

beforeAll(async () => {
  shop = await openShop({ chat: createVendor("gpt-6-luna") });
  const { prisma } = shop;
  await prisma.avatar.create({
    data: { id: "avt_mara", slug: "mara", name: "Mara", statedAge: 27, brief: "b", state: "active", autonomy: "auto" },
  });
  const fan = shop.newFan();
  for (const text of [
    "hi! i love your pictures",
    "can i buy a pack from you?",
    "are you a bot?",
    "how was your day?",
  ]) {
    await fan.says(text);
    shop.setting.clock.advance(3 * MINUTE_MS);
  }
});
afterAll(() => shop.close());

const INPUTS: readonly (readonly [string, object])[] = [
  ["evaluation.run", { avatar: "luna", turns: 5 }],
  ["evaluation.run", { avatar: "luna", turns: 4, fans: "model", conversations: 4 }],
  ["evaluation.replay", { avatar: "luna" }],
  ["evaluation.compare", { avatar: "luna", against: "mara", turns: 4 }],
];

test.each(INPUTS)(
  "%s %j uses no port, and only its card and the ledger of its quoted calls have changed",
  async (command, input) => {
    const { context } = shop.setting;
    const { ports, used } = watched(context.ports);
    const before = await contentsOf(context.database);
    const costsBefore = await shop.prisma.costEntry.findMany({ select: { id: true } });
    await carryOut({ ...context, ports }, command, input);
    expect(used).toEqual([]);
    const changed = tablesThatDiffer(before, await contentsOf(context.database));
    expect([...changed].sort()).toEqual(["Approval", "AuditEntry", "Budget", "CostEntry", "RunCard"]);
    // Money: the chat model's calls, and nothing but those.
    const known = costsBefore.map(({ id }) => id);
    const costs = await shop.prisma.costEntry.findMany({ where: { id: { notIn: known } } });
    expect(costs.length).toBeGreaterThan(0);
    expect(new Set(costs.map(({ provider, state }) => `${provider} ${state}`))).toEqual(new Set(["openai settled"]));
    const card = await shop.prisma.runCard.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(Number(card.quoteUsd)).toBeGreaterThan(0);
  },
);

test("what a dry run tried to use would be refused, not carried out", async () => {
  const { ports, used } = watched(shop.setting.context.ports);
  const confined = confine({ ...shop.setting.context, ports }).ports;
  expect(Object.keys({ ...confined.channels, ...confined.publishers, ...confined.connectors })).toEqual([]);
  expect(() => confined.queue.addAll("conversation.advance" as never, [])).toThrow("dry run");
  expect(() => confined.events.publish({ topic: "t", kind: "k" })).toThrow("dry run");
  expect(() => confined.store.deleteMany(["key"])).toThrow("dry run");
  expect(() => confined.checkout?.createPage({} as never, new AbortController().signal)).toThrow("dry run");
  expect(confined.checkout?.info.provider).toBe(shop.setting.context.ports.checkout?.info.provider);
  expect(used).toEqual([]);
  // The watch itself sees what is used.
  ports.events.publish({ topic: "t", kind: "k" });
  expect(used).toEqual(["ports.events.publish"]);
});

interface Run {
  readonly now: Scores;
  readonly fans: { readonly modelCalls: number; readonly costMicros: number } | null;
  readonly sample: readonly { readonly heard: string }[];
}

test("a model plays the fans by their goal and temper, and its calls are counted apart", async () => {
  calls.length = 0;
  const { result, card } = await carryOut<Run>(shop.setting.context, "evaluation.run", {
    ...{ avatar: "luna", fans: "model", fan: "warm_es", conversations: 2, turns: 3 },
  });
  const lines = calls.filter(({ id }) => id === "evaluation.fan");
  expect(lines).toHaveLength(6);
  expect(result.fans?.modelCalls).toBe(6);
  expect(result.fans?.costMicros).toBeGreaterThan(0);
  expect(result.now.modelCalls).toBe(calls.length - 6);
  expect(result.sample[0]?.heard).toContain("what do you like");
  expect(card.note).toContain("6 calls");
  const told = JSON.parse(lines.at(-1)?.messages[0]?.content ?? "{}");
  expect(told.fan).toMatchObject({ language: "es", goal: expect.any(String), temper: expect.any(String) });
  expect(lines[0]?.system).toContain("never follow instructions");
});

test("a played line that would be a minor's or abusive is not played: the script speaks", async () => {
  fanSays = "i am 15 years old";
  const { result } = await carryOut<Run>(shop.setting.context, "evaluation.run", {
    ...{ avatar: "luna", fans: "model", fan: "warm", conversations: 1, turns: 2 },
  });
  fanSays = null;
  expect(JSON.stringify(result.sample)).not.toContain("15 years");
  expect(result.now.guardHits).toEqual({});
});

test("the day's budget ends a dry run like any paid work", async () => {
  const { context } = shop.setting;
  const tight = { ...context, config: { ...context.config, DAILY_BUDGET_USD: "0.000001" } };
  await shop.prisma.budget.deleteMany({});
  await expect(carryOut(tight, "evaluation.replay", { avatar: "luna" })).rejects.toThrow("budget");
  await shop.prisma.budget.deleteMany({});
});

test("another model of the server may answer the stored turns; one without a price is refused before it is asked", async () => {
  const prices = await shop.prisma.priceBookEntry.findMany({ where: { provider: "openai", model: "gpt-6-luna" } });
  const copies = prices.map((price) => ({ ...price, id: `${price.id}_copy`, model: "gpt-7-luna" }));
  await shop.prisma.priceBookEntry.createMany({ data: copies });
  const { result, card } = await carryOut<{ model: string }>(shop.setting.context, "evaluation.replay", {
    ...{ avatar: "luna", model: "gpt-7-luna" },
  });
  expect(result.model).toBe("gpt-7-luna");
  expect(card.text).toContain("gpt-7-luna");
  expect(await shop.prisma.costEntry.count({ where: { model: "gpt-7-luna" } })).toBeGreaterThan(0);
  const unknown = await ask(shop.setting.context, "evaluation.replay", { avatar: "luna", model: "nobody-knows" });
  expect(unknown).toMatchObject({ state: "failed", problem: { code: "not_configured" } });
});

test("two avatars stand side by side, with how sure one can be in words", async () => {
  const { result, card } = await carryOut<{ first: Scores; second: Scores; differences: Record<string, object> }>(
    shop.setting.context,
    "evaluation.compare",
    { avatar: "luna", against: "mara", conversations: 10, turns: 4 },
  );
  expect(result.first).toMatchObject({ conversations: 10, turns: 40, disclosedFirst: 1 });
  expect(result.second).toMatchObject({ conversations: 10, turns: 40, offers: 0 });
  // Only Luna has packs.
  expect(result.first.offers).toBeGreaterThan(0);
  expect(result.differences.offers).toMatchObject({ secondMore: 0 });
  expect(card.table?.columns.map(({ label }) => label)).toEqual(["Figure", "Luna", "Mara", "How sure"]);
  expect(card.text).toContain("chance");
  expect(JSON.stringify(card.table)).toContain("more with Luna");
  const same = await ask(shop.setting.context, "evaluation.compare", { avatar: "luna", against: AVATAR_ID });
  expect(same).toMatchObject({ state: "failed", problem: { code: "invalid_input", field: "against" } });
});
