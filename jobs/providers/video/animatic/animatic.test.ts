import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { describeVideoGenerator } from "../../../../agents/ports/conformance/video-generator.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { createFfmpeg } from "../../media/video/ffmpeg.ts";
import { topLevelBoxes } from "../../media/video/mp4-boxes.ts";
import { type AnimaticOptions, createAnimaticGenerator } from "./animatic.ts";
import { motionOf } from "./motion.ts";

const ffmpeg = createFfmpeg();
const signal = () => AbortSignal.timeout(25_000);
const picture = {
  bytes: await drawPicture(["first frame"], { width: 180, height: 320 }).png().toBuffer(),
  contentType: "image/png",
};
let parent = "";
let folders = 0;
beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "animatic-test-"));
});
afterAll(() => rm(parent, { recursive: true }));

function create(options: Partial<AnimaticOptions> = {}) {
  folders += 1;
  return createAnimaticGenerator({ ffmpeg, folder: path.join(parent, String(folders)), shortSide: 108, ...options });
}

const request = (change: Partial<VideoRequest> = {}): VideoRequest => ({
  prompt: "adult woman in a linen shirt, slow zoom in",
  negative: "",
  seed: -7,
  aspectRatio: "9:16",
  seconds: 4,
  image: picture,
  ...change,
});

describeVideoGenerator("animatic", () => ({ adapter: create(), startedAt: new Date(0), vendor: null }), picture);

async function clipOf(generator: ReturnType<typeof create>, change: Partial<VideoRequest> = {}): Promise<Uint8Array> {
  const { jobId } = await generator.submit(request(change), { key: "a", callbackUrl: null }, signal());
  const outcome = await generator.collect(jobId, signal());
  if (outcome.state !== "succeeded") throw new Error(JSON.stringify(outcome));
  return outcome.made.bytes;
}

async function inFile<Value>(clip: Uint8Array, look: (input: readonly string[]) => Promise<Value>): Promise<Value> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    await writeFile(file, clip);
    return look(["-f", "mov", "-i", file]);
  });
}

it("makes H.264 of the length and shape asked for, its index first, the same bytes on any day", async () => {
  for (const [aspectRatio, width, height] of [
    ["9:16", 108, 192],
    ["16:9", 192, 108],
    ["1:1", 108, 108],
  ] as const) {
    const clip = await clipOf(create(), { aspectRatio });
    const facts = await inFile(clip, (input) => ffmpeg.probe(input, signal()));
    expect(facts).toEqual({
      durationMs: 4_000,
      video: { codec: "h264", width, height, framesPerSecond: 30 },
      audio: null,
    });
    expect(topLevelBoxes(clip).map(({ type }) => type)).toEqual(["ftyp", "moov", "free", "mdat"]);
  }
  const one = Buffer.from(await clipOf(create()));
  expect(one.equals(await clipOf(create()))).toBe(true);
  expect(one.equals(await clipOf(create(), { seed: 8 }))).toBe(false);
});

it("says on every frame that it is a preview, and moves behind that", async () => {
  const clip = await clipOf(create({ shortSide: 360 }));
  const frameAt = (seconds: number) =>
    inFile(clip, async (input) => {
      const still = ["-ss", String(seconds), ...input, "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1"];
      return sharp(await ffmpeg.run(still, { signal: signal(), timeoutMs: 20_000 }));
    });
  const stills = await Promise.all([frameAt(0), frameAt(2), frameAt(3.9)]);
  const pixels = (area: { left: number; top: number; width: number; height: number }) =>
    Promise.all(stills.map((still) => still.clone().extract(area).removeAlpha().raw().toBuffer()));
  for (const amber of await pixels({ left: 81, top: 96, width: 3, height: 3 })) {
    expect(amber[0]).toBeGreaterThan(225);
    expect(Math.abs((amber[1] ?? 0) - 0xc2)).toBeLessThan(25);
    expect(amber[2]).toBeLessThan(110);
  }
  const [first, , last] = await pixels({ left: 60, top: 300, width: 240, height: 240 });
  expect(first?.equals(last ?? Buffer.alloc(0))).toBe(false);
});

