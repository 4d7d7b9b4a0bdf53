import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { budgetSet } from "../../agents/commands/budget/budget-set.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { seedPriceBook } from "../../agents/commands/money/seed-price-book.ts";
import { createTestContext, type TestOverrides } from "../../agents/commands/testing/test-context.ts";
import { beginAttempt } from "../../agents/commands/vendor-job/attempt.ts";
import { callbackUrl } from "../../agents/commands/vendor-job/callback.ts";
import { loadJob } from "../../agents/commands/vendor-job/load-job.ts";
import { planJob } from "../../agents/commands/vendor-job/plan-job.ts";
import { wakeVendorJob } from "../../agents/commands/vendor-job/wake-job.ts";
import { workOf } from "../../agents/commands/vendor-job/work.ts";
import { BREAKER } from "../../agents/domain/content/routing.ts";
import { MINUTE_MS, systemClock } from "../../agents/kernel/clock.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import type { ImageGenerator } from "../../agents/ports/image-generator.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { startFalEmulator } from "../providers/fal/emulator/fal-emulator.ts";
import { FAL_FAULTS } from "../providers/fal/emulator/fal-words.ts";
import { createFalGenerator } from "../providers/image/fal/fal.ts";
import { FLUX_LORA } from "../providers/image/fal/image-models.ts";
import { createReplicateGenerator } from "../providers/image/replicate/replicate.ts";
import { REPLICATE_FAULTS, startReplicateEmulator } from "../providers/replicate/emulator/replicate-emulator.ts";
import { advanceVendorJobHandler } from "./advance-vendor-job.ts";
import { createProviderSlots } from "./provider-slots.ts";
import { MovedToDelayed, runOnce } from "./testing/run-once.ts";

let database: Database;
let pieces = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedPriceBook({ database, ids: createIds(systemClock) });
  await database.prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
});
afterAll(() => database.close());

const opened: { close(): Promise<unknown> }[] = [];
const closing = <Thing extends { close(): Promise<unknown> }>(thing: Thing): Thing => {
  opened.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
  // The log of attempts is what vendors are judged by: each test has a clean one.
  await database.prisma.vendorAttempt.deleteMany();
});

async function fal() {
  const emulator = closing(await startFalEmulator());
  return { emulator, generator: createFalGenerator(FLUX_LORA, { ...emulator, restBaseUrl: emulator.baseUrl }) };
}

async function replicate() {
  const emulator = closing(await startReplicateEmulator());
  return { emulator, generator: createReplicateGenerator(emulator) };
}

/** A captioned piece with one job, nothing moderates it; `run` is one try of its job, with what it threw. */
async function plan(images: readonly ImageGenerator[], overrides: TestOverrides = {}) {
  const setting = closing(
    await createTestContext({ database, ...overrides, ports: { images, moderator: null, ...overrides.ports } }),
  );
  const { context, clock } = setting;
  const { prisma } = database;
  pieces += 1;
  const id = `pce_${pieces}`;
  const shot = { templateKey: "beach_walk", tier: "safe", seed: 7, prompt: "adult woman on a beach" } as const;
  const captionedAt = clock.now();
  await prisma.piece.create({ data: { ...shot, id, number: pieces, avatarId: "avt_a", captionedAt } });
  const jobId = await prisma.$transaction((tx) =>
    planJob(context, tx, {
      kind: "image",
      purpose: "content",
      avatarId: "avt_a",
      pieceId: id,
      request: {
        prompt: shot.prompt,
        negative: "blurry",
        seed: 7,
        aspectRatio: "4:5",
        explicitness: 1,
        parameters: { steps: 28, guidance: 3 },
      },
    }),
  );
  const handler = advanceVendorJobHandler(createProviderSlots(1));
  let attempt = 0;
  return {
    setting,
    context,
    clock,
    jobId,
    run: async () => {
      attempt += 1;
      return await runOnce(context, handler, { jobId }, { attempt }).catch((thrown: unknown) => thrown);
    },
    piece: () => prisma.piece.findUniqueOrThrow({ where: { id }, include: { asset: true } }),
    job: () => prisma.vendorJob.findUniqueOrThrow({ where: { id: jobId } }),
    attempts: async () =>
      (await prisma.vendorAttempt.findMany({ where: { jobId }, orderBy: { number: "asc" } })).map((row) =>
        `${row.provider} ${row.state} ${row.reason ?? ""}`.trim(),
      ),
    costs: async () =>
      (await prisma.costEntry.findMany({ where: { pieceId: id } })).map((row) => `${row.provider} ${row.state}`).sort(),
  };
}

it("looks a lost submission up and pays for it once", async () => {
  const { emulator, generator } = await replicate();
  const { run, piece, job, costs } = await plan([generator]);
  emulator.faults.add("create", REPLICATE_FAULTS.cut);
  expect(await run()).toMatchObject({ code: "outcome_unknown", retryable: true });
  expect(await piece()).toMatchObject({ state: "unknown" });
  expect(await job()).toMatchObject({ state: "unknown", attempt: 1 });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", heldFor: ["not_examined"], asset: { provider: "replicate" } });
  expect(await job()).toMatchObject({ state: "succeeded", attempt: 1 });
  expect(emulator.bill.predictions).toBe(1);
  expect(await costs()).toEqual(["replicate settled"]);
});

it("fails by name, unpaid twice, where a lost submission cannot be looked up", async () => {
  const { emulator, generator } = await fal();
  const { run, piece, attempts, costs } = await plan([generator]);
  emulator.faults.add("submit", FAL_FAULTS.cut);
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "failed", error: expect.stringContaining("not known") });
  expect(await run()).toBeUndefined();
  expect(emulator.bill.requests).toBe(1);
  expect(await attempts()).toEqual(["fal unknown no_look_up"]);
  expect(await costs()).toEqual(["fal reserved"]);
});

