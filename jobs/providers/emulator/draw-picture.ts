// The picture an emulated model "makes": soft colours from what was asked for, the same ones for the same request.
import { createHash } from "node:crypto";
import sharp from "sharp";
import { seededRandom } from "../../../agents/kernel/random.ts";

/** @param asked prompt, seed, LoRA ...: whatever makes another picture @returns a picture without encoding */
export function drawPicture(asked: readonly unknown[], { width, height }: { width: number; height: number }) {
  const random = seededRandom(createHash("sha256").update(JSON.stringify(asked)).digest().readUInt32BE(0));
  const colour = () =>
    `hsl(${Math.floor(random() * 360)} ${40 + Math.floor(random() * 40)}% ${25 + Math.floor(random() * 50)}%)`;
  const blobs = Array.from({ length: 6 }, () => {
    const [x, y, radius] = [random() * width, random() * height, (0.15 + random() * 0.3) * width];
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour()}" opacity=".55"/>`;
  }).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${blobs}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}
