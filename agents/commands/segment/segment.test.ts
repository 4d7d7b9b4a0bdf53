import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { segmentCommands } from "./segments.ts";

let setting: TestContext;

async function names(filter: object): Promise<readonly string[]> {
  const result = await setting.run(segmentCommands, "segment.set", { avatar: "ana", name: "x", ...filter });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  const { sample } = Object(result.output) as { sample: readonly { readonly name: string }[] };
  return sample.map(({ name }) => name).sort();
}

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const now = setting.clock.now();
  const avatar = { statedAge: 25, brief: "x", state: "active" as const };
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", ...avatar } });
  await prisma.avatar.create({ data: { id: "avt_b", slug: "bea", name: "Bea", ...avatar } });
  for (const [id, avatarId, platform] of [
    ["acc_i", "avt_a", "instagram"],
    ["acc_t", "avt_a", "telegram"],
    ["acc_b", "avt_b", "telegram"],
  ] as const)
    await prisma.account.create({
      data: { id, avatarId, platform, externalId: id, handle: "h", state: "healthy", accessToken: "x" },
    });
  const fan = async (name: string, given: { avatarId?: string; fan?: object; talk?: object; accountId?: string }) => {
    const avatarId = given.avatarId ?? "avt_a";
    await prisma.fan.create({ data: { id: `fan_${name}`, avatarId, displayName: name, ...given.fan } });
    await prisma.conversation.create({
      data: {
        ...{ id: `cnv_${name}`, avatarId, fanId: `fan_${name}`, accountId: given.accountId ?? "acc_i" },
        lastInboundAt: now,
        ...given.talk,
      },
    });
  };
  await fan("Abe", { talk: { stage: "conversion", score: 90 }, fan: { tags: ["vip", "night-owl"], spentUsd: "120" } });
  await fan("Ben", {
    accountId: "acc_t",
    fan: { language: "es" },
    talk: { lastInboundAt: new Date(now.getTime() - 3 * DAY_MS) },
  });
  await fan("Cat", { talk: { score: 50, optedOutAt: now } });
  await fan("Dan", { avatarId: "avt_b", accountId: "acc_b" });
  // A second thread of the same fan, on a channel that is open.
  await prisma.conversation.create({
    data: { id: "cnv_Cat2", avatarId: "avt_a", fanId: "fan_Cat", accountId: "acc_t", lastInboundAt: now, score: 5 },
  });
  const pack = { slug: "starter", name: "Starter", step: "starter", priceUsd: "30", pieceCount: 1 };
  await prisma.pack.create({ data: { ...pack, id: "pck_1", avatarId: "avt_a", explicitFrom: 1, explicitTo: 2 } });
  const sale = { avatarId: "avt_a", fanId: "fan_Abe" };
  await prisma.offer.create({
    data: { ...sale, id: "ofr_1", packId: "pck_1", layer: "pack", priceUsd: "30", token: "t", expiresAt: now },
  });
  await prisma.purchase.create({
    data: { ...sale, id: "pur_1", offerId: "ofr_1", state: "paid", provider: "x", intentId: "i", amountUsd: "30" },
  });
  await prisma.subscription.create({
    data: {
      ...{ ...sale, id: "sub_1", provider: "x", externalId: "s", state: "active", priceUsd: "9.99" },
      ...{ startedAt: now, renewsAt: now },
    },
  });
});
afterAll(() => setting.close());

test("each condition means whom it says, of this avatar only, a fan of two threads once", async () => {
  expect(await names({})).toEqual(["Abe", "Ben", "Cat"]);
  expect(await names({ stages: ["conversion"] })).toEqual(["Abe"]);
  expect(await names({ scoreFrom: 40, scoreTo: 60 })).toEqual(["Cat"]);
  expect(await names({ tags: ["#Night Owl", "other"] })).toEqual(["Abe"]);
  expect(await names({ withoutTags: ["vip"] })).toEqual(["Ben", "Cat"]);
  expect(await names({ spentFrom: 100, spentTo: 200 })).toEqual(["Abe"]);
  expect(await names({ silentFrom: 2, silentTo: 4 })).toEqual(["Ben"]);
  expect(await names({ channels: ["telegram"] })).toEqual(["Ben", "Cat"]);
  expect(await names({ languages: ["es"] })).toEqual(["Ben"]);
  expect(await names({ bought: true })).toEqual(["Abe"]);
  expect(await names({ bought: false })).toEqual(["Ben", "Cat"]);
  expect(await names({ boughtPack: "starter" })).toEqual(["Abe"]);
  expect(await names({ withoutPack: "starter" })).toEqual(["Ben", "Cat"]);
  expect(await names({ subscription: "active" })).toEqual(["Abe"]);
  expect(await names({ subscription: "none", scoreTo: 20 })).toEqual(["Ben", "Cat"]);
});

test("it says how many can be written to and why not the others; of two threads the open one counts", async () => {
  const shown = await setting.run(segmentCommands, "segment.set", {
    avatar: "ana",
    name: "all",
    channels: ["instagram"],
  });
  expect(shown).toMatchObject({ output: { fans: 2, reachable: 1, leftOut: { opted_out: 1 } } });
  expect(await setting.run(segmentCommands, "segment.set", { avatar: "ana", name: "all" })).toMatchObject({
    output: { fans: 3, reachable: 3, leftOut: {} },
  });
  expect(await setting.run(segmentCommands, "segment.show", { avatar: "ana", segment: "ALL" })).toMatchObject({
    state: "done",
    output: { name: "all" },
  });
});

test("bounds that cross are refused by name; a segment that is removed is gone", async () => {
  expect(
    await setting.run(segmentCommands, "segment.set", { avatar: "ana", name: "y", scoreFrom: 9, scoreTo: 3 }),
  ).toMatchObject({ state: "failed", problem: { code: "invalid_input", field: "scoreFrom" } });
  await setting.run(segmentCommands, "segment.remove", { avatar: "ana", segment: "x" });
  expect(await setting.run(segmentCommands, "segment.show", { avatar: "ana", segment: "x" })).toMatchObject({
    problem: { code: "not_found", field: "segment" },
  });
});
