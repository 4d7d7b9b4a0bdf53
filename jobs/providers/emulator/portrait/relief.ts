// The shape of a head: its outline, and hills and folds on it. Light then falls on it as on a real one.
import { type Box, boxAround, cover, EXTENT, type HeadMap, visit } from "./head-map.ts";
import { clamp, curveThrough, hill, mix, ramp, ridge, scaleColour } from "./shapes.ts";
import type { FaceTraits } from "./traits.ts";

export const CROWN_Y = -1.55;
const SIDES = [-1, 1] as const;
/** Beyond so many widths a hill is flat. */
const REACH = 2.6;

interface Hill {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
  readonly height: number;
}

/** Neck, ears and face in skin, each with its depth. */
export function shapeHead(map: HeadMap, traits: FaceTraits): void {
  shapeNeck(map, traits);
  for (const side of SIDES) shapeEar(map, traits, side);
  shapeFace(map, traits);
  for (const one of hillsOf(traits)) raise(map, one);
  shapeNose(map, traits);
  foldMouth(map, traits);
  for (const side of SIDES) foldCheek(map, traits, side);
}

function shapeNeck(map: HeadMap, { isMan, skin, head }: FaceTraits): void {
  const half = Math.min(isMan ? 0.68 : 0.56, head.jaw * 0.85);
  visit({ ...EXTENT, top: head.chinY - 0.45 }, (x, y, index) => {
    const width = half + 0.3 * ramp(0.7, 1.35, y - head.chinY + 0.45);
    const amount = ramp(width + 0.01, width - 0.03, Math.abs(x)) * ramp(head.chinY - 0.45, head.chinY - 0.2, y);
    if (amount <= 0) return;
    // The chin keeps the light from it.
    const lit = 1 - 0.5 * ramp(head.chinY + 0.6, head.chinY - 0.1, y);
    cover(map, index, scaleColour(skin, lit), amount);
    map.depth[index] = 0.35 * Math.sqrt(Math.max(0, 1 - (x / (width + 0.3)) ** 2));
    map.shine[index] = 0.1;
  });
}

function shapeEar(map: HeadMap, { skin, head }: FaceTraits, side: number): void {
  const [centreX, centreY] = [side * head.cheek, 0.18];
  visit(boxAround(centreX, centreY, 0.15, 0.36), (x, y, index) => {
    const distance = Math.hypot((x - centreX) / 0.13, (y - centreY) / 0.33);
    const hollow = 0.82 - 0.25 * ramp(0.6, 0.2, distance);
    const amount = ramp(1, 0.9, distance);
    cover(map, index, scaleColour(skin, hollow, hollow * 0.93), amount);
    if (amount > 0) map.depth[index] = 0.1 + 0.1 * (1 - distance);
  });
}

/** Half the width of the head at each height. */
export function outlineOf({ head: { cheek, temple, jaw, chin, chinY } }: FaceTraits): (y: number) => number {
  return curveThrough([
    [CROWN_Y, 0],
    [CROWN_Y + 0.03, 0.2],
    [CROWN_Y + 0.13, 0.43],
    [-1.2, 0.72],
    [-0.7, temple - 0.02],
    [-0.2, temple + 0.02],
    [0.25, cheek],
    [0.8, mix(cheek, jaw, 0.55)],
    [mix(0.8, chinY, 0.45), jaw * 0.9],
    [chinY - 0.16, chin + 0.14],
    [chinY - 0.03, chin * 0.72],
    [chinY + 0.03, chin * 0.38],
    [chinY + 0.05, 0],
  ]);
}

function shapeFace(map: HeadMap, traits: FaceTraits): void {
  const { chinY } = traits.head;
  const outline = outlineOf(traits);
  const middle = curveThrough([
    [CROWN_Y, 0],
    [-1.45, 0.4],
    [-1.1, 0.78],
    [-0.6, 0.98],
    [-0.2, 1],
    [0.3, 0.95],
    [0.9, 0.93],
    [1.3, 0.9],
    [chinY - 0.1, 0.78],
    [chinY + 0.05, 0.45],
  ]);
  visit({ left: -1.2, right: 1.2, top: CROWN_Y, bottom: chinY + 0.06 }, (x, y, index) => {
    const width = Math.max(0.001, outline(y));
    const amount = ramp(width + 0.012, width - 0.012, Math.abs(x)) * ramp(chinY + 0.05, chinY + 0.02, y);
    if (amount <= 0) return;
    cover(map, index, traits.skin, amount);
    const round = Math.max(0, 1 - Math.min(1, Math.abs(x) / width) ** 2.5) ** 0.55;
    map.face[index] = amount;
    map.depth[index] = mix(map.depth[index] ?? 0, middle(y) * round, amount);
    map.shine[index] = 0.25;
  });
}

