// What a file really is, as an emulated platform finds out by opening it.
import sharp from "sharp";
import { topLevelBoxes } from "../../../../jobs/providers/media/video/mp4-boxes.ts";

export type LookedAt =
  | { readonly kind: "image"; readonly contentType: string; readonly width: number; readonly height: number }
  | { readonly kind: "video"; readonly contentType: "video/mp4" };

/** null: neither a picture nor a whole clip. */
export async function lookAtMedia(bytes: Uint8Array): Promise<LookedAt | null> {
  if (isClip(bytes)) return { kind: "video", contentType: "video/mp4" };
  try {
    const { format, width, height } = await sharp(bytes).metadata();
    return { kind: "image", contentType: `image/${format}`, width, height };
  } catch {
    return null;
  }
}

function isClip(bytes: Uint8Array): boolean {
  try {
    const types = topLevelBoxes(bytes).map(({ type }) => type);
    return types.includes("moov") && types.includes("mdat");
  } catch {
    return false;
  }
}
