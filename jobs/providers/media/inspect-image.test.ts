// Pictures made to hurt or to pass for something else (trust T12), and what is left of the honest ones.
import { randomBytes } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { contentTypeOfKey } from "../storage/object-key.ts";
import { inspectImage } from "./inspect-image.ts";
import { labelMedia } from "./label-media.ts";
import { prepareUpload } from "./prepare-upload.ts";
import { hasSyntheticMark, withSyntheticMark } from "./synthetic-mark.ts";
import { pngChunk, pngClaiming, pngWith } from "./testing/png-file.ts";
import { makeThumbnail } from "./thumbnail.ts";

const picture = (width: number, height: number, background = "#c96f4a") =>
  sharp({ create: { width, height, channels: 3, background } });
const noisy = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "#c96f4a", noise: { type: "gaussian", mean: 128, sigma: 40 } },
  });
const refused = (reason: string) => ({ code: "invalid_input", reason });

describe("the first look", () => {
  it("tells type and size by the content", async () => {
    for (const format of ["png", "jpeg", "webp"] as const) {
      const bytes = await picture(30, 20)[format]().toBuffer();
      expect(await inspectImage(bytes)).toEqual({ contentType: `image/${format}`, width: 30, height: 20 });
    }
  });

  const others: Readonly<Record<string, Uint8Array>> = {
    SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    "SVG behind a declaration": Buffer.from('<?xml version="1.0"?><!DOCTYPE svg><svg width="9" height="9"/>'),
    EPS: Buffer.from("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"),
    "EPS in a DOS wrapper": Buffer.from([0xc5, 0xd0, 0xd3, 0xc6, 0x1e, 0, 0, 0]),
    PDF: Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"),
    GIF: Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00"),
    TIFF: Buffer.from("II*\0\x08\0\0\0"),
    BMP: Buffer.from("BM\x46\0\0\0"),
    "a web page": Buffer.from("<!doctype html><script>alert(1)</script>"),
    "a sound in the same wrapper as WebP": Buffer.from("RIFF\x24\0\0\0WAVEfmt "),
    nothing: new Uint8Array(),
    noise: randomBytes(500),
  };
  it.each(Object.entries(others))("refuses %s", async (_what, bytes) => {
    await expect(inspectImage(bytes)).rejects.toMatchObject(refused("image_type"));
    await expect(prepareUpload(bytes)).rejects.toMatchObject(refused("image_type"));
  });

  it("refuses AVIF, though the library could read it", async () => {
    const avif = await picture(16, 16).avif().toBuffer();
    await expect(inspectImage(avif)).rejects.toMatchObject(refused("image_type"));
  });

  it("is not fooled by a name: the type that is stored is the content's", async () => {
    const named = { key: "uploads/face.png", bytes: await picture(30, 20).jpeg().toBuffer() };
    const prepared = await prepareUpload(named.bytes);
    expect(prepared.contentType).toBe("image/jpeg");
    expect(prepared.contentType).not.toBe(contentTypeOfKey(named.key));
    expect((await sharp(prepared.bytes).metadata()).format).toBe("jpeg");
  });

  it("refuses what only begins like a picture", async () => {
    const heads = [
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      [0xff, 0xd8, 0xff, 0xe0],
      [...Buffer.from("RIFF\x24\0\0\0WEBPVP8 ")],
    ];
    for (const head of heads) {
      const bytes = Buffer.concat([Buffer.from(head), Buffer.from("<svg><script/></svg>".repeat(20))]);
      await expect(inspectImage(bytes)).rejects.toMatchObject(refused("image_broken"));
    }
  });

  it("refuses more than 50 megapixels before it unpacks them", async () => {
    for (const bytes of [pngClaiming(40_000, 40_000), pngClaiming(50_000_001, 1), pngClaiming(7_072, 7_071)]) {
      expect(bytes.length).toBeLessThan(200);
      await expect(inspectImage(bytes)).rejects.toMatchObject({ code: "too_large", reason: "image_pixels" });
    }
    expect(await inspectImage(pngClaiming(7_071, 7_071))).toMatchObject({ width: 7_071 });
  });

  it("refuses more than 40 MB", async () => {
    const padded = pngWith(await picture(8, 8).png().toBuffer(), pngChunk("teXt", Buffer.alloc(40 * 1024 * 1024)));
    await expect(inspectImage(padded)).rejects.toMatchObject({ code: "too_large" });
  });

  it("refuses what moves: only its first picture would be looked at", async () => {
    const frames = await Promise.all(["#c96f4a", "#3a6f9a"].map((colour) => picture(16, 16, colour).png().toBuffer()));
    const webp = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    await expect(inspectImage(webp)).rejects.toMatchObject(refused("image_animated"));
    const control = Buffer.alloc(8);
    control.writeUInt32BE(2, 0);
    const apng = pngWith(await picture(16, 16).png().toBuffer(), pngChunk("acTL", control));
    await expect(inspectImage(apng)).rejects.toMatchObject(refused("image_animated"));
  });
});

