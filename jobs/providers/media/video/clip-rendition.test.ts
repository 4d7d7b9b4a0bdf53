import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { preflight } from "../../../../agents/domain/distribution/preflight.ts";
import { INSTAGRAM_RULES } from "../../../../agents/domain/distribution/rules/instagram.ts";
import { type MadeClip, renderClip } from "./clip-rendition.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { topLevelBoxes } from "./mp4-boxes.ts";
import { hasVideoMark, hasVideoMarkIn, labelVideo } from "./video-mark.ts";

const ffmpeg = createFfmpeg();
const REEL = INSTAGRAM_RULES.formats.video.clip;
const signal = () => AbortSignal.timeout(60_000);

/** @param encoding how it is encoded, and in what */
async function clip(size: string, seconds: number, encoding: readonly string[], name = "clip.mp4") {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, name);
    const inputs = ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=12:duration=${seconds}`];
    const sound = ["-f", "lavfi", "-i", `sine=duration=${seconds}`];
    await ffmpeg.run([...inputs, ...sound, ...encoding, file], { signal: signal(), timeoutMs: 60_000 });
    return await readFile(file);
  });
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function rendered(source: Uint8Array, rules = REEL): Promise<MadeClip & { readonly file: Buffer }> {
  return await renderClip(ffmpeg, inPieces(source), rules, signal(), async (made) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of made.stream()) chunks.push(chunk);
    return { ...made, file: Buffer.concat(chunks) };
  });
}

const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];

it("a clip of another shape, rate and order becomes a reel, marked", async () => {
  const source = await labelVideo(await clip("480x270", 4, [...H264, "-c:a", "aac"]));
  const made = await rendered(source);
  expect(made).toMatchObject({ isSource: false, videoCodec: "h264", framesPerSecond: 30, bytes: made.file.length });
  expect(await hasVideoMark(made.file)).toBe(true);
  const types = topLevelBoxes(made.file).map(({ type }) => type);
  expect(types.indexOf("moov")).toBeLessThan(types.indexOf("mdat"));
  const { isSource: _isSource, stream: _stream, file: _file, ...facts } = made;
  const post = { platform: "instagram", format: "video", accountEmulated: false, caption: "", tier: "safe" } as const;
  const items = [{ ...facts, kind: "video" as const, marked: true }];
  expect(preflight({ ...post, items, synthetic: false, quotaLeft: 1 })).toEqual([]);
  // What is made is as it has to be: made again, nothing is done.
  expect(await rendered(made.file)).toMatchObject({ isSource: true, bytes: made.file.length });
});

it("is cut to the length that is taken", async () => {
  const source = await clip("180x320", 5, [...H264, "-c:a", "aac"]);
  const { durationMs } = await rendered(source, { ...REEL, maxSeconds: 3 });
  expect(durationMs).toBeLessThanOrEqual(3_100);
  expect(durationMs).toBeGreaterThan(2_800);
});

it("is made to fit the size that is taken", async () => {
  const source = await clip("360x640", 6, [...H264, "-crf", "1", "-c:a", "aac"]);
  const rules = { ...REEL, maxBytes: 400_000 };
  expect(source.length).toBeGreaterThan(rules.maxBytes);
  expect((await rendered(source, rules)).bytes).toBeLessThanOrEqual(rules.maxBytes);
});

it("the same clip gives the same bytes", async () => {
  const source = await clip("320x240", 3, [...H264, "-c:a", "aac"]);
  const hash = async () =>
    createHash("sha256")
      .update((await rendered(source)).file)
      .digest("hex");
  expect(await hash()).toBe(await hash());
});

it("what is no clip is refused", async () => {
  await expect(rendered(Buffer.from("nothing of the kind"))).rejects.toMatchObject({ code: "invalid_input" });
  await expect(rendered(Buffer.alloc(0))).rejects.toMatchObject({ code: "invalid_input" });
});

it("the mark is found without holding the file", async () => {
  const bare = await clip("64x112", 1, H264);
  const marked = await labelVideo(bare);
  const readOf = (bytes: Uint8Array) => async (start: number, end: number) => bytes.subarray(start, end);
  expect(await hasVideoMarkIn(readOf(bare), bare.length)).toBe(false);
  expect(await hasVideoMarkIn(readOf(marked), marked.length)).toBe(true);
  expect(await hasVideoMarkIn(readOf(Buffer.from("no clip")), 7)).toBe(false);
});
