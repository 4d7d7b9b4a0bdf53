import { access, chmod, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { makeExecutable } from "./find-ffmpeg.ts";
import { readMediaFacts } from "./probe-media.ts";

const ffmpeg = createFfmpeg();
const run = () => ({ signal: AbortSignal.timeout(20_000), timeoutMs: 20_000 });
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ffmpeg-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A program that says what ffmpeg says at -version. */
async function pretender(name: string, version: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\necho "${version}"\n`);
  await chmod(file, 0o755);
  return file;
}

it("finds one on this machine", async () => {
  const output = await ffmpeg.run(
    ["-f", "lavfi", "-i", "color=red:s=2x2", "-frames:v", "1", "-f", "rawvideo", "pipe:1"],
    run(),
  );
  expect(output.byteLength).toBeGreaterThan(0);
});

it("takes the configured one and no other", async () => {
  const good = await pretender("good", "ffmpeg version 7 configuration: --enable-libx264");
  expect(await createFfmpeg({ path: good }).find()).toBe(good);
  const poor = await pretender("poor", "ffmpeg version 7 configuration: --disable-everything");
  for (const wrong of [poor, path.join(folder, "absent")]) {
    await expect(createFfmpeg({ path: wrong }).find()).rejects.toMatchObject({
      code: "not_configured",
      remedy: expect.stringContaining("FFMPEG_PATH"),
    });
  }
});

it("looks again after it was missing", async () => {
  const later = path.join(folder, "later");
  const patient = createFfmpeg({ path: later });
  await expect(patient.find()).rejects.toMatchObject({ code: "not_configured" });
  await copyFile(await pretender("now", "--enable-libx264"), later);
  expect(await patient.find()).toBe(later);
});

it("gives a packaged binary its executable bit, or says what to do", async () => {
  const file = await pretender("bare", "--enable-libx264");
  await chmod(file, 0o644);
  await makeExecutable(file);
  await access(file, 1);
  await expect(makeExecutable("/nowhere/ffmpeg")).rejects.toMatchObject({
    code: "not_configured",
    remedy: expect.stringContaining("chmod 755 /nowhere/ffmpeg"),
  });
});

it("reads from what it is given and tells a failure by its last line", async () => {
  const picture = Buffer.concat([Buffer.from("P6 2 2 255\n"), Buffer.alloc(12, 200)]);
  const input = ["-f", "image2pipe", "-c:v", "ppm", "-i", "pipe:0"];
  const gray = ["-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"];
  expect([...(await ffmpeg.run([...input, ...gray], { ...run(), input: picture }))]).toEqual([200, 200, 200, 200]);
  await expect(ffmpeg.run(["-i", path.join(folder, "nothing.mp4"), "-f", "null", "-"], run())).rejects.toMatchObject({
    code: "provider_failed",
    message: expect.stringContaining("nothing.mp4: No such file or directory"),
  });
});

const FOREVER = ["-re", "-f", "lavfi", "-i", "testsrc", "-f", "null", "-"];

it("is killed when called off and when it takes too long", async () => {
  const controller = new AbortController();
  const running = ffmpeg.run(FOREVER, { signal: controller.signal, timeoutMs: 60_000 });
  await ffmpeg.find();
  controller.abort(new Error("called off"));
  await expect(running).rejects.toThrow("called off");
  await expect(ffmpeg.run(FOREVER, { ...run(), timeoutMs: 200 })).rejects.toMatchObject({
    code: "provider_failed",
    reason: "timeout",
  });
});

it("names a full disk", async () => {
  const full = ["-f", "lavfi", "-i", "testsrc=d=1", "-f", "mpegts", "/dev/full"];
  await expect(ffmpeg.run(full, run())).rejects.toMatchObject({ code: "storage_full", retryable: true });
  const writes = ffmpeg.inFolder(() => writeFile("/dev/full", "x"));
  await expect(writes).rejects.toMatchObject({ code: "storage_full" });
  const nowhere = createFfmpeg({ folder: "/dev/null/nowhere" }).inFolder(async () => "never");
  await expect(nowhere).rejects.toMatchObject({ code: "unavailable" });
});

it("reaches neither the network nor files that a clip points at", async () => {
  const playlist = path.join(folder, "clip.m3u8");
  await writeFile(playlist, "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n");
  await expect(ffmpeg.run(["-i", playlist, "-f", "null", "-"], run())).rejects.toMatchObject({
    code: "provider_failed",
  });
  await expect(ffmpeg.run(["-i", "http://127.0.0.1:9/a.mp4", "-f", "null", "-"], run())).rejects.toMatchObject({
    message: expect.stringMatching(/whitelist|Invalid argument/),
  });
});

it("leaves nothing behind", async () => {
  const own = createFfmpeg({ folder });
  const before = await readdir(folder);
  await own.inFolder((inner) => writeFile(path.join(inner, "a"), "a"));
  await expect(own.inFolder(() => readFile(path.join(folder, "absent")))).rejects.toMatchObject({ reason: "ENOENT" });
  const bug = new TypeError("ours");
  await expect(own.inFolder(() => Promise.reject(bug))).rejects.toBe(bug);
  expect(await readdir(folder)).toEqual(before);
});

it("says what a file is made of", async () => {
  const clip = path.join(folder, "clip.mp4");
  await writeFile(clip, await tinyVideo({ seed: 1, seconds: 3, width: 90, height: 160 }));
  expect(await ffmpeg.probe(["-i", clip], run().signal)).toEqual({
    durationMs: 3_000,
    video: { codec: "h264", width: 90, height: 160, framesPerSecond: 10 },
    audio: null,
  });
  const sound = path.join(folder, "voice.wav");
  await ffmpeg.run(["-f", "lavfi", "-i", "sine=d=0.5", sound], run());
  expect(await ffmpeg.probe(["-i", sound], run().signal)).toEqual({
    durationMs: 500,
    video: null,
    audio: { codec: "pcm_s16le" },
  });
  await writeFile(clip, "no clip at all");
  await expect(ffmpeg.probe(["-i", clip], run().signal)).rejects.toMatchObject({ code: "invalid_input" });
});

it("understands newer builds, and decoders that are missing", () => {
  const said = (stream: string) =>
    `Input #0, mov,mp4, from 'a':\n  Duration: N/A, start: 0\n  Stream #0:0[0x1](und): ${stream}\n`;
  const video =
    "Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 720x1280 [SAR 1:1 DAR 9:16], 900 kb/s, 24 fps";
  expect(readMediaFacts(said(video))).toEqual({
    durationMs: 0,
    video: { codec: "h264", width: 720, height: 1_280, framesPerSecond: 24 },
    audio: null,
  });
  expect(readMediaFacts(said("Video: none (vvc1 / 0x31637676), 720x1280, 900 kb/s")).video).toBeNull();
  expect(readMediaFacts(said("Video: h264 (avc1 / 0x31637661), none, 900 kb/s")).video).toBeNull();
  expect(readMediaFacts(said("Audio: none (ac-4 / 0x342D6361)")).audio).toBeNull();
});
