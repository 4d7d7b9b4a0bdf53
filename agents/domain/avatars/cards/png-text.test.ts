import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { plainPng } from "./plain-png.ts";
import { type PngChunk, pngTexts, readPngChunks, withPngTexts, writePng } from "./png-text.ts";

const PICTURE = plainPng(4, 3, [200, 100, 50]);

function chunksOf(bytes: Uint8Array): readonly PngChunk[] {
  const chunks = readPngChunks(bytes);
  if (typeof chunks === "string") throw new Error(chunks);
  return chunks;
}

test("a plain picture is a whole PNG of its colour", () => {
  const [header, pixels, end] = chunksOf(PICTURE);
  expect([header?.type, pixels?.type, end?.type]).toEqual(["IHDR", "IDAT", "IEND"]);
  expect([...inflateSync(pixels?.data ?? new Uint8Array())]).toEqual(
    Array.from({ length: 3 }, () => [0, ...Array.from({ length: 4 }, () => [200, 100, 50]).flat()]).flat(),
  );
});

test("texts go in before the end and come out again, replaced by keyword", () => {
  const once = withPngTexts(chunksOf(PICTURE), { chara: "first", note: "kept" });
  const twice = withPngTexts(chunksOf(once), { chara: "second" });
  expect(Object.fromEntries(pngTexts(chunksOf(twice)))).toEqual({ chara: "second", note: "kept" });
  expect(chunksOf(twice).at(-1)?.type).toBe("IEND");
  expect(chunksOf(twice).filter(({ type }) => type === "IDAT")).toEqual(chunksOf(PICTURE).slice(1, 2));
});

test("a signature over other bytes is taken off, the mark of made by AI stays", () => {
  const signed = { type: "caBX", data: Uint8Array.of(1, 2, 3) };
  const mark = { type: "iTXt", data: Buffer.from("XML:com.adobe.xmp\0\0\0\0\0<x/>") };
  const [header, ...rest] = chunksOf(PICTURE);
  if (!header) throw new Error("no header");
  const types = chunksOf(withPngTexts([header, signed, mark, ...rest], { chara: "x" })).map(({ type }) => type);
  expect(types).toEqual(["IHDR", "iTXt", "IDAT", "tEXt", "IEND"]);
});

test("of equal keywords the first counts, and chunks without one are no text", () => {
  const text = (content: string) => ({ type: "tEXt", data: Buffer.from(content) });
  const [header, ...rest] = chunksOf(PICTURE);
  if (!header) throw new Error("no header");
  const file = writePng([header, text("chara\0one"), text("chara\0two"), text("nothing"), text("\0none"), ...rest]);
  expect(Object.fromEntries(pngTexts(chunksOf(file)))).toEqual({ chara: "one" });
});

test.each([
  ["nothing", new Uint8Array(), "not_png"],
  ["another file", Buffer.from("GIF89a and more"), "not_png"],
  ["a cut one", PICTURE.subarray(0, PICTURE.length - 6), "png_broken"],
  ["one without its end", PICTURE.subarray(0, PICTURE.length - 12), "png_broken"],
  ["one whose length lies", Uint8Array.from(PICTURE, (byte, at) => (at === 8 ? 0xff : byte)), "png_broken"],
  ["one with a flipped bit", Uint8Array.from(PICTURE, (byte, at) => (at === 20 ? byte ^ 1 : byte)), "png_broken"],
  ["one that begins otherwise", writePng([{ type: "IEND", data: new Uint8Array() }]), "png_broken"],
])("%s is refused", (_what, bytes, problem) => {
  expect(readPngChunks(bytes)).toBe(problem);
});

test("what follows the end is not looked at", () => {
  const longer = Buffer.concat([PICTURE, Buffer.from("PK and a hidden archive")]);
  expect(chunksOf(longer)).toHaveLength(3);
  expect(withPngTexts(chunksOf(longer), {}).length).toBe(PICTURE.length);
});
