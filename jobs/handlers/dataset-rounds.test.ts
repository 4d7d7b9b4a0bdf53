// A training set until it is as large as was asked for: rounds, their bounds, their price, and what ends them.
import sharp from "sharp";
import { afterEach, expect, it } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { buildDatasetNow } from "../../agents/commands/dataset/build-dataset-now.ts";
import type { DatasetStatusValue } from "../../agents/commands/dataset/dataset-card.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import type { ImageGenerator, ImageOutcome } from "../../agents/ports/image-generator.ts";
import { workOff } from "./testing/work-off.ts";

const commands = allCommands().list;
const PICTURE_MICROS = 20_000;

let setting: TestContext;
afterEach(() => setting.close());

/** What the vendor does at the n-th shot of the plan, 1 for the first; "twin": the picture of every other twin. */
type Manners = (shot: number) => "picture" | "twin" | "refused";

/** A paid vendor of coloured tiles, another pattern for each seed; by the name of one that may be asked (trust C7). */
function tileVendor(manners: Manners): { readonly generator: ImageGenerator; readonly submitted: number[] } {
  const submitted: number[] = [];
  const asked = new Map<string, { readonly shot: number; readonly seed: number }>();
  const generator: ImageGenerator = {
    info: {
      provider: "fal",
      model: "tiles-1",
      offline: false,
      unit: "image",
      aspectRatios: ["4:5", "1:1"],
      lora: null,
      takesReference: true,
      quality: 3,
      speed: 3,
    },
    submit: async ({ seed, shot }, { key }) => {
      const number = Number(shot?.title);
      submitted.push(number);
      asked.set(key, { shot: number, seed });
      return { jobId: key };
    },
    collect: async (jobId): Promise<ImageOutcome> => {
      const { shot = 0, seed = 0 } = asked.get(jobId) ?? {};
      const manner = manners(shot);
      if (manner === "refused") return { state: "refused", reason: "not this one", billed: {} };
      const bytes = await tiles(manner === "twin" ? 1 : seed);
      const made = { bytes, contentType: "image/png", parameters: { seed }, units: { image: 1 } } as const;
      return { state: "succeeded", made };
    },
    find: async () => null,
    cancel: async () => undefined,
  };
  return { generator, submitted };
}

async function tiles(seed: number): Promise<Uint8Array> {
  const random = seededRandom(seed);
  const pixels = Uint8Array.from({ length: 9 * 9 * 3 }, () => Math.floor(random() * 256));
  return await sharp(pixels, { raw: { width: 9, height: 9, channels: 3 } })
    .resize(480, 600, { kernel: "nearest", fit: "fill" })
    .png()
    .toBuffer();
}

async function luna(manners: Manners) {
  const { generator, submitted } = tileVendor(manners);
  setting = await createTestContext({ ports: { images: [generator], moderator: null } });
  const { context, clock } = setting;
  const { prisma } = context.database;
  const price = { provider: "fal", model: "tiles-1", unit: "image", source: "test", effectiveAt: new Date(0) };
  await prisma.priceBookEntry.create({ data: { ...price, id: "prc_tiles", usd: PICTURE_MICROS / 1e6 } });
  await prisma.avatar.create({ data: { id: "avt_luna", slug: "luna", name: "Luna", statedAge: 25, brief: "x" } });
  const file = { storageKey: "avatars/luna/face.png", contentType: "image/png", bytes: 1, sha256: "0".repeat(64) };
  const made = { provider: "fal", model: "tiles-1", prompt: "a face", parameters: {} };
  await context.ports.store.put(file.storageKey, await tiles(2), file.contentType);
  await prisma.asset.create({ data: { id: "ast_face", avatarId: "avt_luna", kind: "image", ...file, ...made } });
  await prisma.avatar.updateMany({ data: { state: "face_ready", referenceAssetId: "ast_face" } });
  const run = async (name: string, input: object) => {
    const result = await setting.run(commands, name, input);
    if (result.state === "failed") throw new Error(JSON.stringify(result.problem));
    return result;
  };
  return {
    context,
    clock,
    prisma,
    submitted,
    run,
    /** @returns the run card of ten pictures, approved */
    start: async () => {
      const asked = await run("dataset.create", { avatar: "luna", count: 10, seed: 5 });
      if (asked.state !== "waiting") throw new Error("no run card");
      await run("run.approve", { id: asked.runCardId });
      return await prisma.runCard.findUniqueOrThrow({ where: { id: asked.runCardId } });
    },
    show: async () => {
      const shown = await run("dataset.show", { dataset: "luna" });
      if (shown.state !== "done") throw new Error("not shown");
      return { status: shown.output as DatasetStatusValue, card: shown.card };
    },
    /** Pictures paid for. */
    paid: () => prisma.costEntry.count({ where: { provider: "fal", state: "settled" } }),
  };
}

