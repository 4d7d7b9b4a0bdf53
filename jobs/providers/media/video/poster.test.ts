import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { hasSyntheticMark } from "../synthetic-mark.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { posterOf } from "./poster.ts";

const ffmpeg = createFfmpeg();
const signal = () => AbortSignal.timeout(20_000);

/** A clip by ffmpeg's own generator. */
async function clipOf(graph: string): Promise<Uint8Array> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    const args = ["-f", "lavfi", "-i", graph, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", file];
    await ffmpeg.run(args, { signal: signal(), timeoutMs: 20_000 });
    return readFile(file);
  });
}

const brightness = async (jpeg: Uint8Array) => (await sharp(jpeg).greyscale().stats()).channels[0]?.mean ?? 0;

it("is a marked JPEG of the clip's own size", async () => {
  const poster = await posterOf(ffmpeg, await tinyVideo({ seed: 3, seconds: 1, width: 90, height: 160 }), signal());
  expect(poster).toMatchObject({ contentType: "image/jpeg", width: 90, height: 160 });
  expect((await sharp(poster.bytes).metadata()).format).toBe("jpeg");
  expect(await hasSyntheticMark(poster.bytes)).toBe(true);
});

it("skips the dark of a fade-in", async () => {
  const fading = await clipOf("testsrc2=s=64x112:d=3:r=10,fade=t=in:st=1:d=0.2");
  const { bytes } = await posterOf(ffmpeg, fading, signal());
  expect(await brightness(bytes)).toBeGreaterThan(60);
});

it("takes what there is of a plain clip", async () => {
  const { bytes } = await posterOf(ffmpeg, await clipOf("color=white:s=64x64:d=0.3:r=10"), signal());
  expect(await brightness(bytes)).toBeGreaterThan(200);
});

it("refuses what cannot be decoded, and stops when called off", async () => {
  const clip = await tinyVideo({ seed: 3, seconds: 1, width: 64, height: 64 });
  for (const bytes of [Buffer.from("<html>"), clip.subarray(0, 40)]) {
    await expect(posterOf(ffmpeg, bytes, signal())).rejects.toMatchObject({ code: "invalid_input" });
  }
  await expect(posterOf(ffmpeg, clip, AbortSignal.abort(new Error("off")))).rejects.toThrow("off");
});