it("survives a crash between submission and collection, and says so when its picture did not", async () => {
  const folder = path.join(parent, "crash");
  const { jobId } = await create({ folder }).submit(request(), { key: "a", callbackUrl: null }, signal());
  expect(await create({ folder }).collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  const lost = { state: "failed", reason: "picture_lost", retryable: true, billed: {} };
  const [name] = await readdir(folder);
  await writeFile(path.join(folder, name ?? ""), "another picture");
  expect(await create({ folder }).collect(jobId, signal())).toEqual(lost);
  await rm(folder, { recursive: true });
  expect(await create({ folder }).collect(jobId, signal())).toEqual(lost);
});

it("keeps pictures for a day", async () => {
  const clock = new ManualClock(new Date());
  const folder = path.join(parent, "sweep");
  const generator = create({ folder, clock });
  const submit = (seed: number) =>
    drawPicture([seed], { width: 64, height: 64 })
      .png()
      .toBuffer()
      .then((bytes) =>
        generator.submit(
          request({ image: { bytes, contentType: "image/png" } }),
          { key: "a", callbackUrl: null },
          signal(),
        ),
      );
  await submit(1);
  await submit(2);
  expect(await readdir(folder)).toHaveLength(2);
  clock.advance(25 * 3_600_000);
  await submit(3);
  expect(await readdir(folder)).toHaveLength(1);
});

it("refuses what it cannot move, and ids that are not its own", async () => {
  const generator = create();
  const submit = (change: Partial<VideoRequest>, by = generator) =>
    by.submit(request(change), { key: "a", callbackUrl: null }, signal());
  const image = { bytes: Buffer.from("<html>"), contentType: "image/png" };
  await expect(submit({ image })).rejects.toMatchObject({ code: "invalid_input", reason: "image_type" });
  const without = create({ ffmpeg: createFfmpeg({ path: "/nowhere/ffmpeg" }) });
  await expect(submit({}, without)).rejects.toMatchObject({ code: "not_configured" });
  await expect(submit({}, create({ folder: "/dev/null/nowhere" }))).rejects.toMatchObject({ code: "unavailable" });
  const half = { bytes: picture.bytes.subarray(0, picture.bytes.length / 2), contentType: "image/png" };
  const { jobId: damaged } = await submit({ image: half });
  await expect(generator.collect(damaged, signal())).rejects.toMatchObject({ code: "invalid_input" });
  for (const jobId of ["", "animatic1_", "animatic1_%%%", "animatic0_abc", "card1_abc"]) {
    await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ code: "not_found" });
  }
});

it("moves as the prompt says, else as the seed picks, and never beyond the picture", () => {
  expect(motionOf("camera slowly zooms out over the beach", 1).name).toBe("pull_out");
  expect(motionOf("she looks left and smiles", 1).name).toBe("pan_left");
  expect(motionOf("la cámara se acerca", 1).name).toBe("push_in");
  const picked = new Set(Array.from({ length: 60 }, (_, seed) => motionOf("she smiles", seed).name));
  expect(picked.size).toBe(6);
  for (let seed = 0; seed < 60; seed += 1) {
    const { name, from, to } = motionOf("she smiles", seed);
    expect(motionOf("she smiles", seed)).toEqual({ name, from, to });
    for (const { zoom, x, y } of [from, to]) {
      expect(zoom).toBeGreaterThanOrEqual(1);
      expect(zoom).toBeLessThan(1.3);
      for (const centre of [x, y]) expect(Math.abs(centre - 0.5)).toBeLessThanOrEqual(0.5);
    }
    if (name.startsWith("pan") || name.startsWith("tilt")) {
      const room = (1 - 1 / from.zoom) / 2;
      for (const shift of [from.x - 0.5, from.y - 0.5]) expect(Math.abs(shift)).toBeLessThanOrEqual(room);
    }
  }
});
