// Whom the picture of an emulated model shows: the face it was given, laid into the scene; a stranger where a portrait is
// asked for without one; else nobody.
import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { drawPicture } from "./draw-picture.ts";
import { drawPortrait } from "./draw-portrait.ts";

export interface PersonAsked {
  readonly prompt: string;
  /** The picture to keep the face of. */
  readonly face: Uint8Array | null;
}

/** Of the picture's shorter side. */
const FACE_SHARE = 0.7;
const PORTRAIT = /\bportrait\b/i;

/** @param asked whatever makes another picture @returns a picture without encoding, the same for the same request */
export async function drawPerson(
  asked: readonly unknown[],
  { prompt, face }: PersonAsked,
  size: { width: number; height: number },
): Promise<Sharp> {
  const laid = face ? await laidFace(face, Math.round(Math.min(size.width, size.height) * FACE_SHARE)) : null;
  if (laid)
    return sharp(
      await drawPicture(asked, size)
        .composite([{ input: laid }])
        .png({ compressionLevel: 0 })
        .toBuffer(),
    );
  if (face || !PORTRAIT.test(prompt)) return drawPicture(asked, size);
  const seed = createHash("sha256").update(JSON.stringify(asked)).digest().readUInt32BE(0);
  return sharp(await drawPortrait({ identity: seed, seed, ...size }));
}

/** null: it is no picture. */
async function laidFace(face: Uint8Array, side: number): Promise<Buffer | null> {
  const isPicture = await sharp(face)
    .metadata()
    .then(
      () => true,
      () => false,
    );
  return isPicture ? await sharp(face).autoOrient().resize(side, side, { fit: "inside" }).png().toBuffer() : null;
}
