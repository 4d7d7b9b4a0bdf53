// Pictures of a card as uploads from the object store.
import { InputFile } from "grammy";
import type { CardImage } from "../../../agents/commands/view.ts";
import { toAppError } from "../../../agents/kernel/errors.ts";
import type { Logger } from "../../../agents/kernel/log.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";

/** Telegram's limit for a photo. */
const PHOTO_BYTES = 10 * 1024 * 1024;

/** The picture, its thumbnail where the picture is too large, or null when neither can be had. */
export async function loadPhoto(store: ObjectStore, image: CardImage, log: Logger): Promise<InputFile | null> {
  for (const key of [image.key, image.thumbnailKey]) {
    if (key === undefined) continue;
    try {
      const { bytes, contentType } = await store.get(key);
      const extension = contentType.split("/")[1] ?? "jpg";
      if (bytes.length <= PHOTO_BYTES) return new InputFile(bytes, `picture.${extension}`);
    } catch (thrown) {
      log.warn("a picture cannot be read", { surface: "telegram", code: toAppError(thrown).code, error: thrown });
    }
  }
  return null;
}
