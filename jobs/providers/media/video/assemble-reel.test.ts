import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { captionTimings, type TimedCaption } from "../../../../agents/domain/content/caption-timing.ts";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { assembleReel, type ReelInput } from "./assemble-reel.ts";
import { writeCaptionTrack } from "./caption-track.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { topLevelBoxes } from "./mp4-boxes.ts";
import { REEL_FRAMES } from "./reel-frame.ts";
import { hasVideoMark } from "./video-mark.ts";

const ffmpeg = createFfmpeg();
const run = () => ({ signal: AbortSignal.timeout(25_000), timeoutMs: 25_000 });
let folder = "";
/** Vertical and mute; wide, with sound, at another frame rate. */
let mute: Uint8Array;
let loud: Uint8Array;

async function made(name: string, args: readonly string[]): Promise<Uint8Array> {
  const file = path.join(folder, name);
  await ffmpeg.run([...args, file], run());
  return readFile(file);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "reel-test-"));
  mute = await tinyVideo({ seed: 5, seconds: 0.6, width: 90, height: 160 });
  const sources = ["-f", "lavfi", "-i", "color=white:s=160x90:r=24:d=0.5", "-f", "lavfi", "-i", "sine=f=300:d=0.5"];
  loud = await made("loud.mp4", [...sources, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"]);
});
afterAll(() => rm(folder, { recursive: true }));

const voice = (name: string, seconds: number) =>
  made(name, ["-f", "lavfi", "-i", `sine=f=440:d=${seconds}`, "-af", "volume=0.1"]);

const reelOf = (input: Partial<ReelInput>) =>
  assembleReel(ffmpeg, { clips: [mute], captions: [], aspectRatio: "1:1", maxSeconds: 90, ...input }, run().signal);

async function frameAt(reel: Uint8Array, seconds: number): Promise<Sharp> {
  const file = path.join(folder, "looked-at.mp4");
  await writeFile(file, reel);
  const still = [
    "-ss",
    String(seconds),
    "-f",
    "mov",
    "-i",
    file,
    "-frames:v",
    "1",
    "-c:v",
    "png",
    "-f",
    "image2pipe",
    "pipe:1",
  ];
  return sharp(await ffmpeg.run(still, run()));
}

