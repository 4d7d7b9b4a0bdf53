// The outermost parts of an MP4, found without decoding anything.
import { AppError } from "../../../../agents/kernel/errors.ts";

export interface Mp4Box {
  readonly type: string;
  /** Offsets in the file: of the box, of what it holds, and of what follows it. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** Its size is written as "all that follows". */
  readonly isOpenEnded: boolean;
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

/** @throws AppError `invalid_input` for what is no MP4, or one that was cut off */
export function topLevelBoxes(bytes: Uint8Array): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let start = 0; start < bytes.byteLength; start = boxes.at(-1)?.end ?? Number.NaN) {
    boxes.push(boxAt(bytes, start));
  }
  if (boxes[0]?.type !== "ftyp") throw notMp4("The file is not an MP4.");
  return boxes;
}

function boxAt(bytes: Uint8Array, start: number): Mp4Box {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const left = bytes.byteLength - start;
  if (left < HEADER_BYTES) throw notMp4("The MP4 ends in the middle of a part.");
  const written = view.getUint32(start);
  const isLong = written === 1;
  if (isLong && left < LONG_HEADER_BYTES) throw notMp4("The MP4 ends in the middle of a part.");
  const size = isLong ? Number(view.getBigUint64(start + HEADER_BYTES)) : written || left;
  const body = start + (isLong ? LONG_HEADER_BYTES : HEADER_BYTES);
  if (start + size < body || size > left) throw notMp4("The MP4 is broken or was cut off.");
  const type = Buffer.from(bytes.subarray(start + 4, start + HEADER_BYTES)).toString("latin1");
  return { type, start, body, end: start + size, isOpenEnded: written === 0 };
}

function notMp4(message: string): AppError {
  return new AppError("invalid_input", message, { reason: "video_broken" });
}
