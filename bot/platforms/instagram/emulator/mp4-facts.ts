// What an MP4 says of itself, read from its boxes without decoding anything: ISO/IEC 14496-12.
import type { ByteRange } from "../../../../agents/ports/object-store.ts";

export interface Mp4Facts {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  /** As the sample description names it: "avc1", "hvc1", "mp4a" ... null: there is no such track. */
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly framesPerSecond: number;
  /** It can be played while it arrives. */
  readonly isIndexFirst: boolean;
}

const SHORT_HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

/** A file that need not be in memory. */
export interface Mp4File {
  readonly size: number;
  /** As much of the range as there is. */
  read(range: ByteRange): Buffer;
}

/** No index of a clip that is taken is longer. */
const MOST_INDEX_BYTES = 16 * 1024 * 1024;

/** @returns null for what is no MP4, or one whose index cannot be read */
export function readMp4(file: Mp4File): Mp4Facts | null {
  try {
    const top = topBoxesOf(file);
    const place = top.find(({ type }) => type === "moov");
    if (top[0]?.type !== "ftyp" || !place || place.end - place.start > MOST_INDEX_BYTES) return null;
    const moov = { body: file.read(place) };
    const types = top.map(({ type }) => type);
    const tracks = boxesIn(moov.body).filter(({ type }) => type === "trak");
    const video = tracks.map(readTrack).find(({ handler }) => handler === "vide");
    const audio = tracks.map(readTrack).find(({ handler }) => handler === "soun");
    return {
      seconds: durationOf(child(moov.body, "mvhd")),
      width: video?.width ?? 0,
      height: video?.height ?? 0,
      videoCodec: video?.codec ?? null,
      audioCodec: audio?.codec ?? null,
      framesPerSecond: video && video.seconds > 0 ? video.samples / video.seconds : 0,
      isIndexFirst: types.indexOf("moov") < types.indexOf("mdat"),
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null; // cut off in the middle of a part
    throw thrown;
  }
}

function readTrack({ body }: Box) {
  const head = child(body, "tkhd");
  const media = child(body, "mdia");
  const table = child(child(media, "minf"), "stbl");
  return {
    handler: child(media, "hdlr").toString("latin1", 8, 12),
    // 16.16 fixed point, the last two numbers of the header.
    width: head.readUInt32BE(head.length - 8) / 65_536,
    height: head.readUInt32BE(head.length - 4) / 65_536,
    codec: child(table, "stsd").toString("latin1", 12, 16),
    seconds: durationOf(child(media, "mdhd")),
    samples: child(table, "stsz").readUInt32BE(8),
  };
}

/** Of a media or movie header: version 1 has longer times. */
function durationOf(header: Buffer): number {
  const isLong = header.readUInt8(0) === 1;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  return (isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)) / scale;
}

function child(body: Buffer, type: string): Buffer {
  const found = boxesIn(body).find((box) => box.type === type);
  if (!found) throw new RangeError(`no ${type}`);
  return found.body;
}

function boxesIn(bytes: Buffer): Box[] {
  const file = { size: bytes.length, read: ({ start, end }: ByteRange) => bytes.subarray(start, end) };
  return topBoxesOf(file).map(({ type, start, end }) => ({ type, body: bytes.subarray(start, end) }));
}

/** Their bodies by place. */
function topBoxesOf({ size: total, read }: Mp4File): (ByteRange & Pick<Box, "type">)[] {
  const boxes: (ByteRange & Pick<Box, "type">)[] = [];
  for (let at = 0; at < total; ) {
    const header = read({ start: at, end: at + LONG_HEADER_BYTES });
    const written = header.readUInt32BE(0);
    const head = written === 1 ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
    const size = written === 1 ? Number(header.readBigUInt64BE(8)) : written || total - at;
    if (size < head || at + size > total) throw new RangeError("cut off");
    boxes.push({ type: header.toString("latin1", 4, 8), start: at + head, end: at + size });
    at += size;
  }
  return boxes;
}
