// The "made by AI" mark of clips (trust C6): the pictures' XMP packet in a box of its own at the very end, so that no
// offset inside the file moves. Adobe's XMP specification, part 3, "MPEG-4".
import sharp from "sharp";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { hasSyntheticMark, withSyntheticMark } from "../synthetic-mark.ts";
import { type Mp4Box, readTopLevelBoxes, topLevelBoxes } from "./mp4-boxes.ts";

/** The box's extended type. */
const XMP_UUID = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");
const SIZE_BYTES = 4;
const TYPE_BYTES = 4;
/** XMP packets of whole photo libraries stay below. */
const MAX_PACKET_BYTES = 4 * 1024 * 1024;

/** The last step: whoever cuts or encodes it again drops the mark. @throws AppError `invalid_input` for what is no MP4 */
export async function labelVideo(bytes: Uint8Array): Promise<Uint8Array> {
  const boxes = topLevelBoxes(bytes);
  if (await hasVideoMark(bytes)) return bytes;
  const closed = Buffer.from(bytes);
  for (const box of boxes) {
    if (box.isOpenEnded) closed.writeUInt32BE(box.end - box.start, box.start);
    // One packet a file: another one is blanked where it stands.
    if (isXmp(bytes, box)) closed.write("free", box.start + SIZE_BYTES, "latin1");
  }
  return Buffer.concat([closed, await videoMarkBox()]);
}

/** What goes behind the last part of a clip whose parts all say where they end. */
export async function videoMarkBox(): Promise<Uint8Array> {
  const packet = await markPacket();
  const header = Buffer.alloc(SIZE_BYTES + TYPE_BYTES);
  header.writeUInt32BE(header.length + XMP_UUID.length + packet.length);
  header.write("uuid", SIZE_BYTES, "latin1");
  return Buffer.concat([header, XMP_UUID, packet]);
}

/** As `hasVideoMark`, of a file that is not held in memory. */
export async function hasVideoMarkIn(
  read: (start: number, end: number) => Promise<Uint8Array>,
  size: number,
): Promise<boolean> {
  const boxes = await readTopLevelBoxes(read, size).catch(noneIfBroken);
  for (const { type, body, end } of boxes) {
    if (type !== "uuid" || end - body > MAX_PACKET_BYTES) continue;
    if (await isMark(await read(body, end))) return true;
  }
  return false;
}

/** Read back from the file itself; false for what is not a readable MP4. */
export async function hasVideoMark(bytes: Uint8Array): Promise<boolean> {
  for (const box of boxesOrNone(bytes)) {
    if (isXmp(bytes, box) && (await isMark(bytes.subarray(box.body, box.end)))) return true;
  }
  return false;
}

/** @param body extended type and packet */
async function isMark(body: Uint8Array): Promise<boolean> {
  if (!XMP_UUID.equals(body.subarray(0, XMP_UUID.length))) return false;
  const packet = Buffer.from(body.subarray(XMP_UUID.length)).toString("utf8");
  return await hasSyntheticMark(await onePixel().withXmp(packet).png().toBuffer());
}

function boxesOrNone(bytes: Uint8Array): readonly Mp4Box[] {
  try {
    return topLevelBoxes(bytes);
  } catch (thrown) {
    return noneIfBroken(thrown);
  }
}

function noneIfBroken(thrown: unknown): readonly Mp4Box[] {
  if (thrown instanceof AppError && thrown.code === "invalid_input") return [];
  throw thrown;
}

function isXmp(bytes: Uint8Array, { type, body, end }: Mp4Box): boolean {
  const hasId = type === "uuid" && end - body >= XMP_UUID.length;
  return hasId && XMP_UUID.equals(bytes.subarray(body, body + XMP_UUID.length));
}

/** Taken from a marked picture and judged as one: what the mark says is written in one place only. */
async function markPacket(): Promise<Buffer> {
  const { xmp } = await sharp(await withSyntheticMark(onePixel()).png().toBuffer()).metadata();
  if (!xmp) throw new AppError("internal", "The mark of pictures cannot be read back.");
  return xmp;
}

const onePixel = () => sharp({ create: { width: 1, height: 1, channels: 3, background: "#000000" } });