it("waits for the vendor's own call where it can reach us, and takes the lost submission's id from it", async () => {
  const { emulator, generator } = await fal();
  const { run, job, piece, context } = await plan([generator], {
    installation: {
      version: "0.0.0-test",
      startedAt: new Date(0),
      publicUrl: () => "https://studio.example",
      emulated: new Set(),
    },
  });
  emulator.faults.add("submit", FAL_FAULTS.cut);
  expect(await run()).toBeInstanceOf(MovedToDelayed);
  const { id } = await job();
  const key = `job:${id}:1`;
  const url = new URL(callbackUrl(context, "fal", key) ?? "");
  const [externalId] = emulator.requestIds;
  const call = { attempt: key, signature: url.searchParams.get("signature") ?? "", externalId: externalId ?? "" };
  await expect(callInternal(context, wakeVendorJob, { ...call, signature: "x" })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await callInternal(context, wakeVendorJob, call)).toEqual({ state: "woken" });
  expect(await callInternal(context, wakeVendorJob, call)).toEqual({ state: "woken" });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", asset: { provider: "fal" } });
  expect(emulator.bill.requests).toBe(1);
  expect(await callInternal(context, wakeVendorJob, call)).toEqual({ state: "ignored" });
});

it("leaves a vendor that asks for patience alone, and passes on to the next one that can", async () => {
  const [first, second] = [await fal(), await replicate()];
  const { run, piece, attempts, costs, clock } = await plan([first.generator, second.generator]);
  first.emulator.faults.add("submit", FAL_FAULTS.busy);
  second.emulator.faults.add("create", REPLICATE_FAULTS.unauthenticated);
  expect(await run()).toMatchObject({ code: "rate_limited" });
  expect(await run()).toMatchObject({ code: "not_configured", retryable: true });
  // Replicate had its turn and fal rests: the rest is waited for.
  clock.advance(MINUTE_MS);
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", asset: { provider: "fal", synthetic: false } });
  expect(await attempts()).toEqual(["fal released http_429", "replicate released http_401", "fal succeeded"]);
  expect(await costs()).toEqual(["fal released", "fal settled", "replicate released"]);
  expect(second.emulator.bill.predictions).toBe(0);
});

it("asks another vendor after a refusal, and books what the first one billed for nothing", async () => {
  const [first, second] = [await fal(), await replicate()];
  const { run, piece, attempts, costs } = await plan([first.generator, second.generator]);
  first.emulator.outcomes.add("request", "nsfw");
  expect(await run()).toMatchObject({ code: "provider_failed", retryable: true });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", asset: { provider: "replicate" } });
  expect(await attempts()).toEqual(["fal refused nsfw", "replicate succeeded"]);
  expect(await costs()).toEqual(["fal settled", "replicate settled"]);
});

it("opens the circuit of a vendor that fails again and again, for all jobs", async () => {
  const [first, second] = [await fal(), await replicate()];
  for (let failure = 0; failure < BREAKER.failures; failure += 1) {
    await database.prisma.vendorJob.create({
      data: {
        id: `vjb_old_${failure}`,
        avatarId: "avt_a",
        kind: "image",
        purpose: "trial",
        state: "failed",
        request: {},
        attempts: {
          create: {
            key: `old:${failure}`,
            number: 1,
            provider: "fal",
            model: "m",
            state: "failed",
            reason: "unreachable",
            startedAt: new Date("2026-11-24T11:59:50Z"),
            endedAt: new Date("2026-11-24T11:59:55Z"),
          },
        },
      },
    });
  }
  const { run, piece } = await plan([first.generator, second.generator]);
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ asset: { provider: "replicate" } });
  expect(first.emulator.bill.requests).toBe(0);
});

it("at the end of a budget waits and says so, and goes on once there is money again", async () => {
  const { generator } = await replicate();
  await database.prisma.budget.deleteMany();
  const { run, piece, job, setting } = await plan([generator], { environment: { DAILY_BUDGET_USD: "0" } });
  expect(await run()).toBeInstanceOf(MovedToDelayed);
  expect(await piece()).toMatchObject({ state: "planned", error: expect.stringContaining("budget") });
  await setting.run([budgetSet], "budget.set", { usd: "1" });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", error: null });
  expect(await job()).toMatchObject({ attempt: 1, state: "succeeded" });
  await database.prisma.budget.deleteMany();
});

it("reserves nothing for an attempt that another run has begun", async () => {
  const { generator } = await replicate();
  const { setting, job } = await plan([generator]);
  const row = await loadJob(setting.context, (await job()).id);
  if (!row) throw new Error("no job");
  const [worker] = (await workOf(setting.context, row)).vendors;
  if (!worker) throw new Error("no vendor");
  await database.prisma.vendorJob.update({ where: { id: row.id }, data: { state: "canceled" } });
  const before = await database.prisma.costEntry.count();
  await expect(beginAttempt(setting.context, row, worker, AbortSignal.timeout(9_000))).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await database.prisma.costEntry.count()).toBe(before);
});

it("nobody who cannot do it is asked: it fails by name and costs nothing", async () => {
  const { emulator, generator } = await fal();
  const { run, piece, jobId, costs } = await plan([generator]);
  const { prisma } = database;
  const before = await prisma.vendorJob.findUniqueOrThrow({ where: { id: jobId } });
  // A face to keep, and a vendor that takes none.
  await prisma.vendorJob.update({
    where: { id: jobId },
    data: { request: { ...(before.request as object), referenceKey: "avatars/avt_a/faces/none.png" } },
  });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "failed", error: expect.stringContaining("No configured provider") });
  expect(emulator.bill.requests).toBe(0);
  expect(await costs()).toEqual([]);
});