describe("a damaged picture", () => {
  it.each(["png", "jpeg", "webp"] as const)("as %s is refused wherever it is cut off", async (format) => {
    const whole = await noisy(300, 200)[format]().toBuffer();
    for (const part of [0.3, 0.7, 0.99]) {
      const cut = whole.subarray(0, Math.floor(whole.length * part));
      for (const use of [prepareUpload, labelMedia, makeThumbnail]) {
        await expect(use(cut), `${format} ${part}`).rejects.toMatchObject(refused("image_broken"));
      }
    }
  });

  it("is refused when its middle is noise", async () => {
    const bytes = await noisy(300, 200).png().toBuffer();
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0xff, middle, middle + 200);
    await expect(prepareUpload(bytes)).rejects.toMatchObject(refused("image_broken"));
  });
});

describe("an uploaded picture", () => {
  const exif = { IFD0: { Artist: "somebody", Model: "a camera" }, IFD3: { GPSLatitude: "48/1 51/1 24/1" } };
  const loaded = (image: Sharp) => image.withExif(exif).withIccProfile("p3");

  it("keeps what is seen and nothing else", async () => {
    const inputs = [
      await loaded(noisy(64, 48)).png().toBuffer(),
      await loaded(noisy(64, 48)).jpeg().toBuffer(),
      await loaded(noisy(64, 48)).webp().toBuffer(),
    ];
    for (const input of inputs) {
      expect(input.includes("somebody")).toBe(true);
      const { bytes, width, height } = await prepareUpload(input);
      expect([width, height]).toEqual([64, 48]);
      const { exif: left, icc, xmp, iptc, comments } = await sharp(bytes).metadata();
      expect({ left, icc, xmp, iptc, comments }).toEqual({});
      for (const trace of ["somebody", "a camera", "Exif", "GPS"])
        expect(Buffer.from(bytes).includes(trace)).toBe(false);
    }
  });

  it("loses comments, and whatever follows its end", async () => {
    const png = await noisy(64, 48).png().toBuffer();
    const chatty = Buffer.concat([
      pngWith(png, pngChunk("tEXt", Buffer.from("Comment\0secret"))),
      Buffer.from("PK\x03\x04"),
    ]);
    const { bytes } = await prepareUpload(chatty);
    expect(Buffer.from(bytes).includes("secret")).toBe(false);
    expect(Buffer.from(bytes).includes("PK\x03\x04")).toBe(false);
  });

  it("is upright, whichever way the camera was held", async () => {
    const lying = await noisy(300, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await prepareUpload(lying)).toMatchObject({ width: 100, height: 300, contentType: "image/jpeg" });
  });

  it("keeps what is transparent in PNG, and shows white behind it in JPEG", async () => {
    const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const asPng = await prepareUpload(await clear.clone().png().toBuffer());
    expect((await sharp(asPng.bytes).metadata()).hasAlpha).toBe(true);
    const asJpeg = await prepareUpload(await clear.webp({ lossless: true }).toBuffer());
    expect((await sharp(asJpeg.bytes).raw().toBuffer())[0]).toBeGreaterThan(250);
  });

  it("is not marked as made by AI, even where it was: nobody knows what it is now", async () => {
    const marked = await withSyntheticMark(noisy(64, 48).png()).toBuffer();
    expect(await hasSyntheticMark(marked)).toBe(true);
    expect(await hasSyntheticMark((await prepareUpload(marked)).bytes)).toBe(false);
  });
});
