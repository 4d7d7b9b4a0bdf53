// What an MP4 says of itself, read from its boxes without decoding anything: ISO/IEC 14496-12.

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

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

/** @returns null for what is no MP4, or one whose index cannot be read */
export function readMp4(bytes: Uint8Array): Mp4Facts | null {
  try {
    const top = boxesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const moov = top.find(({ type }) => type === "moov");
    if (top[0]?.type !== "ftyp" || !moov) return null;
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
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length; ) {
    const written = bytes.readUInt32BE(at);
    const head = written === 1 ? 16 : 8;
    const size = written === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : written || bytes.length - at;
    if (size < head || at + size > bytes.length) throw new RangeError("cut off");
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), body: bytes.subarray(at + head, at + size) });
    at += size;
  }
  return boxes;
}
