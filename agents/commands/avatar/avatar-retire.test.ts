import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { createVoiceVendor } from "../voice/testing/voice-vendor.ts";
import { avatarActivate } from "./avatar-activate.ts";
import { avatarRetire } from "./avatar-retire.ts";

let setting: TestContext;
const vendor = createVoiceVendor();

beforeAll(async () => {
  setting = await createTestContext({ ports: { voices: [vendor.generator] } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.offer.deleteMany();
  await prisma.pack.deleteMany();
  await prisma.avatar.deleteMany();
  vendor.canceled.length = 0;
  for (const [id, slug] of [
    ["avt_a", "ana"],
    ["avt_b", "bea"],
  ] as const) {
    await prisma.avatar.create({ data: { id, slug, name: slug, statedAge: 25, brief: "x", state: "active" } });
    await fill(id);
  }
});

/** A job with a vendor and one that waits, posts in three states, an offer, a batch, a training set. */
async function fill(avatarId: string): Promise<void> {
  const { context, clock } = setting;
  const { prisma } = context.database;
  const now = clock.now();
  const request = { text: "hello", language: "en", explicitness: 1, speed: 1 };
  for (const externalId of [`job-${avatarId}`, null]) {
    const id = await prisma.$transaction((tx) =>
      planJob(context, tx, { kind: "voice", purpose: "trial", avatarId, setId: `set_${avatarId}`, request }),
    );
    if (externalId) {
      const { provider, model } = vendor.generator.info;
      await prisma.vendorJob.update({
        where: { id },
        data: { state: "running", attempt: 1, externalId, provider, model },
      });
    }
  }
  const account = { id: `acc_${avatarId}`, avatarId, platform: "instagram", externalId: avatarId, handle: avatarId };
  await prisma.account.create({ data: account });
  for (const [number, state] of (["scheduled", "preparing", "committing", "published"] as const).entries()) {
    const piece = { id: `pce_${avatarId}_${number}`, avatarId, number, templateKey: "t", prompt: "p", seed: 1 };
    await prisma.piece.create({ data: { ...piece, tier: "safe" } });
    const post = { id: `pst_${avatarId}_${number}`, pieceId: piece.id, accountId: account.id, caption: "", dueAt: now };
    await prisma.scheduledPost.create({ data: { ...post, state, contentHash: "h" } });
  }
  const pack = { slug: "starter", name: "Starter", step: "starter", priceUsd: "9", pieceCount: 1 };
  await prisma.pack.create({ data: { ...pack, id: `pck_${avatarId}`, avatarId, explicitFrom: 1, explicitTo: 1 } });
  await prisma.fan.create({ data: { id: `fan_${avatarId}`, avatarId, displayName: "Alex" } });
  const offer = {
    avatarId,
    fanId: `fan_${avatarId}`,
    layer: "pack" as const,
    packId: `pck_${avatarId}`,
    priceUsd: "9",
  };
  for (const state of ["shown", "paid"] as const)
    await prisma.offer.create({
      data: { ...offer, id: `ofr_${avatarId}_${state}`, token: `${avatarId}${state}`, state, expiresAt: now },
    });
  await prisma.batch.create({
    data: { id: `bat_${avatarId}`, avatarId, number: 1, state: "running", requested: 4, plan: {} },
  });
  await prisma.dataset.create({
    data: { id: `dst_${avatarId}`, avatarId, version: 1, requested: 10, triggerWord: "TOK_x", plan: [] },
  });
}

const commands = [avatarRetire, avatarActivate];
const withApprove = [...commands, runApprove(() => createRegistry(commands))];
const retire = (avatar = "ana", actor = {}) => setting.run(withApprove, "avatar.retire", { avatar }, actor);

async function approved(avatar = "ana") {
  const asked = await retire(avatar);
  if (asked.state !== "waiting") throw new Error(JSON.stringify(asked));
  return await setting.run(withApprove, "run.approve", { id: asked.runCardId });
}

test("a run card says what ends, and nothing ends without a yes", async () => {
  const { prisma } = setting.context.database;
  const asked = await retire("ana", { language: "es" });
  expect(asked).toMatchObject({ state: "waiting" });
  expect(asked.card.fields).toContainEqual({
    label: "Se cancela",
    value: "2 trabajos abiertos, 2 publicaciones programadas, 1 ofertas abiertas",
  });
  expect(await prisma.avatar.findUniqueOrThrow({ where: { id: "avt_a" } })).toMatchObject({ state: "active" });
  expect(await retire("ana", { role: "chatter" })).toMatchObject({ problem: { code: "forbidden" } });
});

test("with the yes all that was open is called off, at the vendor too, and what was sold stays", async () => {
  const result = await approved();
  expect(result).toMatchObject({ state: "done", output: { result: { jobs: 2, posts: 2, offers: 1 } } });
  expect(result.card).toMatchObject({ title: "ana is retired", buttons: [] });
  expect(vendor.canceled).toEqual(["job-avt_a"]);
  const { prisma } = setting.context.database;
  const avatar = await prisma.avatar.findUniqueOrThrow({
    where: { id: "avt_a" },
    include: { vendorJobs: true, batches: true, datasets: true, offers: true, pieces: { include: { posts: true } } },
  });
  expect(avatar.state).toBe("retired");
  expect(avatar.vendorJobs.map(({ state }) => state)).toEqual(["canceled", "canceled"]);
  expect(avatar.batches[0]?.state).toBe("canceled");
  expect(avatar.datasets[0]?.state).toBe("canceled");
  expect(avatar.offers.map(({ state }) => state).sort()).toEqual(["paid", "withdrawn"]);
  const posts = avatar.pieces.flatMap((piece) => piece.posts.map(({ state }) => state));
  expect(posts.sort()).toEqual(["canceled", "canceled", "committing", "published"]);
  expect(setting.events.published).toContainEqual({ topic: "avatar:avt_a", kind: "retired" });
});

test("another avatar is not touched", async () => {
  await approved();
  const { prisma } = setting.context.database;
  expect(await prisma.avatar.findUniqueOrThrow({ where: { id: "avt_b" } })).toMatchObject({ state: "active" });
  expect(await prisma.vendorJob.count({ where: { avatarId: "avt_b", state: "canceled" } })).toBe(0);
  expect(await prisma.scheduledPost.count({ where: { account: { avatarId: "avt_b" }, state: "canceled" } })).toBe(0);
});

test("there is no way back, and none twice", async () => {
  const { prisma } = setting.context.database;
  const ends = () => prisma.trustEvent.count({ where: { stream: "avt_a", decision: "retired" } });
  const before = await ends();
  await approved();
  expect(await setting.run(withApprove, "avatar.activate", { avatar: "ana" })).toMatchObject({
    problem: { code: "refused" },
  });
  expect(await retire()).toMatchObject({ problem: { code: "refused", field: "avatar" } });
  expect(await ends()).toBe(before + 1);
});

test("who was paused is retired, too", async () => {
  await setting.context.database.prisma.avatar.update({ where: { id: "avt_b" }, data: { state: "paused" } });
  expect(await approved("bea")).toMatchObject({ state: "done" });
});
