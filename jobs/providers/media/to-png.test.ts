import sharp from "sharp";
import { expect, test } from "vitest";
import { MOST_PNG_BYTES } from "../../../agents/domain/avatars/cards/card-limits.ts";
import { readPngChunks } from "../../../agents/domain/avatars/cards/png-text.ts";
import { media } from "./media.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c96f4a" } });

test.each(["jpeg", "webp", "png"] as const)("%s becomes a whole PNG of the same picture", async (format) => {
  const input = await picture(30, 20)
    .withExif({ IFD0: { Artist: "somebody" } })
    .toFormat(format)
    .toBuffer();
  const { bytes, contentType } = await media.toPng(input);
  expect(contentType).toBe("image/png");
  expect(readPngChunks(bytes)).toBeInstanceOf(Array);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 30, height: 20, space: "srgb" });
  const { channels } = await sharp(bytes).stats();
  for (const [index, wanted] of [0xc9, 0x6f, 0x4a].entries()) {
    expect(Math.abs((channels[index]?.mean ?? 0) - wanted)).toBeLessThan(4);
  }
  expect(Buffer.from(bytes).includes("somebody")).toBe(false);
});

test("what was marked as made by AI still is, what was not is not", async () => {
  const photo = await picture(30, 20).jpeg().toBuffer();
  expect(await media.hasSyntheticMark((await media.toPng(photo)).bytes)).toBe(false);
  const { bytes } = await media.label(photo);
  expect(await media.hasSyntheticMark((await media.toPng(bytes)).bytes)).toBe(true);
});

test("it stands upright, and even noise is not too large for a card", async () => {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 90 };
  const wide = sharp({ create: { width: 2_400, height: 1_600, channels: 3, background: "#000", noise } });
  const { bytes } = await media.toPng(await wide.jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 683, height: 1_024 });
  expect(bytes.length).toBeLessThan(MOST_PNG_BYTES);
});

test("what is no picture is refused", async () => {
  await expect(media.toPng(Buffer.from("GIF89a"))).rejects.toMatchObject({ code: "invalid_input" });
  const cut = (await picture(300, 200).jpeg().toBuffer()).subarray(0, 400);
  await expect(media.toPng(cut)).rejects.toMatchObject({ code: "invalid_input" });
});
