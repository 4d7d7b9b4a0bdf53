// The way of an avatar through the studio on built-in providers: face, training set, LoRA, exam, batch, reel.
import { afterAll, beforeAll, expect, it } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import type { ExecuteResult } from "../../agents/commands/execute.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { readMedia } from "../../agents/commands/media/read.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { ManualClock } from "../../agents/kernel/clock.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { createFfmpeg } from "../providers/media/video/ffmpeg.ts";
import { createBuiltInTrainer } from "../providers/training/built-in/built-in-trainer.ts";
import { createAnimaticGenerator } from "../providers/video/animatic/animatic.ts";
import { createLocalFaceRecognizer } from "../providers/vision/local-face-recognizer.ts";
import { createBuiltInVoice } from "../providers/voice/built-in/built-in-voice.ts";
import { workOff } from "./testing/work-off.ts";

let setting: TestContext;
const commands = allCommands().list;

beforeAll(async () => {
  // Drawn faces differ by seed, and small ones are not all found: the same ones each time, whoever ran before.
  const random = seededRandom(20261126);
  const ids = createIds(new ManualClock(), (size) =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
  );
  setting = await createTestContext({ random, ids });
  Object.assign(setting.context.ports, {
    trainers: [createBuiltInTrainer({ clock: setting.clock })],
    videos: [createAnimaticGenerator({ ffmpeg: createFfmpeg(), shortSide: 540 })],
    voices: [createBuiltInVoice({ espeakPath: null })],
    faces: createLocalFaceRecognizer(),
  });
});
afterAll(() => setting.close());

async function ask<Output>(name: string, input: object): Promise<Output> {
  const asked = await setting.run(commands, name, input);
  const result =
    asked.state === "waiting" ? await setting.run(commands, "run.approve", { id: asked.runCardId }) : asked;
  if (result.state !== "done") throw new Error(`${name}: ${JSON.stringify(result)}`);
  const output = result.output as { result?: Output };
  return (output.result ?? result.output) as Output;
}

async function refused(name: string, input: object): Promise<ExecuteResult> {
  return await setting.run(commands, name, input);
}

const avatar = () => setting.context.database.prisma.avatar.findUniqueOrThrow({ where: { slug: "luna" } });

it("needs a face before a training set, and a training set before a LoRA", async () => {
  await ask("avatar.create", { name: "Luna", brief: "surf and coffee in Lisbon, warm and playful", draft: true });
  expect(await refused("dataset.create", { avatar: "luna" })).toMatchObject({
    problem: { code: "refused", reason: "no_reference", remedy: "face create luna" },
  });
  expect(await refused("lora.train", { avatar: "luna" })).toMatchObject({
    problem: { code: "refused", reason: "no_dataset" },
  });
});

it("makes four faces, of which one becomes the reference", async () => {
  await ask("face.create", { avatar: "luna", words: "short hair" });
  await workOff(setting);
  const round = await ask<{ faces: { state: string; imageKey: string | null }[] }>("face.show", { avatar: "luna" });
  expect(round.faces.map(({ state }) => state)).toEqual(Array(4).fill("succeeded"));
  expect(new Set(round.faces.map(({ imageKey }) => imageKey)).size).toBe(4);
  expect(await refused("face.pick", { avatar: "luna", number: 9 })).toMatchObject({ problem: { field: "number" } });
  expect(await ask("face.pick", { avatar: "luna", number: 2 })).toMatchObject({ state: "face_ready", synthetic: true });
  expect(await avatar()).toMatchObject({ state: "face_ready", referenceAssetId: expect.stringMatching(/^ast_/) });
});

it("builds a training set from that face: as many as asked, curated, packed, with its coverage as a picture", async () => {
  await ask("dataset.create", { avatar: "luna", count: 12, seed: 3 });
  await workOff(setting);
  const shown = await ask<{ state: string; archiveBytes: number; sheetKey: string }>("dataset.show", {
    dataset: "luna",
  });
  expect(shown).toMatchObject({ state: "built", total: 12, failed: 0, coverage: { kept: 12 }, short: null });
  expect(shown.archiveBytes).toBeGreaterThan(10_000);
  const sheet = { key: shown.sheetKey, access: { by: "operator" as const } };
  expect(await callInternal(setting.context, readMedia, sheet)).toMatchObject({ contentType: "image/jpeg" });
  expect(await avatar()).toMatchObject({ state: "dataset_ready" });
  const jobs = await setting.context.database.prisma.vendorJob.findMany({ where: { purpose: "dataset" } });
  for (const { request } of jobs) expect(request).toMatchObject({ referenceKey: expect.stringContaining("/faces/") });
}, 90_000);

