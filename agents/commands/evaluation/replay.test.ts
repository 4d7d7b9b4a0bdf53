import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { startCreator, type TestCreator } from "../conversation/testing/creator-with-fans.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { openShop } from "../experiment/testing/shop.ts";
import type { Scores } from "./scores.ts";
import { ask, carryOut, contentsOf, tablesThatDiffer } from "./testing/carry-out.ts";

interface Replay {
  readonly old: Scores;
  readonly now: Scores;
  readonly same: number;
  readonly otherKind: number;
  readonly leftOut: number;
  readonly sample: readonly { conversation: string; heard: string; old: string[]; now: string[] }[];
}

describe("what was said, said anew", () => {
  let creator: TestCreator;
  beforeAll(async () => {
    creator = await startCreator();
  });
  afterAll(() => creator.close());

  const replay = (input: object) =>
    carryOut<Replay>(creator.setting.context, "evaluation.replay", { avatar: "luna", ...input });

  test("nothing stored is told as such", async () => {
    const asked = await ask(creator.setting.context, "evaluation.replay", { avatar: "luna" });
    expect(asked).toMatchObject({ state: "failed", problem: { code: "not_found", remedy: expect.any(String) } });
  });

  test("the same history gives the same answers, and nothing of what is stored changes", async () => {
    const fan = creator.newFan();
    for (const line of ["hi there!", "what do you do on a sunday?", "are you a bot?", "i had a good day at the lake"]) {
      await fan.write(line);
      await fan.settle();
      creator.setting.clock.advance(2 * MINUTE_MS);
    }
    // A burst is one turn; what is written while its answer goes out belongs to the next.
    await fan.write("one more");
    await fan.write("thing");
    await fan.settle();
    const heard = [...fan.received()];
    const { database } = creator.setting.context;
    const before = await contentsOf(database);
    const { result, card } = await replay({});
    const changed = tablesThatDiffer(before, await contentsOf(database));
    expect([...changed].sort()).toEqual(["Approval", "AuditEntry", "RunCard"]);
    expect(fan.received()).toEqual(heard);
    expect(result).toMatchObject({ same: 5, otherKind: 0, leftOut: 0 });
    expect(result.now).toMatchObject({ conversations: 1, turns: 5, disclosedFirst: 1, honest: 1, conversion: null });
    expect(result.old).toMatchObject({ conversations: 1, turns: 5, disclosedFirst: 1, honest: 1, modelCalls: 0 });
    expect(result.old.guardHits).toEqual({ bot_question: 1 });
    expect(result.now.guardHits).toEqual(result.old.guardHits);
    expect(card.table?.rows.at(-1)?.[0]).toContain("one more\nthing");
    expect(card.note).toContain("history as it was");
  });

  test("a persona field that is tried shows in the new answers only", async () => {
    // Without facts of her own she says the phrase.
    await creator.setting.context.database.prisma.personaFact.deleteMany({});
    const { result, card } = await replay({ field: "catchphrase", value: "salt in the air" });
    expect(result.same).toBeLessThan(5);
    expect(JSON.stringify(result.sample.map(({ now }) => now))).toContain("alt in the air");
    expect(JSON.stringify(result.sample.map(({ old }) => old))).not.toContain("alt in the air");
    expect(card.text).toContain("catchphrase");
  });

  test("a conversation that is being answered right now is left out, and said to be", async () => {
    const { prisma } = creator.setting.context.database;
    const leaseUntil = new Date(creator.setting.clock.now().getTime() + HOUR_MS);
    await prisma.conversation.updateMany({ data: { leaseToken: "somebody", leaseUntil } });
    const { result, card } = await replay({});
    expect(result).toMatchObject({ leftOut: 1, now: { conversations: 0 } });
    expect(card.text).toContain("just then: 1");
    await prisma.conversation.updateMany({ data: { leaseToken: null, leaseUntil: null } });
  });

  test("what a run card quotes of a fan goes with the fan", async () => {
    const { result, runCardId } = await replay({});
    const { prisma } = creator.setting.context.database;
    const { conversation } = result.sample[0] ?? {};
    const { fanId } = await prisma.conversation.findFirstOrThrow({ where: { id: conversation ?? "" } });
    await eraseFan(creator.setting.context, fanId);
    const card = await prisma.runCard.findUniqueOrThrow({ where: { id: runCardId } });
    expect(card.result).toBeNull();
  });
});

