// The clip an emulated model "makes": a short MP4 that players open, the same bytes for the same request, without an encoder.
import { seededRandom } from "../../../agents/kernel/random.ts";
import { type H264Stream, stillInH264 } from "./tiny-h264.ts";

export interface TinyVideo {
  /** Decides the colours: hash into it whatever makes another clip. */
  readonly seed: number;
  readonly seconds: number;
  /** Even numbers; a clip takes about 1.5 bytes a pixel. */
  readonly width: number;
  readonly height: number;
}

const FRAMES_PER_SECOND = 10;
const TICKS_PER_SECOND = 10_000;
const TICKS_PER_FRAME = TICKS_PER_SECOND / FRAMES_PER_SECOND;

/** H.264 without sound, its index first, ten frames a second. */
export async function tinyVideo({ seed, seconds, width, height }: TinyVideo): Promise<Uint8Array> {
  const random = seededRandom(seed);
  const [blue, red, tilt] = [64 + random() * 128, 64 + random() * 128, random()];
  const colourAt = (column: number, row: number) =>
    [48 + ((row * 9 + column * tilt * 9) % 160), blue, red].map(Math.floor) as [number, number, number];
  const frames = Math.max(1, Math.round(seconds * FRAMES_PER_SECOND));
  return mp4Of(stillInH264({ width, height, frames, colourAt }), width, height);
}

function mp4Of(stream: H264Stream, width: number, height: number): Uint8Array {
  const samples = stream.frames.map((nal) => Buffer.concat([u32(nal.length), nal]));
  const fileType = box("ftyp", Buffer.from("isom"), u32(512), Buffer.from("isomavc1mp41"));
  // The index has the same length wherever it says that the frames begin.
  const indexLength = indexOf(stream, samples, { width, height }, 0).length;
  const index = indexOf(stream, samples, { width, height }, fileType.length + indexLength + 8);
  return Buffer.concat([fileType, index, box("mdat", ...samples)]);
}

function indexOf(
  stream: H264Stream,
  samples: readonly Buffer[],
  { width, height }: { width: number; height: number },
  offset: number,
): Buffer {
  const ticks = samples.length * TICKS_PER_FRAME;
  const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
  const table = box(
    "stbl",
    fullBox("stsd", 0, u32(1), sampleEntry(stream, width, height)),
    fullBox("stts", 0, u32(1, samples.length, TICKS_PER_FRAME)),
    fullBox("stss", 0, u32(1, 1)),
    fullBox("stsc", 0, u32(1, 1, samples.length, 1)),
    fullBox("stsz", 0, u32(0, samples.length, ...samples.map((sample) => sample.length))),
    fullBox("stco", 0, u32(1, offset)),
  );
  const references = box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 1)));
  const media = box(
    "mdia",
    fullBox("mdhd", 0, u32(0, 0, TICKS_PER_SECOND, ticks), u16(0x55c4, 0)),
    fullBox("hdlr", 0, u32(0), Buffer.from("vide"), u32(0, 0, 0), Buffer.from("\0")),
    box("minf", fullBox("vmhd", 1, u16(0, 0, 0, 0)), references, table),
  );
  const track = fullBox("tkhd", 3, u32(0, 0, 1, 0, ticks, 0, 0, 0, 0, ...matrix, width * 65_536, height * 65_536));
  const movie = u32(0, 0, TICKS_PER_SECOND, ticks, 0x10000);
  return box(
    "moov",
    fullBox("mvhd", 0, movie, u16(0x0100, 0), u32(0, 0, ...matrix, 0, 0, 0, 0, 0, 0, 2)),
    box("trak", track, media),
  );
}

function sampleEntry({ sps, pps }: H264Stream, width: number, height: number): Buffer {
  const sets = [Buffer.from([0xe1]), u16(sps.length), sps, Buffer.from([1]), u16(pps.length), pps];
  const decoder = box("avcC", Buffer.from([1, ...sps.subarray(1, 4), 0xff]), ...sets);
  const before = Buffer.concat([u32(0), u16(0, 1), u32(0, 0, 0, 0), u16(width, height), u32(0x480000, 0x480000, 0)]);
  return box("avc1", before, u16(1), Buffer.alloc(32), u16(24, 0xffff), decoder);
}

const box = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, "latin1"), body]);
};
const fullBox = (type: string, flags: number, ...parts: readonly Uint8Array[]) => box(type, u32(flags), ...parts);

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16BE(value, index * 2);
  });
  return bytes;
}
