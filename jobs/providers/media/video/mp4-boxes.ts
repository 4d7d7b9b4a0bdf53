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

/** Of a file that is not held in memory: only the heads of its parts are read. @throws AppError as `topLevelBoxes` */
export async function readTopLevelBoxes(
  read: (start: number, end: number) => Promise<Uint8Array>,
  size: number,
): Promise<readonly Mp4Box[]> {
  const boxes: Mp4Box[] = [];
  for (let start = 0; start < size; start = boxes.at(-1)?.end ?? Number.NaN) {
    const head = await read(start, Math.min(start + LONG_HEADER_BYTES, size));
    boxes.push(boxAt(head, start, size));
  }
  if (boxes[0]?.type !== "ftyp") throw notMp4("The file is not an MP4.");
  return boxes;
}

/** @throws AppError `invalid_input` for what is no MP4, or one that was cut off */
export function topLevelBoxes(bytes: Uint8Array): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let start = 0; start < bytes.byteLength; start = boxes.at(-1)?.end ?? Number.NaN) {
    boxes.push(boxAt(bytes.subarray(start, start + LONG_HEADER_BYTES), start, bytes.byteLength));
  }
  if (boxes[0]?.type !== "ftyp") throw notMp4("The file is not an MP4.");
  return boxes;
}

function boxAt(head: Uint8Array, start: number, fileSize: number): Mp4Box {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const left = fileSize - start;
  if (left < HEADER_BYTES) throw notMp4("The MP4 ends in the middle of a part.");
  const written = view.getUint32(0);
  const isLong = written === 1;
  if (isLong && left < LONG_HEADER_BYTES) throw notMp4("The MP4 ends in the middle of a part.");
  const size = isLong ? Number(view.getBigUint64(HEADER_BYTES)) : written || left;
  const body = start + (isLong ? LONG_HEADER_BYTES : HEADER_BYTES);
  if (start + size < body || size > left) throw notMp4("The MP4 is broken or was cut off.");
  const type = Buffer.from(head.subarray(4, HEADER_BYTES)).toString("latin1");
  return { type, start, body, end: start + size, isOpenEnded: written === 0 };
}

function notMp4(message: string): AppError {
  return new AppError("invalid_input", message, { reason: "video_broken" });
}
