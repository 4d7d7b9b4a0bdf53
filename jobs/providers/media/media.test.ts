import sharp from "sharp";
import { expect, it } from "vitest";
import { INSTAGRAM_RULES } from "../../../agents/domain/distribution/rules/instagram.ts";
import { inspectImage } from "./inspect-image.ts";
import { media } from "./media.ts";
import { pngClaiming } from "./testing/png-file.ts";

const INSTAGRAM_PICTURE = INSTAGRAM_RULES.formats.image.picture;

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c96f4a" } });

it("marks every kind of picture, drops all else, and reads the mark back", async () => {
  const exif = { IFD0: { Artist: "somebody", Copyright: "secret" } };
  const inputs = [
    await picture(300, 200).withExif(exif).png().toBuffer(),
    await picture(300, 200).withExif(exif).jpeg().toBuffer(),
    await picture(300, 200).withExif(exif).webp().toBuffer(),
  ];
  for (const input of inputs) {
    expect(await media.hasSyntheticMark(input)).toBe(false);
    const labelled = await media.label(input);
    expect(labelled).toMatchObject({ width: 300, height: 200 });
    expect(await media.hasSyntheticMark(labelled.bytes)).toBe(true);
    expect((await sharp(labelled.bytes).metadata()).exif).toBeUndefined();
    expect(Buffer.from(labelled.bytes).includes("somebody")).toBe(false);
  }
});

it("keeps the mark through thumbnails and renditions, and notices when others strip it", async () => {
  const { bytes } = await media.label(await picture(900, 1_600).png().toBuffer());
  const thumbnail = await media.thumbnail(bytes);
  const rendition = await media.rendition(bytes, INSTAGRAM_PICTURE);
  expect(await media.hasSyntheticMark(thumbnail.bytes)).toBe(true);
  expect(await media.hasSyntheticMark(rendition.bytes)).toBe(true);
  expect(await media.hasSyntheticMark(await sharp(rendition.bytes).jpeg().toBuffer())).toBe(false);
  expect(
    Math.max(
      ...Object.values(
        await sharp(thumbnail.bytes)
          .metadata()
          .then((m) => [m.width, m.height]),
      ),
    ),
  ).toBe(480);
});

it("knows the mark as other programs write it, and no other source type", async () => {
  const withXmp = (inner: string) =>
    picture(8, 8)
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`,
      )
      .png()
      .toBuffer();
  const type = (name: string) =>
    `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${name}</Iptc4xmpExt:DigitalSourceType>`;
  expect(await media.hasSyntheticMark(await withXmp(type("trainedAlgorithmicMedia")))).toBe(true);
  expect(await media.hasSyntheticMark(await withXmp(type("digitalCapture")))).toBe(false);
  expect(await media.hasSyntheticMark(Buffer.from("not a picture"))).toBe(false);
});

it("brings any shape within Instagram's limits", async () => {
  for (const [width, height] of [
    [896, 1_088],
    [768, 1_344],
    [1_536, 640],
    [100, 100],
    [4_000, 3_000],
    [1_001, 1_253],
  ] as const) {
    const rendition = await media.rendition(await picture(width, height).png().toBuffer(), INSTAGRAM_PICTURE);
    const ratio = rendition.width / rendition.height;
    expect(rendition.contentType).toBe("image/jpeg");
    expect(rendition.width).toBeGreaterThanOrEqual(320);
    expect(rendition.width).toBeLessThanOrEqual(1_440);
    expect(ratio).toBeGreaterThanOrEqual(0.8);
    expect(ratio).toBeLessThanOrEqual(1.91);
  }
});

it("refuses what is not a picture, and pictures made to hurt", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>');
  const gif = Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00");
  for (const bytes of [svg, gif, Buffer.alloc(0), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])]) {
    await expect(inspectImage(bytes)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(media.label(bytes)).rejects.toMatchObject({ code: "invalid_input" });
  }
  await expect(media.label(pngClaiming(40_000, 40_000))).rejects.toMatchObject({ code: "too_large" });
  await expect(inspectImage(await picture(7_100, 7_100).png().toBuffer())).rejects.toMatchObject({ code: "too_large" });
});

it("turns a picture upright before its orientation is dropped", async () => {
  const lying = await picture(300, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await media.label(lying)).toMatchObject({ width: 100, height: 300 });
});
