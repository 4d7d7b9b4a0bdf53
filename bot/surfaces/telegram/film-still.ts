// What a chat shows of a film before it is played: its still, as small as Telegram asks, and the shape it tells.
import { InputFile } from "grammy";
import sharp from "sharp";
import { toAppError } from "../../../agents/kernel/errors.ts";
import type { Logger } from "../../../agents/kernel/log.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";
import { encodeImage } from "../../../jobs/providers/media/encode-image.ts";
import { MAX_PIXELS } from "../../../jobs/providers/media/inspect-image.ts";
import { withSyntheticMark } from "../../../jobs/providers/media/synthetic-mark.ts";

export interface FilmStill {
  readonly thumbnail: InputFile;
  /** Of the film: some apps show it square until it is loaded when nobody says so. */
  readonly width: number;
  readonly height: number;
}

/** Bot API, sendVideo: a JPEG below 200 kB, no side above 320. */
const SIDE = 320;
const JPEG_QUALITY = 80;

/** null when it cannot be had: the film goes without it. */
export async function filmStill(store: ObjectStore, key: string, log: Logger): Promise<FilmStill | null> {
  try {
    const { bytes } = await store.get(key);
    const still = sharp(bytes, { limitInputPixels: MAX_PIXELS });
    const { width, height } = await still.metadata();
    const small = still.resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true }).jpeg({ quality: JPEG_QUALITY });
    const thumbnail = await encodeImage(withSyntheticMark(small), "image/jpeg");
    return { thumbnail: new InputFile(thumbnail.bytes, "still.jpg"), width, height };
  } catch (thrown) {
    log.warn("a film goes without its still", { surface: "telegram", code: toAppError(thrown).code, error: thrown });
    return null;
  }
}
