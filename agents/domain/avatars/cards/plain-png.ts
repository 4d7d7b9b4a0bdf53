// A picture of one colour: the carrier of a card whose avatar has no face yet.
import { deflateSync } from "node:zlib";
import { type PngChunk, writePng } from "./png-text.ts";

const BITS = 8;
const RGB = 2;
const CHANNELS = 3;

export function plainPng(width: number, height: number, colour: readonly [number, number, number]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BITS, RGB, 0, 0, 0], 8);
  // Each row begins with its filter: none.
  const row = Uint8Array.from({ length: 1 + width * CHANNELS }, (_, at) =>
    at === 0 ? 0 : (colour[(at - 1) % CHANNELS] ?? 0),
  );
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const chunks: PngChunk[] = [
    { type: "IHDR", data: header },
    { type: "IDAT", data: pixels },
    { type: "IEND", data: new Uint8Array() },
  ];
  return writePng(chunks);
}