function hillsOf({ isMan, head, eyes, brows, nose, mouth }: FaceTraits): Hill[] {
  const paired = SIDES.flatMap((side): Hill[] => [
    { x: side * eyes.apart, y: brows.y + 0.02, across: 0.3, down: 0.11, height: isMan ? 0.075 : 0.04 },
    { x: side * eyes.apart, y: 0, across: 0.26, down: 0.19, height: -eyes.depth },
    { x: side * eyes.apart, y: 0.01, across: 0.17, down: 0.13, height: 0.1 },
    { x: side * nose.width * 0.85, y: nose.length - 0.05, across: 0.07, down: 0.08, height: nose.wings },
    { x: side * 0.62, y: 0.33, across: 0.25, down: 0.2, height: head.cheekbone },
  ]);
  return [
    ...paired,
    { x: 0, y: nose.length - 0.1, across: 0.13, down: 0.11, height: nose.tip * 0.9 },
    { x: 0, y: nose.length + 0.14, across: 0.05, down: 0.1, height: -0.03 },
    { x: 0, y: mouth.y, across: mouth.width * 1.3, down: 0.22, height: 0.06 },
    { x: 0, y: mouth.y - mouth.above * 0.6, across: mouth.width * 0.8, down: 0.045, height: 0.05 },
    { x: 0, y: mouth.y + mouth.below * 0.55, across: mouth.width * 0.65, down: 0.06, height: 0.07 },
    { x: 0, y: mouth.y + mouth.below + 0.1, across: 0.25, down: 0.06, height: -0.06 },
    { x: 0, y: head.chinY - 0.2, across: 0.22, down: 0.15, height: 0.1 },
  ];
}

function raise(map: HeadMap, { x: centreX, y: centreY, across, down, height }: Hill): void {
  visit(boxAround(centreX, centreY, across * REACH, down * REACH), (x, y, index) =>
    lift(map, index, height * hill(x - centreX, y - centreY, across, down)),
  );
}

function lift(map: HeadMap, index: number, height: number): void {
  map.depth[index] = (map.depth[index] ?? 0) + height * (map.face[index] ?? 0);
}

function shapeNose(map: HeadMap, { nose }: FaceTraits): void {
  const area: Box = { left: -0.6, right: 0.6, top: -0.35, bottom: nose.length + 0.1 };
  visit(area, (x, y, index) => {
    const down = clamp((y + 0.15) / (nose.length + 0.1));
    const height = mix(0.06, nose.height, 0.9 * down * down + 0.1 * down);
    const ends = ramp(nose.length + 0.1, nose.length - 0.03, y) * ramp(-0.35, 0, y);
    lift(map, index, height * ridge(x, mix(nose.bridge, nose.width * 0.75, down)) * ends);
  });
}

/** Where the lips meet, for what is at `x`. */
export const lipLine = ({ mouth }: FaceTraits, x: number): number => mouth.y - mouth.smile * (x / mouth.width) ** 2;

function foldMouth(map: HeadMap, traits: FaceTraits): void {
  const { mouth } = traits;
  visit(boxAround(0, mouth.y, mouth.width * 1.6, 0.2), (x, y, index) =>
    lift(map, index, -0.05 * ridge(y - lipLine(traits, x), 0.022) * ridge(x, mouth.width)),
  );
}

/** The fold from the nose to the corner of the mouth. */
function foldCheek(map: HeadMap, { nose, mouth, lines }: FaceTraits, side: number): void {
  const depth = 0.02 + 0.05 * lines;
  visit({ left: -0.8, right: 0.8, top: nose.length - 0.15, bottom: mouth.y + 0.2 }, (x, y, index) => {
    const down = clamp((y - nose.length + 0.08) / (mouth.y - nose.length + 0.1));
    const distance = x * side - mix(nose.width + 0.05, mouth.width + 0.1, down);
    const ends = ramp(nose.length - 0.15, nose.length, y) * ramp(mouth.y + 0.2, mouth.y, y);
    lift(map, index, -depth * ridge(distance, 0.05) * ends);
  });
}