/** Loudness of the whole track in dB, by ffmpeg's own measure on decoded samples. */
async function loudnessOf(reel: Uint8Array): Promise<number> {
  const file = path.join(folder, "listened-to.mp4");
  await writeFile(file, reel);
  const samples = await ffmpeg.run(["-f", "mov", "-i", file, "-vn", "-ac", "1", "-f", "f32le", "pipe:1"], run());
  const values = new Float32Array(Uint8Array.from(samples).buffer);
  return 10 * Math.log10(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

async function factsOf(reel: Uint8Array) {
  const file = path.join(folder, "probed.mp4");
  await writeFile(file, reel);
  return ffmpeg.probe(["-f", "mov", "-i", file], run().signal);
}

it("cuts clips of any shape together for a phone, with their sound, captions on time, and the mark", async () => {
  const captions: TimedCaption[] = [{ text: "¿Y si mañana…?", startMs: 700, endMs: 1_050 }];
  const reel = await reelOf({ clips: [mute, loud], captions, aspectRatio: "9:16" });
  expect(reel).toMatchObject({ isCut: false, reducedCaptions: 0, contentType: "video/mp4" });
  const facts = await factsOf(reel.bytes);
  expect(facts).toMatchObject({ video: { codec: "h264", width: 1_080, height: 1_920 }, audio: { codec: "aac" } });
  expect(Math.abs(facts.durationMs - 1_100)).toBeLessThan(60);
  expect(topLevelBoxes(reel.bytes).map(({ type }) => type)).toEqual(["ftyp", "moov", "free", "mdat", "uuid"]);
  expect(await hasVideoMark(reel.bytes)).toBe(true);
  expect(await loudnessOf(reel.bytes)).toBeGreaterThan(-35);
  // White clip, dark plate: inside the caption's room, at the caption's time.
  const { left, top, width, height } = REEL_FRAMES["9:16"].captions;
  const room = { left: left + width / 2 - 150, top: top + height - 60, width: 300, height: 50 };
  const brightness = async (seconds: number) =>
    (
      await sharp(await (await frameAt(reel.bytes, seconds)).extract(room).toBuffer())
        .greyscale()
        .stats()
    ).channels[0]?.mean;
  expect(await brightness(0.65)).toBeGreaterThan(230);
  expect(await brightness(0.85)).toBeLessThan(160);
});

it("is as long as its voice, which becomes loud enough: short clips come again", async () => {
  const reel = await reelOf({ voice: await voice("voice.wav", 1.5) });
  expect(reel).toMatchObject({ durationMs: 1_800, isCut: false });
  const facts = await factsOf(reel.bytes);
  expect(facts).toMatchObject({ video: { width: 1_080, height: 1_080 }, audio: { codec: "aac" } });
  expect(Math.abs(facts.durationMs - 1_800)).toBeLessThan(60);
  // The voice came at about -41 dB.
  expect(await loudnessOf(reel.bytes)).toBeGreaterThan(-22);
  await expect(frameAt(reel.bytes, 1.7).then((frame) => frame.metadata())).resolves.toMatchObject({ width: 1_080 });
});

it("shows every clip, though the voice has ended", async () => {
  const silent = await reelOf({});
  const spoken = await reelOf({ voice: await voice("short.wav", 0.2) });
  expect(spoken.durationMs).toBe(silent.durationMs);
  expect(spoken.isCut).toBe(false);
});

it("is cut at the limit, and takes MP3", async () => {
  const reel = await reelOf({ voice: await voice("voice.mp3", 2), maxSeconds: 1 });
  expect(reel).toMatchObject({ durationMs: 950, isCut: true });
  expect((await factsOf(reel.bytes)).durationMs).toBeLessThanOrEqual(1_000);
});

it("has a silent track where nothing sounds, draws what its font has, and gives the same bytes again", async () => {
  const captions = captionTimings("Sal 🌊. 🌊🌊. 日本語.", 600);
  const reel = await reelOf({ captions });
  expect(reel.reducedCaptions).toBe(3);
  expect((await factsOf(reel.bytes)).audio).toEqual({ codec: "aac" });
  expect(await loudnessOf(reel.bytes)).toBeLessThan(-90);
  expect(Buffer.from((await reelOf({ captions })).bytes).equals(Buffer.from(reel.bytes))).toBe(true);
});

it("names the clip that cannot be used", async () => {
  const unknownCodec = Buffer.from(
    Buffer.from(mute).toString("latin1").replace("avc1\0\0\0\0\0\0", "vvc9\0\0\0\0\0\0"),
    "latin1",
  );
  const noPicture = await made("sound.mp4", ["-f", "lavfi", "-i", "sine=d=0.2", "-c:a", "aac"]);
  const noFrames = Buffer.from(mute).fill(0xaa, Buffer.from(mute).indexOf("mdat") + 4);
  const half = mute.subarray(0, 300);
  for (const clip of [Buffer.from("<html>an error page</html>"), unknownCodec, noPicture, noFrames, half]) {
    await expect(reelOf({ clips: [mute, clip] })).rejects.toMatchObject({
      code: "invalid_input",
      field: "clips.1",
      message: expect.stringContaining("Clip 2"),
    });
  }
});

it("refuses what it cannot work from", async () => {
  await expect(reelOf({ clips: [] })).rejects.toMatchObject({ code: "invalid_input", field: "clips" });
  await expect(reelOf({ aspectRatio: "7:1" })).rejects.toMatchObject({ code: "invalid_input", field: "aspectRatio" });
  await expect(reelOf({ maxSeconds: Number.NaN })).rejects.toMatchObject({
    code: "invalid_input",
    field: "maxSeconds",
  });
  for (const odd of [Buffer.from("<html>"), Buffer.from("ID3"), Buffer.from("RIFF0000WAVEfmt ")]) {
    await expect(reelOf({ voice: odd })).rejects.toMatchObject({ code: "invalid_input", field: "voice" });
  }
  const controller = new AbortController();
  controller.abort(new Error("called off"));
  const input = { clips: [mute], captions: [], aspectRatio: "1:1", maxSeconds: 9 };
  await expect(assembleReel(ffmpeg, input, controller.signal)).rejects.toThrow("called off");
});

it("shows one caption at a time: later ones end earlier ones, none outlasts the reel", async () => {
  const caption = (text: string, startMs: number, endMs: number) => ({ text, startMs, endMs });
  const captions = [
    caption("dos", 900, 2_000),
    caption("uno", 200, 1_500),
    caption("tarde", 3_000, 4_000),
    caption("nada", 50, 50),
  ];
  const { list, reduced } = await writeCaptionTrack(captions, REEL_FRAMES["1:1"], 1_800, folder);
  expect(reduced).toBe(0);
  const shown = (await readFile(list ?? "", "utf8")).split("\n");
  expect(shown.filter((line) => line.startsWith("duration"))).toEqual([
    "duration 0.2",
    "duration 0.7",
    "duration 0.9",
    "duration 1",
  ]);
});
