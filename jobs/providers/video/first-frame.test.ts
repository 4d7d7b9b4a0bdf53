import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { expect, it } from "vitest";
import { drawPicture } from "../emulator/draw-picture.ts";
import { firstFrameUri } from "./first-frame.ts";

const bytesOf = (uri: string) => Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64");

it("passes a picture that fits as it is, typed by its bytes", async () => {
  const bytes = await drawPicture([1], { width: 64, height: 64 }).webp().toBuffer();
  const uri = await firstFrameUri({ bytes, contentType: "image/png" }, 100_000);
  expect(uri.startsWith("data:image/webp;base64,")).toBe(true);
  expect(bytesOf(uri).equals(bytes)).toBe(true);
});

it("makes one smaller until it fits, upright, and says when nothing helps", async () => {
  const noise = sharp(randomBytes(900 * 600 * 3), { raw: { width: 900, height: 600, channels: 3 } });
  const bytes = await noise.withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
  const uri = await firstFrameUri({ bytes, contentType: "image/jpeg" }, 700_000);
  expect(uri.length).toBeLessThanOrEqual(700_000);
  expect(await sharp(bytesOf(uri)).metadata()).toMatchObject({ format: "jpeg", width: 600, height: 900 });
  const never = firstFrameUri({ bytes, contentType: "image/jpeg" }, 1_000);
  await expect(never).rejects.toMatchObject({ code: "too_large", field: "image" });
  const page = firstFrameUri({ bytes: Buffer.from("<html>"), contentType: "image/png" }, 1_000);
  await expect(page).rejects.toMatchObject({ code: "invalid_input" });
});
