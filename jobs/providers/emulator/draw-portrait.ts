// The person an emulated model "makes": a drawn face that face recognition takes for one, the same for the same identity
// whatever the seed, which decides pose, light, background and clothes.
import { createHash } from "node:crypto";
import sharp from "sharp";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import { paintFeatures } from "./portrait/features.ts";
import { paintHair } from "./portrait/hair.ts";
import { createHeadMap } from "./portrait/head-map.ts";
import { type Light, lightHead, smoothed } from "./portrait/light-head.ts";
import { type Place, type Pose, poseHead } from "./portrait/pose-head.ts";
import { shapeHead } from "./portrait/relief.ts";
import { type FaceTraits, traitsOf } from "./portrait/traits.ts";

export interface PortraitRequest {
  readonly identity: number | string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
}

interface Scene {
  readonly pose: Pose;
  readonly light: Light;
  readonly size: number;
  readonly aside: number;
  readonly backdrop: readonly [hue: number, saturation: number, lightness: number];
  readonly clothes: readonly [hue: number, saturation: number, lightness: number];
}

/** Larger pictures are drawn at this size and enlarged. */
const LONGEST_SIDE = 720;
const SMOOTH_RADIUS = 10;

/** @returns PNG, the same bytes for the same request */
export async function drawPortrait({ identity, seed, width, height }: PortraitRequest): Promise<Buffer> {
  const traits = traitsOf(identity);
  const scene = sceneOf(randomFrom(`${identity} ${seed}`));
  const share = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const [drawnWidth, drawnHeight] = [Math.round(width * share), Math.round(height * share)];
  const place: Place = {
    width: drawnWidth,
    height: drawnHeight,
    centreX: drawnWidth * (0.5 + scene.aside),
    centreY: drawnHeight * 0.46,
    pixelsPerUnit: Math.min(drawnWidth / 3.6, drawnHeight / 4.4) * scene.size,
  };
  const head = drawHead(traits, scene, place);
  const picture = await sharp(Buffer.from(backdrop(scene, place)))
    .composite([
      { input: head, raw: { width: drawnWidth, height: drawnHeight, channels: 4 } },
      { input: Buffer.from(clothes(traits, scene, place)) },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(picture, { raw: { width: drawnWidth, height: drawnHeight, channels: 3 } })
    .resize(width, height, { fit: "fill" })
    .png()
    .toBuffer();
}

function drawHead(traits: FaceTraits, { light, pose }: Scene, place: Place): Buffer {
  const map = createHeadMap();
  shapeHead(map, traits);
  paintFeatures(map, traits);
  paintHair(map, traits);
  const depth = smoothed(map.depth, SMOOTH_RADIUS);
  return poseHead({ colours: lightHead(map, depth, light), cover: map.cover, depth }, pose, place);
}

const randomFrom = (text: string): Random =>
  seededRandom(createHash("sha256").update(`scene ${text}`).digest().readUInt32BE(0));

function sceneOf(random: Random): Scene {
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    pose: { turn: between(-0.25, 0.25), nod: between(-0.1, 0.1), tilt: between(-0.12, 0.12) },
    light: {
      right: between(-0.7, 0.7),
      up: between(0.3, 0.8),
      ambient: between(0.42, 0.6),
      warmth: between(-0.05, 0.06),
    },
    size: between(0.8, 1.15),
    aside: between(-0.08, 0.08),
    backdrop: [between(0, 360), between(10, 45), between(25, 75)],
    clothes: [between(0, 360), between(10, 60), between(20, 70)],
  };
}

const colour = ([hue, saturation, lightness]: Scene["backdrop"], lighter: number) =>
  `hsl(${hue} ${saturation}% ${lightness + lighter}%)`;

function svg({ width, height }: Place, fill: Scene["backdrop"], shape: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="fill" x2=".3" y2="1"><stop stop-color="${colour(fill, 10)}"/><stop offset="1" stop-color="${colour(fill, -10)}"/></linearGradient></defs><path fill="url(#fill)" d="${shape}"/></svg>`;
}

function backdrop(scene: Scene, place: Place): string {
  return svg(place, scene.backdrop, `M0 0H${place.width}V${place.height}H0Z`);
}

function clothes({ head, isMan }: FaceTraits, scene: Scene, place: Place): string {
  const { centreX, centreY, pixelsPerUnit, height } = place;
  const top = centreY + pixelsPerUnit * (head.chinY + 0.5);
  const shoulder = pixelsPerUnit * (isMan ? 2 : 1.7);
  const [collar, slope, bottom] = [pixelsPerUnit * 0.7, top + pixelsPerUnit * 0.25, height + 20];
  return svg(
    place,
    scene.clothes,
    `M${centreX - shoulder} ${bottom}Q${centreX - shoulder} ${slope} ${centreX - collar} ${top}Q${centreX} ${top + pixelsPerUnit * 0.9} ${centreX + collar} ${top}Q${centreX + shoulder} ${slope} ${centreX + shoulder} ${bottom}Z`,
  );
}
