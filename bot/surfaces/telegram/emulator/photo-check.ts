// Whether the server would take these bytes as a photo.
import sharp from "sharp";
import { BadRequest } from "./message-html.ts";

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_SIDES = 10_000;
const MOST_RATIO = 20;

/** @throws BadRequest */
export async function checkPhoto(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  if (bytes.length > MOST_BYTES) {
    throw new BadRequest(
      `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${MOST_BYTES} bytes`,
    );
  }
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch((cause: unknown) => {
      throw new BadRequest("IMAGE_PROCESS_FAILED", { cause });
    });
  const ratio = Math.max(width / height, height / width);
  if (width + height > MOST_SIDES || ratio > MOST_RATIO) throw new BadRequest("PHOTO_INVALID_DIMENSIONS");
  return { width, height };
}
