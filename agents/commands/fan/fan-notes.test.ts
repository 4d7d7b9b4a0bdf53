import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { fanNoteCommands } from "./fan-notes.ts";
import { fanUnlock } from "./fan-unlock.ts";

const commands = [...fanNoteCommands, fanUnlock];
const EVIDENCE = "passport seen by the verifier, case 1182";
const FIRST = { id: "opr_1", name: "Olga", role: "manager" } as const;
const SECOND = { id: "opr_2", name: "Sam", role: "manager" } as const;

let setting: TestContext;
let rows = 0;
let fan = "";

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  for (const platform of ["instagram", "telegram"])
    await prisma.account.create({
      data: { id: `acc_${platform}`, avatarId: "avt_a", platform, externalId: platform, handle: "ana" },
    });
});
afterAll(() => setting.close());
beforeEach(async () => {
  rows += 1;
  fan = `fan_${rows}`;
  const of = (platform: string) => ({ accountId: `acc_${platform}` });
  await setting.context.database.prisma.fan.create({
    data: {
      id: fan,
      avatarId: "avt_a",
      displayName: `Alex ${rows}`,
      spentUsd: "29.99",
      addresses: {
        create: ["instagram", "telegram"].map((each) => ({
          id: `adr_${each}_${rows}`,
          externalId: `x${rows}`,
          ...of(each),
        })),
      },
      conversations: {
        create: ["instagram", "telegram"].map((each) => ({
          id: `cnv_${each}_${rows}`,
          avatarId: "avt_a",
          score: 72,
          scoreReasons: [{ factor: "frequency", value: 80, points: 24 }],
          conversionChance: 0.81,
          stage: "conversion" as const,
          ...of(each),
        })),
      },
    },
  });
});

const done = async (name: string, input: unknown, actor = {}) => {
  const result = await setting.run(commands, name, input, actor);
  expect(result).toMatchObject({ state: "done" });
  return result;
};
const lock = () =>
  setting.context.database.prisma.$transaction([
    setting.context.database.prisma.fan.update({ where: { id: fan }, data: { ageState: "minor" } }),
    setting.context.database.prisma.conversation.updateMany({
      where: { fanId: fan },
      data: { minorLockedAt: setting.clock.now() },
    }),
  ]);
const locksLeft = () =>
  setting.context.database.prisma.conversation.count({ where: { fanId: fan, minorLockedAt: { not: null } } });

test("a fan's card says where they stand and what the team wrote down", async () => {
  await done("fan.note", { fan, text: "likes hiking" }, { name: "Olga" });
  await done("fan.note", { fan: `Alex ${rows}`, text: "birthday in May" }, { name: "Sam" });
  await done("fan.tag", { fan: `cnv_telegram_${rows}`, tag: "#Big Spender" });
  await done("fan.tag", { fan, tag: "vip" });
  await done("fan.untag", { fan, tag: "VIP" });
  const { card } = await done("fan.show", { fan });
  expect(card.title).toBe(`Alex ${rows} · Ana`);
  const shown = Object.fromEntries((card.fields ?? []).map(({ label, value }) => [label, value]));
  expect(shown).toMatchObject({
    Platform: "Instagram, Telegram",
    Spent: "$29.99",
    Stage: "ready to buy",
    Score: "72 · hot · frequency 24",
    Chance: "81 % · warm",
    Tags: "#big-spender",
    Notes: "2026-11-24 Olga: likes hiking\n2026-11-24 Sam: birthday in May",
    "Remembered facts": "0",
    Locks: "none",
  });
});

test("a chatter does not find the fans of other people's avatars", async () => {
  expect(await setting.run(commands, "fan.show", { fan }, { role: "chatter" })).toMatchObject({
    state: "failed",
    problem: { code: "not_found" },
  });
});

test("a fan taken for a minor is unlocked by two operators, on every channel, and the records tell of both", async () => {
  await lock();
  const asked = await done("fan.unlock", { fan, evidence: EVIDENCE }, FIRST);
  expect(asked.card).toMatchObject({ title: `Alex ${rows} stays locked until another operator confirms` });
  expect(await locksLeft()).toBe(2);
  expect(await setting.run(commands, "fan.unlock", { fan }, FIRST)).toMatchObject({
    state: "failed",
    problem: { code: "forbidden", reason: "second_operator" },
  });
  expect(await locksLeft()).toBe(2);
  await done("fan.unlock", { fan }, SECOND);
  expect(await locksLeft()).toBe(0);
  const { prisma } = setting.context.database;
  expect(await prisma.fan.findUniqueOrThrow({ where: { id: fan } })).toMatchObject({ ageState: "verified_adult" });
  const records = await prisma.trustEvent.findMany({
    where: { stream: `cnv_telegram_${rows}` },
    orderBy: { seq: "asc" },
  });
  expect(records.map(({ control, decision }) => `${control} ${decision}`)).toEqual([
    "C11 asked:opr_1",
    "C11 unlocked:opr_1+opr_2",
  ]);
  expect(
    await prisma.operatorNotice.findFirst({ where: { kind: "unlock", conversation: { fanId: fan } } }),
  ).toMatchObject({
    facts: { askedBy: "Olga", evidence: EVIDENCE },
  });
});

test.each([
  ["nobody asked", async () => undefined, "invalid_input"],
  [
    "the request is a day old",
    async () => {
      await done("fan.unlock", { fan, evidence: EVIDENCE }, FIRST);
      setting.clock.advance(DAY_MS);
    },
    "expired",
  ],
  [
    "the fan was locked again since",
    async () => {
      await done("fan.unlock", { fan, evidence: EVIDENCE }, FIRST);
      setting.clock.advance(1_000);
      await lock();
    },
    "invalid_input",
  ],
])("no unlock where %s", async (_name, before, code) => {
  await lock();
  await before();
  expect(await setting.run(commands, "fan.unlock", { fan }, SECOND)).toMatchObject({
    state: "failed",
    problem: { code },
  });
  expect(await locksLeft()).toBe(2);
});

test("who is not locked has nothing to unlock, and a chatter may not ask", async () => {
  expect(await setting.run(commands, "fan.unlock", { fan, evidence: EVIDENCE }, FIRST)).toMatchObject({
    state: "failed",
    problem: { code: "refused" },
  });
  await lock();
  expect(await setting.run(commands, "fan.unlock", { fan }, { role: "chatter" })).toMatchObject({
    state: "failed",
    problem: { code: "forbidden" },
  });
});
