import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyCommand } from "../command.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { fanLink } from "./fan-link.ts";

let setting: TestContext;
const commands: readonly AnyCommand[] = [fanLink, runApprove(() => createRegistry(commands))];
const later = (ms: number) => new Date(setting.clock.now().getTime() + ms);

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  for (const slug of ["ana", "bea"])
    await prisma.avatar.create({ data: { id: `avt_${slug}`, slug, name: slug, statedAge: 25, brief: "x" } });
  for (const [id, avatarId, platform] of [
    ["acc_ig", "avt_ana", "instagram"],
    ["acc_tg", "avt_ana", "telegram"],
    ["acc_bea", "avt_bea", "instagram"],
  ] as const)
    await prisma.account.create({ data: { id, avatarId, platform, externalId: id, handle: id } });
});
afterAll(() => setting.close());

async function fan(id: string, accountId: string, data: object = {}, conversation: object = {}) {
  const { prisma } = setting.context.database;
  const avatarId = accountId === "acc_bea" ? "avt_bea" : "avt_ana";
  await prisma.fan.create({ data: { id, avatarId, displayName: id, ...data } });
  await prisma.fanAddress.create({ data: { id: `adr_${id}`, fanId: id, accountId, externalId: `x_${id}` } });
  await prisma.conversation.create({
    data: { id: `cnv_${id}`, avatarId, fanId: id, accountId, createdAt: later(0), ...conversation },
  });
}
const remember = (id: string, fanId: string, text: string) =>
  setting.context.database.prisma.fanMemory.create({ data: { id, avatarId: "avt_ana", fanId, text } });
const link = (conversation: string, other: string) => setting.run(commands, "fan.link", { conversation, other });

async function linkWithYes(conversation: string, other: string) {
  const waiting = await link(conversation, other);
  if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
  return await setting.run(commands, "run.approve", { id: waiting.runCardId });
}

test("memories, spend, threads and the more careful age go together; what both know stands once", async () => {
  const { prisma } = setting.context.database;
  await fan("alex", "acc_ig", { spentUsd: "29.99", tags: ["vip"], ageState: "verified_adult" });
  await fan("alex_tg", "acc_tg", { spentUsd: "59.99", tags: ["vip", "surf"] }, { createdAt: later(1_000) });
  await remember("m1", "alex", "has a dog");
  await remember("m2", "alex_tg", "has a dog");
  await remember("m3", "alex_tg", "works nights");
  const done = await linkWithYes("alex_tg", "alex");
  expect(done).toMatchObject({
    state: "done",
    output: { result: { fanId: "alex", platforms: ["instagram", "telegram"] } },
  });
  const kept = await prisma.fan.findUniqueOrThrow({
    where: { id: "alex" },
    include: { memories: { orderBy: { id: "asc" } }, addresses: true, conversations: true },
  });
  expect(kept).toMatchObject({ ageState: "verified_adult", tags: ["vip", "surf"] });
  expect(Number(kept.spentUsd)).toBeCloseTo(89.98, 9);
  expect(kept.memories.map(({ text }) => text)).toEqual(["has a dog", "works nights"]);
  expect([kept.addresses.length, kept.conversations.length]).toEqual([2, 2]);
  expect(await prisma.fan.findUnique({ where: { id: "alex_tg" } })).toBeNull();
});

test("a minor on one channel is a minor on both, and so is a ban", async () => {
  const { prisma } = setting.context.database;
  await fan("kim", "acc_ig", {}, { bannedAt: later(0) });
  await fan("kim_tg", "acc_tg", { ageState: "minor" }, { createdAt: later(1_000), minorLockedAt: later(0) });
  await linkWithYes("kim", "kim_tg");
  const conversations = await prisma.conversation.findMany({ where: { fanId: "kim" } });
  expect(conversations).toHaveLength(2);
  for (const row of conversations)
    expect(row).toMatchObject({ minorLockedAt: expect.any(Date), bannedAt: expect.any(Date) });
  expect(await prisma.fan.findUnique({ where: { id: "kim" } })).toMatchObject({ ageState: "minor" });
});

test("the same person, another avatar's fan and a second address on one account are refused by name", async () => {
  await fan("lee", "acc_ig");
  await fan("lee_two", "acc_ig");
  await fan("lee_bea", "acc_bea");
  for (const [other, words] of [
    ["lee", "one person already"],
    ["lee_two", "the same account"],
    ["lee_bea", "different avatars"],
  ] as const)
    expect(await link("lee", other)).toMatchObject({
      state: "failed",
      problem: { code: "refused", field: "other", message: expect.stringContaining(words) },
    });
  expect(await link("lee", "nobody")).toMatchObject({ state: "failed", problem: { code: "not_found" } });
});
