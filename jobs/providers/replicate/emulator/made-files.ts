// The files the emulated models deliver: the same ones for the same request, whatever else came along with it.
import { createHash } from "node:crypto";
import { drawPerson } from "../../emulator/draw-person.ts";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import { ASPECT_RATIOS } from "../../image/aspect-ratios.ts";
import type { PredictionRecord } from "./job-record.ts";

export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Of a side that a test can afford. */
const CLIP_SIDE = 160;
/** Say how a file is written, not what is in it. */
const OUTPUT_ONLY = ["output_format", "output_quality", "num_outputs", "webhook"];

/** `index` tells the pictures of one prediction apart. */
export async function makeFile(record: PredictionRecord, index: number): Promise<MadeFile> {
  const asked = askedOf(record, index);
  return record.runs.makes === "clip" ? await makeClip(record, asked) : await makePicture(record, asked);
}

function askedOf({ runs, version, input, files, seed, id }: PredictionRecord, index: number): readonly unknown[] {
  const unused = new Set([...OUTPUT_ONLY, ...(files.image ? [] : runs.idle)]);
  const used = Object.entries({ ...input, ...files }).filter(([name]) => !unused.has(name));
  // The fast mode gives another picture each time, whatever the seed.
  return [version, seed, index, input.go_fast === true ? id : "", used.sort()];
}

async function makePicture({ input, face }: PredictionRecord, asked: readonly unknown[]): Promise<MadeFile> {
  const { width, height } = sizeOf(input);
  const share = input.megapixels === "0.25" ? 0.5 : 1;
  const size = { width: Math.round(width * share), height: Math.round(height * share) };
  const image = await drawPerson(asked, { prompt: String(input.prompt), face }, size);
  const quality = Number(input.output_quality ?? 80);
  switch (input.output_format ?? "png") {
    case "jpg":
      return { bytes: await image.jpeg({ quality }).toBuffer(), contentType: "image/jpeg" };
    case "webp":
      return { bytes: await image.webp({ quality }).toBuffer(), contentType: "image/webp" };
    default:
      return { bytes: await image.png({ compressionLevel: 3 }).toBuffer(), contentType: "image/png" };
  }
}

function sizeOf({ width, height, aspect_ratio: ratio }: PredictionRecord["input"]): { width: number; height: number } {
  if (typeof width === "number" && typeof height === "number") return { width, height };
  return ASPECT_RATIOS[String(ratio)] ?? { width: 1_024, height: 1_024 };
}

async function makeClip({ input }: PredictionRecord, asked: readonly unknown[]): Promise<MadeFile> {
  const [across = 1, down = 1] = String(input.aspect_ratio).split(":").map(Number);
  const even = (side: number) => Math.round((CLIP_SIDE * side) / Math.max(across, down) / 2) * 2;
  const seed = createHash("sha256").update(JSON.stringify(asked)).digest().readUInt32BE(0);
  const shape = { width: even(across), height: even(down), seconds: Number(input.duration) };
  return { bytes: await tinyVideo({ seed, ...shape }), contentType: "video/mp4" };
}
