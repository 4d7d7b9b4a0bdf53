import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { topLevelBoxes } from "./mp4-boxes.ts";
import { hasVideoMark, labelVideo } from "./video-mark.ts";

const ffmpeg = createFfmpeg();
const clip = await tinyVideo({ seed: 7, seconds: 1, width: 64, height: 112 });

/** Every decoded frame's checksum. */
async function framesOf(bytes: Uint8Array): Promise<string> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    await writeFile(file, bytes);
    const run = { signal: AbortSignal.timeout(20_000), timeoutMs: 20_000 };
    return Buffer.from(await ffmpeg.run(["-f", "mov", "-i", file, "-f", "framemd5", "pipe:1"], run)).toString();
  });
}

const box = (type: string, size: number, ...content: readonly Uint8Array[]) => {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(size);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, ...content]);
};
const typesOf = (bytes: Uint8Array) => topLevelBoxes(bytes).map(({ type }) => type);

it("marks a clip at its end, where any XMP reader finds it, and nothing else in it moves", async () => {
  expect(await hasVideoMark(clip)).toBe(false);
  const labelled = await labelVideo(clip);
  expect(await hasVideoMark(labelled)).toBe(true);
  expect(typesOf(labelled)).toEqual(["ftyp", "moov", "mdat", "uuid"]);
  expect(Buffer.from(labelled.subarray(0, clip.byteLength)).equals(clip)).toBe(true);
  const end = Buffer.from(labelled.subarray(clip.byteLength));
  expect(end.readUInt32BE(0)).toBe(end.byteLength);
  expect(end.subarray(8, 24).toString("hex")).toBe("be7acfcb97a942e89c71999491e3afac");
  expect(end.subarray(24).toString("utf8")).toMatch(
    /^<\?xpacket begin=.*trainedAlgorithmicMedia.*<\?xpacket end="w"\?>$/s,
  );
  expect(await framesOf(labelled)).toBe(await framesOf(clip));
});

it("is written once, and stands in the place of another packet", async () => {
  const labelled = await labelVideo(clip);
  expect(await labelVideo(labelled)).toBe(labelled);
  const id = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");
  const packet = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
  const other = box("uuid", 8 + id.length + packet.length, id, packet);
  const relabelled = await labelVideo(Buffer.concat([clip, other]));
  expect(typesOf(relabelled)).toEqual(["ftyp", "moov", "mdat", "free", "uuid"]);
  expect(await hasVideoMark(relabelled)).toBe(true);
  const foreign = box("uuid", 8 + 16 + 4, Buffer.alloc(16, 1), Buffer.from("abcd"));
  expect(typesOf(await labelVideo(Buffer.concat([clip, foreign])))).toEqual(["ftyp", "moov", "mdat", "uuid", "uuid"]);
});

it("closes a last part that says no size, so that the mark is not swallowed by it", async () => {
  const media = topLevelBoxes(clip).find(({ type }) => type === "mdat");
  const open = Buffer.from(clip);
  open.writeUInt32BE(0, media?.start);
  const labelled = await labelVideo(open);
  expect(typesOf(labelled)).toEqual(["ftyp", "moov", "mdat", "uuid"]);
  expect(await framesOf(labelled)).toBe(await framesOf(clip));
});

it("reads sizes of 64 bits", async () => {
  const long = Buffer.concat([clip, box("free", 1, Buffer.from("0000000000000014", "hex"), Buffer.alloc(4))]);
  expect(typesOf(await labelVideo(long))).toEqual(["ftyp", "moov", "mdat", "free", "uuid"]);
});

it("refuses what is no MP4, or only the beginning of one", async () => {
  const half = clip.subarray(0, clip.byteLength / 2);
  const odd = [
    Buffer.alloc(0),
    Buffer.from("<html>"),
    Buffer.from("<html><body>an error page</body></html>"),
    half,
    Buffer.concat([clip, Buffer.from("tail")]),
    Buffer.concat([clip, box("free", 1)]),
    Buffer.concat([clip, box("free", 1, Buffer.from("ffffffffffffffff", "hex"))]),
    Buffer.concat([clip, box("free", 3)]),
  ];
  for (const bytes of odd) {
    await expect(labelVideo(bytes)).rejects.toMatchObject({ code: "invalid_input", reason: "video_broken" });
    expect(await hasVideoMark(bytes)).toBe(false);
  }
});
