import { createRequire } from "node:module";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeFaceRecognizer } from "../../../agents/ports/conformance/face-recognizer.ts";
import { drawPicture } from "../emulator/draw-picture.ts";
import { drawPortrait } from "../emulator/draw-portrait.ts";
import { createFaceFinder } from "./face-finder.ts";
import { createImageClassifier } from "./image-classifier.ts";
import { createLocalFaceRecognizer } from "./local-face-recognizer.ts";
import { createVision } from "./vision.ts";

const drawn = new Map<string, Promise<Uint8Array>>();
function portrait(identity: string, seed: number): Promise<Uint8Array> {
  const key = `${identity} ${seed}`;
  const picture = drawn.get(key) ?? drawPortrait({ identity, seed, width: 416, height: 520 });
  drawn.set(key, picture);
  return picture;
}
const vision = createVision();
afterAll(() => vision.close());

async function together(pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  const sizes = await Promise.all(pictures.map((picture) => sharp(picture).metadata()));
  const height = Math.max(...sizes.map((size) => size.height));
  let left = 0;
  const placed = pictures.map((input, index) => {
    const { width = 0 } = sizes[index] ?? {};
    left += width;
    return { input: Buffer.from(input), left: left - width, top: 0 };
  });
  return await sharp({ create: { width: left, height, channels: 3, background: "#777777" } })
    .composite(placed)
    .png()
    .toBuffer();
}

async function scaled(picture: Uint8Array, times: number): Promise<Uint8Array> {
  const { width } = await sharp(picture).metadata();
  return await sharp(picture)
    .resize(Math.round(width * times))
    .jpeg()
    .toBuffer();
}

/** A quarter turn to the left, which EXIF's 6 undoes. */
const turned = async (picture: Uint8Array) =>
  await sharp(picture).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer();

describeFaceRecognizer("the local recogniser, in its thread", async () => ({
  recognizer: createLocalFaceRecognizer(vision.findFaces),
  portrait,
  together,
  scaled,
  turned,
  pictureOfNobody: await drawPicture(["a beach"], { width: 640, height: 480 }).png().toBuffer(),
}));

it("says the same in its thread as without", async () => {
  const picture = await portrait("one", 1);
  expect(await vision.classify(picture)).toEqual(await createImageClassifier()(picture));
  expect(await vision.findFaces(picture)).toEqual(await createFaceFinder()(picture));
});

it("answers each of many looks with its own", async () => {
  const pictures = await Promise.all(["one", "two", "three"].map((identity) => portrait(identity, 1)));
  const together = await Promise.all(pictures.map((picture) => vision.findFaces(picture)));
  for (const [index, picture] of pictures.entries()) expect(together[index]).toEqual(await vision.findFaces(picture));
});

it("goes on after a picture that cannot be read", async () => {
  const half = (await portrait("one", 1)).subarray(0, 5_000);
  await expect(vision.findFaces(half)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await vision.findFaces(await portrait("one", 1))).toHaveLength(1);
});

it("fails closed where the optional packages are not installed", async () => {
  const elsewhere = createLocalFaceRecognizer(createFaceFinder(createRequire("/nowhere/at-all.js")));
  await expect(elsewhere.facesIn(await portrait("one", 1), AbortSignal.timeout(30_000))).rejects.toMatchObject({
    code: "not_configured",
    remedy: expect.stringContaining("npm ci"),
  });
});
