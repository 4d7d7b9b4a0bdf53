// Text in PNG files: where character cards hide. Chunks are read and written as bytes, each checked by its CRC.
import { crc32 } from "node:zlib";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length, type and CRC of a chunk. */
const FRAME_BYTES = 12;
const MOST_CHUNKS = 10_000;
/** Signed provenance names every byte of the file: with other bytes in it, it would only be a broken signature. */
const CONTENT_CREDENTIALS = "caBX";

export type PngProblem = "not_png" | "png_broken";

export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** What follows the end of the picture is not looked at. */
export function readPngChunks(bytes: Uint8Array): readonly PngChunk[] | PngProblem {
  if (bytes.length < SIGNATURE.length || SIGNATURE.some((byte, index) => bytes[index] !== byte)) return "not_png";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  let at = SIGNATURE.length;
  while (chunks.length < MOST_CHUNKS && at + FRAME_BYTES <= bytes.length) {
    const end = at + FRAME_BYTES + view.getUint32(at);
    if (end > bytes.length) return "png_broken";
    const named = bytes.subarray(at + 4, end - 4);
    if (crc32(named) !== view.getUint32(end - 4)) return "png_broken";
    const type = latin(named.subarray(0, 4));
    if (chunks.length === 0 && type !== "IHDR") return "png_broken";
    chunks.push({ type, data: named.subarray(4) });
    if (type === "IEND") return chunks;
    at = end;
  }
  return "png_broken";
}

/** Texts by keyword; of equal keywords the first counts. */
export function pngTexts(chunks: readonly PngChunk[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { type, data } of chunks) {
    const zero = data.indexOf(0);
    if (type !== "tEXt" || zero < 1) continue;
    const keyword = latin(data.subarray(0, zero));
    if (!texts.has(keyword)) texts.set(keyword, latin(data.subarray(zero + 1)));
  }
  return texts;
}

/** The same picture with these texts, those of equal keywords replaced. @param texts Latin characters only */
export function withPngTexts(chunks: readonly PngChunk[], texts: Readonly<Record<string, string>>): Uint8Array {
  const keywords = Object.keys(texts);
  const kept = chunks.filter(
    ({ type, data }) =>
      type !== CONTENT_CREDENTIALS &&
      !(type === "tEXt" && keywords.some((keyword) => latin(data).startsWith(`${keyword}\0`))),
  );
  const added = Object.entries(texts).map(([keyword, text]) => ({
    type: "tEXt",
    data: bytesOf(`${keyword}\0${text}`),
  }));
  const end = kept.findIndex(({ type }) => type === "IEND");
  return writePng([...kept.slice(0, end), ...added, ...kept.slice(end)]);
}

export function writePng(chunks: readonly PngChunk[]): Uint8Array {
  const size = chunks.reduce((sum, { data }) => sum + FRAME_BYTES + data.length, SIGNATURE.length);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const { type, data } of chunks) {
    const named = file.subarray(at + 4, at + 8 + data.length);
    view.setUint32(at, data.length);
    named.set(bytesOf(type));
    named.set(data, 4);
    view.setUint32(at + 8 + data.length, crc32(named));
    at += FRAME_BYTES + data.length;
  }
  return file;
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
const bytesOf = (text: string) => Buffer.from(text, "latin1");