describe("whose conversations, and what was known then", () => {
  let shop: Awaited<ReturnType<typeof openShop>>;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const replay = (input: object) =>
    carryOut<Replay>(shop.setting.context, "evaluation.replay", { avatar: "luna", ...input });
  const chat = async (...lines: readonly string[]) => {
    const fan = shop.newFan();
    for (const line of lines) {
      await fan.says(line);
      shop.setting.clock.advance(2 * MINUTE_MS);
    }
    return await fan.conversation();
  };
  const LINES = ["hi! i love your pictures", "can i buy a pack from you?", "what is your favourite song?"];

  test("an offer is made again where it was made, though the fan has paid for it since", async () => {
    const { id, fanId } = await chat(...LINES);
    const now = shop.setting.clock.now();
    await shop.prisma.offer.updateMany({ where: { fanId }, data: { state: "paid", paidAt: now } });
    const { result } = await replay({});
    expect(result.old).toMatchObject({ conversations: 1, offers: 1, conversion: 1 });
    expect(result.now).toMatchObject({ conversations: 1, offers: 1, conversion: null, revenueCents: 0 });
    expect(result).toMatchObject({ same: 3, otherKind: 0 });
    const texts = JSON.stringify(result.sample);
    const { token } = await shop.prisma.offer.findFirstOrThrow({ where: { conversationId: id } });
    expect(texts).not.toContain(token);
    await shop.prisma.pack.updateMany({ data: { active: false } });
    const without = await replay({});
    expect(without.result).toMatchObject({ otherKind: 1, old: { offers: 1 }, now: { offers: 0 } });
    await shop.prisma.pack.updateMany({ data: { active: true } });
  });

  test("who is locked as a minor or in a crisis, banned, or asked to be erased is left out", async () => {
    const others = ["minorLockedAt", "crisisAt", "bannedAt", "erasureAskedAt"] as const;
    for (const lock of others) {
      const { id } = await chat(...LINES);
      await shop.prisma.conversation.update({ where: { id }, data: { [lock]: shop.setting.clock.now() } });
    }
    const { fanId } = await chat(...LINES);
    await shop.prisma.fan.update({ where: { id: fanId }, data: { ageState: "minor" } });
    expect((await replay({})).result.now.conversations).toBe(1);
  });

  test("the newest with enough messages, at a stage, of the last days", async () => {
    shop.setting.clock.advance(10 * DAY_MS);
    const { id } = await chat("hi", "hello again", "how are you?", "nice");
    await shop.prisma.conversation.update({ where: { id }, data: { stage: "conversion" } });
    const count = async (input: object) => (await replay(input)).result.now.conversations;
    expect(await count({})).toBe(2);
    expect(await count({ days: 5 })).toBe(1);
    expect(await count({ least: 4 })).toBe(1);
    expect(await count({ conversations: 1 })).toBe(1);
    expect(await count({ stage: "conversion" })).toBe(1);
    expect((await replay({ turns: 1 })).result.now.turns).toBe(2);
  });

  test("what the fan took back is neither answered nor shown", async () => {
    const { id } = await chat("hi", "my secret is a blue door", "what a day");
    const { createdAt } = await shop.prisma.message.findFirstOrThrow({
      where: { conversationId: id, text: { contains: "blue door" } },
    });
    await shop.prisma.message.updateMany({
      where: { conversationId: id, text: { contains: "blue door" } },
      data: { deletedAt: createdAt },
    });
    const { result } = await replay({ conversations: 1, least: 2 });
    expect(result.now.turns).toBe(2);
    expect(JSON.stringify(result)).not.toContain("blue door");
  });
});
