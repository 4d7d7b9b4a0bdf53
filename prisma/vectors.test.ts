// Recall is scoped to one avatar and one fan, compares like with like, and refuses vectors that are none.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "./client.ts";
import { createTestDatabase } from "./testing/test-database.ts";
import { RECENCY_HALF_LIFE_DAYS, RECENCY_WEIGHT, recall, storeFanMemory, storePersonaFact } from "./vectors.ts";

const now = new Date("2026-11-24T12:00:00Z");
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const model = { embeddingModel: "model-a" };
let database: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const avatarId of ["luna", "mia"]) {
    const avatar = { id: avatarId, slug: avatarId, name: avatarId, statedAge: 25, brief: "" };
    await database.prisma.avatar.create({ data: avatar });
    for (const fan of ["ann", "bob"])
      await database.prisma.fan.create({ data: { id: `${avatarId}-${fan}`, avatarId } });
  }
});
afterAll(() => database.close());

const memory = (id: string, fanId: string, embedding: number[], when = now) => ({
  ...{ id, avatarId: "luna", fanId, text: `text of ${id}`, kind: "fact", confidence: 0.5, embedding, now: when },
  ...model,
});
const limits = { personaFacts: 1, fanMemories: 5 };
const search = async (fanId: string, embedding: number[], more: { avatarId?: string; embeddingModel?: string } = {}) =>
  (await recall(database.pool, { avatarId: "luna", fanId, embedding, ...model, ...limits, now, ...more })).memories;
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

test("a fan's memories never answer for another fan, avatar or model", async () => {
  await storeFanMemory(database.prisma, memory("m1", "luna-ann", [1, 0]));
  await storeFanMemory(database.prisma, memory("m2", "luna-bob", [1, 0]));
  expect(ids(await search("luna-ann", [1, 0]))).toEqual(["m1"]);
  expect(await search("luna-ann", [1, 0], { avatarId: "mia" })).toEqual([]);
  expect(await search("luna-ann", [1, 0], { embeddingModel: "model-b" })).toEqual([]);
  expect(await search("luna-ann' OR '1'='1", [1, 0])).toEqual([]);
});

test("a memory cannot be stored under an avatar that the fan does not belong to", async () => {
  await expect(storeFanMemory(database.prisma, memory("m3", "mia-ann", [1, 0]))).rejects.toThrow("not a fan of avatar");
  expect(await database.prisma.fanMemory.count({ where: { fanId: "mia-ann" } })).toBe(0);
});

test("nearer and fresher memories come first, and a repeated one is refreshed instead of doubled", async () => {
  const fan = await database.prisma.fan.create({ data: { id: "luna-cid", avatarId: "luna" } });
  await storeFanMemory(database.prisma, memory("near-old", fan.id, [1, 0.1], daysAgo(RECENCY_HALF_LIFE_DAYS)));
  await storeFanMemory(database.prisma, memory("far-new", fan.id, [0.1, 1]));
  await storeFanMemory(database.prisma, memory("same-new", fan.id, [1, 0.2]));
  const found = await search(fan.id, [1, 0]);
  expect(ids(found)).toEqual(["same-new", "near-old", "far-new"]);
  const old = found.find(({ id }) => id === "near-old");
  expect(old?.similarity).toBeCloseTo(1 / Math.hypot(1, 0.1), 4);
  expect(old?.score).toBeCloseTo((old?.similarity ?? 0) * (1 - RECENCY_WEIGHT) + RECENCY_WEIGHT / 2, 4);

  await storeFanMemory(database.prisma, {
    ...memory("repeat", fan.id, [1, 0.1]),
    text: "text of near-old",
    confidence: 0.9,
  });
  expect(await search(fan.id, [1, 0])).toMatchObject([{ id: "near-old", confidence: 0.9 }, {}, {}]);
});

test("what was learned later is not remembered as of an earlier time", async () => {
  const fan = await database.prisma.fan.create({ data: { id: "luna-dan", avatarId: "luna" } });
  await storeFanMemory(database.prisma, memory("known", fan.id, [1, 0], daysAgo(3)));
  await storeFanMemory(database.prisma, memory("learned", fan.id, [1, 0], daysAgo(1)));
  const asOf = (when: Date) =>
    recall(database.pool, { avatarId: "luna", fanId: fan.id, embedding: [1, 0], ...model, ...limits, now: when });
  expect(ids((await asOf(daysAgo(2))).memories)).toEqual(["known"]);
  expect(ids((await asOf(now)).memories)).toEqual(["learned", "known"]);
});

test("persona facts are found by meaning within one avatar, inside a transaction as well", async () => {
  const fact = { avatarId: "luna", source: "operator", now, ...model };
  await database.prisma.$transaction(async (tx) => {
    await storePersonaFact(tx, { ...fact, id: "sea", text: "loves the sea", embedding: [0, 1, 0] });
    await storePersonaFact(tx, { ...fact, id: "tea", text: "drinks tea", embedding: [1, 0, 0] });
    await storePersonaFact(tx, { ...fact, id: "other", avatarId: "mia", text: "sails", embedding: [0, 1, 0] });
  });
  const query = { avatarId: "luna", fanId: "luna-bob", embedding: [0, 1], ...model, ...limits, now };
  const { persona } = await recall(database.pool, query);
  expect(persona).toMatchObject([{ id: "sea", text: "loves the sea", similarity: 1, score: 1 }]);
});

test.each([
  ["too long", Array.from({ length: 1025 }, () => 1), "at most 1024"],
  ["not finite", [1, Number.NaN], "finite"],
  ["infinite", [Number.POSITIVE_INFINITY], "finite"],
  ["without direction", [0, 0], "no direction"],
  ["empty", [], "no direction"],
])("an embedding that is %s is refused", async (_, embedding, reason) => {
  const store = async () => storeFanMemory(database.prisma, memory("bad", "luna-ann", embedding));
  await expect(store()).rejects.toThrow(reason);
});
