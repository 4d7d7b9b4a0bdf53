import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { createFfmpeg } from "../media/video/ffmpeg.ts";
import { tinyVideo } from "./tiny-video.ts";

const ffmpeg = createFfmpeg();
const run = { signal: AbortSignal.timeout(20_000), timeoutMs: 20_000 };

it("is a clip that decodes from end to end without a word of complaint, in any even size and length", async () => {
  for (const asked of [
    { width: 64, height: 112, seconds: 5 },
    { width: 90, height: 158, seconds: 0.1 },
    { width: 2, height: 2, seconds: 2 },
    { width: 480, height: 272, seconds: 10 },
  ]) {
    await ffmpeg.inFolder(async (folder) => {
      const file = path.join(folder, "clip.mp4");
      await writeFile(file, await tinyVideo({ seed: 3, ...asked }));
      const input = ["-f", "mov", "-i", file];
      const { width, height } = asked;
      expect(await ffmpeg.probe(input, run.signal)).toEqual({
        durationMs: asked.seconds * 1_000,
        video: { codec: "h264", width, height, framesPerSecond: 10 },
        audio: null,
      });
      const decode = ["-xerror", ...input, "-f", "framemd5", "pipe:1"];
      expect(await ffmpeg.ask(["-loglevel", "warning", "-xerror", ...input, "-f", "null", "-"], run)).toBe("");
      const frames = Buffer.from(await ffmpeg.run(decode, run)).toString();
      expect(frames.split("\n").filter((line) => /^\d/.test(line))).toHaveLength(asked.seconds * 10);
    });
  }
});

it("is the same for the same request, and another for another seed", async () => {
  const clip = (seed: number) =>
    tinyVideo({ seed, seconds: 1, width: 64, height: 64 }).then((bytes) => Buffer.from(bytes));
  expect((await clip(1)).equals(await clip(1))).toBe(true);
  expect((await clip(1)).equals(await clip(2))).toBe(false);
});
