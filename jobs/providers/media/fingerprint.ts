// A picture as 64 bits that survive resizing, recompression and small changes of light: the difference hash.
import sharp from "sharp";
import { MAX_PIXELS } from "./inspect-image.ts";

const ROWS = 8;
const COLUMNS = 9;

/** 16 hex digits: bit by bit whether a cell is brighter than its right neighbour. */
export async function fingerprint(bytes: Uint8Array): Promise<string> {
  const cells = await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .flatten({ background: "#808080" })
    .greyscale()
    .resize(COLUMNS, ROWS, { fit: "fill" })
    .raw()
    .toBuffer();
  let hash = 0n;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      hash = (hash << 1n) | ((cells[at] ?? 0) > (cells[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return hash.toString(16).padStart(16, "0");
}
