// The "made by AI" mark of clips (trust C6): the pictures' XMP packet in a box of its own at the very end, so that no
// offset inside the file moves. Adobe's XMP specification, part 3, "MPEG-4".
import sharp from "sharp";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { hasSyntheticMark, withSyntheticMark } from "../synthetic-mark.ts";
import { type Mp4Box, topLevelBoxes } from "./mp4-boxes.ts";

/** The box's extended type. */
const XMP_UUID = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");
const SIZE_BYTES = 4;
const TYPE_BYTES = 4;

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
  const packet = await markPacket();
  const header = Buffer.alloc(SIZE_BYTES + TYPE_BYTES);
  header.writeUInt32BE(header.length + XMP_UUID.length + packet.length);
  header.write("uuid", SIZE_BYTES, "latin1");
  return Buffer.concat([closed, header, XMP_UUID, packet]);
}

/** Read back from the file itself; false for what is not a readable MP4. */
export async function hasVideoMark(bytes: Uint8Array): Promise<boolean> {
  for (const box of boxesOrNone(bytes)) {
    if (!isXmp(bytes, box)) continue;
    const packet = Buffer.from(bytes.subarray(box.body + XMP_UUID.length, box.end)).toString("utf8");
    if (await hasSyntheticMark(await onePixel().withXmp(packet).png().toBuffer())) return true;
  }
  return false;
}

function boxesOrNone(bytes: Uint8Array): readonly Mp4Box[] {
  try {
    return topLevelBoxes(bytes);
  } catch (thrown) {
    if (thrown instanceof AppError) return [];
    throw thrown;
  }
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