it("ends with as many as were asked for, and says how many were made again", async () => {
  const { start, show, submitted, paid } = await luna((shot) => (shot === 4 || shot === 7 ? "twin" : "picture"));
  await start();
  await workOff(setting);
  const { status, card } = await show();
  expect(status).toMatchObject({ state: "built", total: 10, finished: 11, again: 1, failed: 0, short: null });
  expect(status.coverage).toMatchObject({ kept: 10, dropped: { near_duplicate: 1 } });
  expect(status.pictures.filter(({ kept }) => kept === false)).toMatchObject([{ reason: "near_duplicate" }]);
  expect(card.fields).toContainEqual({ label: "Made again", value: "1 picture in place of one left out" });
  expect(submitted.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(await paid()).toBe(11);
});

it("says in the run card what it may cost at most, and never costs more", async () => {
  const { start, show, paid, prisma } = await luna(() => "twin");
  const card = await start();
  expect(Number(card.quoteUsd) * 1e6).toBeCloseTo(13 * PICTURE_MICROS);
  await workOff(setting);
  const { status, card: shown } = await show();
  expect(status).toMatchObject({ state: "failed", again: 3, short: "used_up", coverage: { kept: 1 } });
  expect(shown.text).toContain("9 of the pictures asked for are missing: no more may be made again.");
  expect(await paid()).toBe(13);
  expect(await prisma.dataset.findFirst()).toMatchObject({ round: 1 });
});

it("asks a vendor that refuses once more, and then says so", async () => {
  const { start, show, submitted } = await luna((shot) => (shot === 3 || shot > 10 ? "refused" : "picture"));
  await start();
  await workOff(setting);
  const { status, card } = await show();
  expect(status).toMatchObject({ state: "failed", again: 1, failed: 2, short: "not_again", coverage: { kept: 9 } });
  expect(card.text).toContain("the provider did not deliver them");
  expect(submitted).toHaveLength(11);
});

it("waits in a further round until today's budget allows it", async () => {
  const { start, show, run, submitted, paid } = await luna((shot) => (shot <= 2 ? "twin" : "picture"));
  await start();
  // Ten pictures and no eleventh.
  await run("budget.set", { usd: "0.21" });
  let looks = 0;
  await workOff(setting, () => submitted.length === 10 && ++looks > 20);
  const { status } = await show();
  expect(status).toMatchObject({ state: "building", total: 10, again: 1, finished: 10 });
  expect(await paid()).toBe(10);
  await run("budget.set", { usd: "0.30" });
  await workOff(setting);
  expect((await show()).status).toMatchObject({ state: "built", again: 1, coverage: { kept: 10 } });
  expect(await paid()).toBe(11);
});

it("decides a round once, whoever comes to it and how often", async () => {
  const { context, start, show, prisma, paid } = await luna((shot) => (shot <= 3 ? "twin" : "picture"));
  await start();
  await workOff(setting, (order) => order === "dataset.build");
  const { id } = await prisma.dataset.findFirstOrThrow();
  await Promise.all([buildDatasetNow(context, id), buildDatasetNow(context, id)]);
  await buildDatasetNow(context, id);
  expect(await prisma.vendorJob.count()).toBe(12);
  expect(await prisma.dataset.findFirst()).toMatchObject({ state: "building", round: 1 });
  await workOff(setting);
  expect((await show()).status).toMatchObject({ state: "built", again: 2, coverage: { kept: 10 } });
  expect(await paid()).toBe(12);
});

it("can be called off in a further round", async () => {
  const { start, show, run, submitted } = await luna((shot) => (shot <= 3 ? "twin" : "picture"));
  await start();
  await workOff(setting, () => submitted.length === 11);
  await run("dataset.cancel", { dataset: "luna-d1" });
  const before = submitted.length;
  await workOff(setting);
  expect(submitted).toHaveLength(before);
  expect((await show()).status).toMatchObject({ state: "canceled", again: 2, coverage: null });
});
