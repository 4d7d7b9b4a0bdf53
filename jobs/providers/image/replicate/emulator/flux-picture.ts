// The picture the emulated model "makes": soft colours from (prompt, seed, LoRA), the same ones for the same request.
import { createHash } from "node:crypto";
import sharp from "sharp";
import { seededRandom } from "../../../../../agents/kernel/random.ts";
import { ASPECT_RATIOS } from "../../aspect-ratios.ts";
import type { FluxInput } from "./flux-request.ts";

export interface PictureFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

const CONTENT_TYPES = { webp: "image/webp", jpg: "image/jpeg", png: "image/png" } as const;

/** `index` tells the pictures of one prediction apart. */
export async function makePicture(input: FluxInput, seed: number, index: number): Promise<PictureFile> {
  const key = JSON.stringify([
    input.prompt,
    seed,
    input.lora_weights ?? "",
    input.lora_scale,
    input.aspect_ratio,
    index,
  ]);
  const random = seededRandom(createHash("sha256").update(key).digest().readUInt32BE(0));
  const colour = () =>
    `hsl(${Math.floor(random() * 360)} ${40 + Math.floor(random() * 40)}% ${25 + Math.floor(random() * 50)}%)`;
  const full = ASPECT_RATIOS[input.aspect_ratio] ?? { width: 1024, height: 1024 };
  const share = input.megapixels === "1" ? 1 : 0.5;
  const width = full.width * share;
  const height = full.height * share;
  const blobs = Array.from({ length: 6 }, () => {
    const [x, y, radius] = [random() * width, random() * height, (0.15 + random() * 0.3) * width];
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour()}" opacity=".55"/>`;
  }).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${blobs}</svg>`;
  const image = sharp(Buffer.from(svg)).removeAlpha();
  const encoded = {
    png: () => image.png({ compressionLevel: 3 }),
    jpg: () => image.jpeg({ quality: input.output_quality }),
    webp: () => image.webp({ quality: input.output_quality }),
  }[input.output_format]();
  return { bytes: await encoded.toBuffer(), contentType: CONTENT_TYPES[input.output_format] };
}
