import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { createFfmpeg } from "./ffmpeg.ts";
import { laterMoments, lookAtVideo } from "./look-at-video.ts";

const ffmpeg = createFfmpeg();
const signal = () => AbortSignal.timeout(20_000);

/** Black, from the middle on white. */
async function turningClip(): Promise<Uint8Array> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    const half = (colour: string) => ["-f", "lavfi", "-i", `color=${colour}:s=64x112:d=1:r=10`];
    const joined = ["-filter_complex", "[0:v][1:v]concat=n=2:v=1", "-pix_fmt", "yuv420p", "-c:v", "libx264", file];
    await ffmpeg.run([...half("black"), ...half("white"), ...joined], { signal: signal(), timeoutMs: 20_000 });
    return readFile(file);
  });
}

it("sees what a clip turns into after its still", async () => {
  const bytes = await turningClip();
  const { durationMs, ...look } = await lookAtVideo(ffmpeg, bytes, signal());
  expect({ durationMs, ...look }).toMatchObject({ durationMs: 2000, width: 64, height: 112 });
  const later = await laterMoments(ffmpeg, bytes, durationMs, signal());
  expect(later).toHaveLength(2);
  for (const still of later) {
    expect(still).toMatchObject({ contentType: "image/jpeg", width: 64, height: 112 });
    expect((await sharp(still.bytes).greyscale().stats()).channels[0]?.mean).toBeGreaterThan(230);
  }
});

it("names a clip that cannot be decoded", async () => {
  const broken = new TextEncoder().encode("no clip");
  await expect(lookAtVideo(ffmpeg, broken, signal())).rejects.toMatchObject({ code: "invalid_input" });
  await expect(laterMoments(ffmpeg, broken, 2000, signal())).rejects.toMatchObject({ code: "provider_failed" });
});
