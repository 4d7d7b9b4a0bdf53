// The file the emulated model delivers for one of the pictures of a prediction.
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { ASPECT_RATIOS } from "../../aspect-ratios.ts";
import type { FluxInput } from "./flux-request.ts";

export interface PictureFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

const CONTENT_TYPES = { webp: "image/webp", jpg: "image/jpeg", png: "image/png" } as const;

/** `index` tells the pictures of one prediction apart. */
export async function makePicture(input: FluxInput, seed: number, index: number): Promise<PictureFile> {
  const asked = [input.prompt, seed, input.lora_weights ?? "", input.lora_scale, input.aspect_ratio, index];
  const full = ASPECT_RATIOS[input.aspect_ratio] ?? { width: 1024, height: 1024 };
  const share = input.megapixels === "1" ? 1 : 0.5;
  const image = drawPicture(asked, { width: full.width * share, height: full.height * share });
  const encoded = {
    png: () => image.png({ compressionLevel: 3 }),
    jpg: () => image.jpeg({ quality: input.output_quality }),
    webp: () => image.webp({ quality: input.output_quality }),
  }[input.output_format]();
  return { bytes: await encoded.toBuffer(), contentType: CONTENT_TYPES[input.output_format] };
}