it("calls a training off, and the avatar is where she was", async () => {
  await ask("lora.train", { avatar: "luna" });
  expect(await avatar()).toMatchObject({ state: "training" });
  expect(await refused("lora.train", { avatar: "luna" })).toMatchObject({ problem: { code: "conflict" } });
  await ask("lora.cancel", { avatar: "luna" });
  await workOff(setting);
  expect(await ask("lora.show", { avatar: "luna" })).toMatchObject({ training: { state: "canceled" }, versions: [] });
  expect(await avatar()).toMatchObject({ state: "dataset_ready" });
  expect(await refused("lora.cancel", { avatar: "luna" })).toMatchObject({ problem: { code: "refused" } });
});

it("trains, examines what came of it, and uses it only once it passed", async () => {
  await ask("lora.train", { avatar: "luna" });
  await workOff(setting);
  const { versions } = await ask<{ versions: { reference: string; exam: { passed: boolean } }[] }>("lora.show", {
    avatar: "luna",
  });
  expect(versions).toMatchObject([
    { reference: "luna-v1", state: "candidate", exam: { passed: true, sheetKey: expect.any(String) } },
  ]);
  // What the card of the training follows told of the verdict, too.
  const { id } = await avatar();
  expect(setting.events.published).toContainEqual({ topic: `loras:${id}`, kind: "graded" });
  expect(await avatar()).toMatchObject({ state: "trained", activeLoraId: null });
  await ask("lora.activate", { lora: "luna-v1" });
  expect(await avatar()).toMatchObject({ state: "validated", activeLoraId: expect.stringMatching(/^lor_/) });
});

it("makes pictures of her, and holds those of a stranger until a person has looked", async () => {
  const { prisma } = setting.context.database;
  const faceOfLuna = (await avatar()).referenceFace;
  await ask("batch.create", { avatar: "luna", count: 2 });
  await workOff(setting);
  await prisma.avatar.updateMany({ data: { referenceFace: faceOfLuna.map((value) => -value) } });
  await ask("batch.create", { avatar: "luna", count: 1 });
  await workOff(setting);
  await prisma.avatar.updateMany({ data: { referenceFace: faceOfLuna } });

  const pieces = await prisma.piece.findMany({ orderBy: { number: "asc" } });
  expect(pieces).toMatchObject([
    { state: "ready", heldFor: [] },
    { state: "ready", heldFor: [] },
    { state: "held", heldFor: ["likeness"] },
  ]);
  expect(await refused("piece.approve", { pieces: ["luna-3"] })).toMatchObject({ problem: { code: "refused" } });
  await ask("piece.release", { piece: "luna-3", reason: "It is her, in profile." });
  expect(await prisma.piece.findFirst({ where: { number: 3 } })).toMatchObject({ state: "ready" });
});

it("sets two of them in motion with her voice over it, as one reel", async () => {
  const asked = {
    avatar: "luna",
    pieces: ["luna-1", "luna-2"],
    script: "Morning by the sea. Coffee first.",
    seconds: 4,
  };
  await ask("reel.create", asked);
  await workOff(setting);
  const { prisma } = setting.context.database;
  const reel = await prisma.piece.findFirstOrThrow({ where: { number: 4 }, include: { asset: true } });
  expect(reel).toMatchObject({ state: "ready", heldFor: [], asset: { contentType: "video/mp4" } });
}, 90_000);

it("leaves no picture and no film in the store that does not say that it was made", async () => {
  const { store, media } = setting.context.ports;
  const unmarked: string[] = [];
  let looked = 0;
  for await (const { key } of store.list("")) {
    const { bytes, contentType } = await store.get(key);
    // A diagram shows nobody.
    if (!/^(image|video)\//.test(contentType) || key.endsWith("-coverage.png")) continue;
    looked += 1;
    const says = contentType.startsWith("video/") ? media.hasVideoMark(bytes) : media.hasSyntheticMark(bytes);
    if (!(await says)) unmarked.push(key);
  }
  expect(unmarked).toEqual([]);
  expect(looked).toBeGreaterThan(40);
});
