// An animatic: a still, panned and zoomed, with a banner that does not move. The same request gives the same bytes.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { encodeImage } from "../../media/encode-image.ts";
import { MAX_PIXELS } from "../../media/inspect-image.ts";
import type { Ffmpeg } from "../../media/video/ffmpeg.ts";
import { drawBanner } from "./animatic-banner.ts";
import { FACE, type Motion, motionOf } from "./motion.ts";

export interface AnimaticRequest {
  readonly prompt: string;
  readonly seed: number;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

const FRAMES_PER_SECOND = 30;
/** The view moves by whole pixels of the source; twice as many of them make half the steps. */
const SOURCE_SCALE = 2;
const BACKGROUND = "#17151f";
const TIMEOUT_MS = 300_000;
/** One thread: how many there are must not show in the bytes. */
const ENCODING = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", "1"];
const BITEXACT = ["-an", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1"];

export async function renderAnimatic(
  ffmpeg: Ffmpeg,
  request: AnimaticRequest,
  picture: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { width, height, seconds } = request;
  const still = await stillOf(picture, width * SOURCE_SCALE, height * SOURCE_SCALE);
  const banner = await drawBanner(request);
  return ffmpeg.inFolder(async (folder) => {
    const overlay = path.join(folder, "banner.png");
    const target = path.join(folder, "animatic.mp4");
    await writeFile(overlay, banner);
    const inputs = ["-f", "image2pipe", "-c:v", "png", "-i", "pipe:0", "-f", "image2", "-i", overlay];
    const moving = zoomAndPan(motionOf(request.prompt, request.seed), request);
    const graph = `[0:v]${moving}[moving];[moving][1:v]overlay[out]`;
    const output = [
      "-map",
      "[out]",
      "-t",
      String(seconds),
      ...ENCODING,
      ...BITEXACT,
      "-movflags",
      "+faststart",
      target,
    ];
    await ffmpeg.run([...inputs, "-filter_complex", graph, ...output], { signal, timeoutMs: TIMEOUT_MS, input: still });
    return readFile(target);
  });
}

/** Cut to shape so that the face stays in, wherever the shape of the picture is another. */
async function stillOf(picture: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const decoded = sharp(picture, { limitInputPixels: MAX_PIXELS, pages: 1 }).autoOrient();
  const opaque = decoded.flatten({ background: BACKGROUND }).png({ compressionLevel: 1 });
  const upright = await encodeImage(opaque, "image/png");
  const scale = Math.max(width / upright.width, height / upright.height);
  const size = { width: Math.ceil(upright.width * scale), height: Math.ceil(upright.height * scale) };
  const left = Math.floor((size.width - width) / 2);
  const top = Math.floor(Math.min(size.height - height, Math.max(0, size.height * FACE.y - height / 2)));
  const shaped = sharp(upright.bytes)
    .resize(size.width, size.height, { fit: "fill" })
    .extract({ left, top, width, height })
    .png({ compressionLevel: 1 });
  return (await encodeImage(shaped, "image/png")).bytes;
}

/** Begins and ends gently. */
function zoomAndPan({ from, to }: Motion, { width, height, seconds }: AnimaticRequest): string {
  const frames = seconds * FRAMES_PER_SECOND;
  const share = `(on/${frames - 1})`;
  const eased = `(${share}*${share}*(3-2*${share}))`;
  const between = (start: number, end: number) => `(${start.toFixed(4)}+(${(end - start).toFixed(4)})*${eased})`;
  const corner = (side: "iw" | "ih", centre: string) =>
    `max(0,min(${side}-${side}/zoom,${side}*${centre}-${side}/zoom/2))`;
  const zoom = between(from.zoom, to.zoom);
  const x = corner("iw", between(from.x, to.x));
  const y = corner("ih", between(from.y, to.y));
  return `zoompan=z='${zoom}':x='${x}':y='${y}':d=${frames}:s=${width}x${height}:fps=${FRAMES_PER_SECOND}`;
}
