// A short clip as cameras and models make them, for tests.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createFfmpeg } from "../../../../jobs/providers/media/video/ffmpeg.ts";

export interface TestClip {
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly framesPerSecond?: number;
  /** Default true: its index stands before its pictures. */
  readonly isIndexFirst?: boolean;
}

const ffmpeg = createFfmpeg();

/** H.264 and AAC. */
export function testClip({
  width = 180,
  height = 320,
  seconds = 3.2,
  framesPerSecond = 30,
  isIndexFirst = true,
}: TestClip = {}): Promise<Uint8Array> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    const picture = `testsrc2=size=${width}x${height}:rate=${framesPerSecond}:duration=${seconds}`;
    const inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", `sine=duration=${seconds}`];
    const encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"];
    const flags = isIndexFirst ? ["-movflags", "+faststart"] : [];
    const run = { signal: AbortSignal.timeout(30_000), timeoutMs: 30_000 };
    await ffmpeg.run([...inputs, ...encoding, ...flags, file], run);
    return await readFile(file);
  });
}
