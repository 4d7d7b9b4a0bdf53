// Hair of the head, beard and glasses: what lies on top of the face.
import { cover, EXTENT, type HeadMap, tint, visit } from "./head-map.ts";
import { CROWN_Y, outlineOf } from "./relief.ts";
import { type Colour, clamp, curveThrough, grain, hill, mix, mixColours, ramp, ridge, scaleColour } from "./shapes.ts";
import type { FaceTraits, HairStyle } from "./traits.ts";

interface HairShape {
  /** How far beside and above the head it stands. */
  readonly beside: number;
  readonly above: number;
  /** How far down it goes at the sides. */
  readonly down: number;
  /** How much wider it gets with each unit down. */
  readonly flare: number;
  readonly hidesEars: boolean;
}

const SHAPES: Readonly<Record<Exclude<HairStyle, "bald">, HairShape>> = {
  long: { beside: 0.2, above: 0.16, down: 3, flare: 0.06, hidesEars: true },
  bob: { beside: 0.28, above: 0.16, down: 1.35, flare: -0.1, hidesEars: true },
  bun: { beside: 0.09, above: 0.1, down: 0.15, flare: 0, hidesEars: false },
  fringe: { beside: 0.2, above: 0.15, down: 2.2, flare: 0.04, hidesEars: true },
  curly: { beside: 0.42, above: 0.35, down: 1.4, flare: -0.12, hidesEars: true },
  short: { beside: 0.12, above: 0.14, down: 0.1, flare: 0, hidesEars: false },
  buzz: { beside: 0.04, above: 0.03, down: 0, flare: 0, hidesEars: false },
  quiff: { beside: 0.12, above: 0.3, down: 0.05, flare: 0, hidesEars: false },
};

const SHORT: readonly HairStyle[] = ["short", "buzz", "quiff"];
const FRAME: Colour = [0.08, 0.07, 0.08];
const WIDEST_Y = 0.2;
const BUN = { y: -1.85, across: 0.42, down: 0.32 };

export function paintHair(map: HeadMap, traits: FaceTraits): void {
  if (traits.beard > 0) paintBeard(map, traits);
  if (traits.moustache > 0) paintMoustache(map, traits);
  if (traits.glasses) paintGlasses(map, traits.glasses);
  const { style } = traits.hair;
  if (style !== "bald") paintHead(map, traits, style);
}

function paintHead(map: HeadMap, traits: FaceTraits, style: Exclude<HairStyle, "bald">): void {
  const shape = SHAPES[style];
  const { hair, head } = traits;
  const dark = scaleColour(hair.colour, 0.5);
  const outline = outlineOf(traits);
  // The head's own outline, stretched upwards and widened.
  const stretch = (WIDEST_Y - CROWN_Y) / (WIDEST_Y - CROWN_Y + shape.above);
  const thickness = curveThrough([
    [CROWN_Y, 0],
    [-1.45, 0.42],
    [-1.1, 0.8],
    [-0.6, 0.98],
    [0.2, 0.6],
    [1, 0.35],
    [2.7, 0.3],
  ]);
  const crown = (y: number) => {
    const width = outline(WIDEST_Y - (WIDEST_Y - y) * stretch);
    return width > 0 ? width * (1 + shape.beside / head.cheek) : -1;
  };
  visit(EXTENT, (x, y, index) => {
    const wave = style === "curly" ? 0.1 * grain(x * 7, y * 7, 61) : 0.025 * grain(x * 12, y * 6, 61);
    const width = (y < WIDEST_Y ? crown(y) : crown(WIDEST_Y) * (1 + shape.flare * (y - WIDEST_Y))) - wave;
    const bun = style === "bun" ? ramp(1, 0.93, Math.hypot(x / BUN.across, (y - BUN.y) / BUN.down)) : 0;
    if (Math.abs(x) > width + 0.03 && bun <= 0) return;
    const within = ramp(width + 0.02, width - 0.03, Math.abs(x));
    const amount = Math.max(bun, within * lock(traits, shape, style, { x, y, face: map.face[index] ?? 0 }));
    if (amount <= 0) return;
    const strands = 0.72 + 0.38 * grain(x * 26 + y * 5, y * 3.2, 51) + 0.25 * (grain(x * 60, y * 9, 52) - 0.5);
    const sheen = (1 + 0.35 * ridge(y + 1.05 + 0.1 * x * x, 0.2)) * mix(1, 0.78, ramp(0, 0.8, y));
    cover(map, index, scaleColour(mixColours(dark, hair.colour, clamp(strands)), sheen), amount);
    const round = Math.max(0, 1 - Math.min(1, Math.abs(x) / Math.max(0.01, width)) ** 2.5) ** 0.55;
    const volume = thickness(WIDEST_Y - (WIDEST_Y - y) * stretch) * round;
    map.depth[index] = mix(map.depth[index] ?? 0, Math.max(map.depth[index] ?? 0, volume) + 0.03 * strands, amount);
    map.shine[index] = 0.05;
  });
}

/** How much of the hair is seen at a point inside its outline. */
function lock(
  { hair, head }: FaceTraits,
  shape: HairShape,
  style: HairStyle,
  { x, y, face }: { x: number; y: number; face: number },
): number {
  const out = Math.abs(x);
  const falls = ramp(shape.down + 0.15, shape.down - 0.1, y + 0.1 * grain(x * 15, 2, 62));
  const ragged = hairLine(hair, style, x) + 0.07 * (grain(x * 24, y * 5, 53) - 0.5);
  const onTop = ramp(ragged + 0.08, ragged - 0.08, y);
  const edge = head.cheek * (shape.hidesEars ? 0.93 : 1) - (y < 0 ? 0.1 * ridge(y + 0.9, 0.5) : 0);
  const beside = mix(1, ramp(edge - 0.06, edge + 0.02, out), face);
  // Behind the neck there is no seeing it.
  const neck = y > head.chinY - 0.3 ? ramp(0.42, 0.52, out) : 1;
  return falls * Math.max(onTop, beside * (shape.hidesEars ? 1 : ramp(0.35, 0.05, y))) * neck;
}

/** Parted, straight across or round the temples. */
function hairLine({ line, parting }: FaceTraits["hair"], style: HairStyle, x: number): number {
  if (style === "fringe") return -0.44 + 0.05 * Math.cos(x * 9);
  if (style === "bun" || SHORT.includes(style)) return line + 0.22 * (x / 0.9) ** 2;
  return line - 0.12 + 0.5 * Math.abs(x - parting) ** 1.4;
}

function paintBeard(map: HeadMap, { beard, hair, head, mouth }: FaceTraits): void {
  visit({ ...EXTENT, top: 0, bottom: head.chinY + 0.1 }, (x, y, index) => {
    const face = map.face[index] ?? 0;
    if (face <= 0) return;
    const out = Math.abs(x);
    const side = ramp(0.5, 0.82, out / head.cheek) * ramp(0.15, 0.5, y);
    const low = ramp(mouth.y - 0.02, mouth.y + 0.2, y + 0.25 * ramp(0.2, 0.6, out));
    const lips = 1 - hill(x, y - mouth.y - 0.02, mouth.width * 1.05, 0.14);
    const amount = clamp(Math.max(low, side) * lips) * beard * face;
    const hairs = 0.7 * (0.75 + 0.5 * grain(x * 50, y * 35, 21));
    tint(map, index, scaleColour(hair.colour, hairs), amount * 0.85);
    map.shine[index] = (map.shine[index] ?? 0) * (1 - amount);
  });
}

function paintMoustache(map: HeadMap, { hair, mouth, nose }: FaceTraits): void {
  const middle = mix(nose.length, mouth.y, 0.55);
  visit({ left: -1, right: 1, top: middle - 0.25, bottom: middle + 0.25 }, (x, y, index) => {
    const amount = clamp(1.3 * hill(x, y - middle, mouth.width * 0.95, 0.075)) * 0.85;
    tint(map, index, scaleColour(hair.colour, 0.65 * (0.75 + 0.5 * grain(x * 50, y * 30, 22))), amount);
  });
}

function paintGlasses(map: HeadMap, form: "round" | "square"): void {
  visit({ left: -1.1, right: 1.1, top: -0.4, bottom: 0.5 }, (x, y, index) => {
    const [out, down] = [Math.abs(x) - 0.47, y - 0.05];
    const round = Math.hypot(out / 0.33, down / 0.31);
    const square =
      0.6 * Math.max(Math.abs(out) / 0.35, Math.abs(down) / 0.25) + 0.4 * Math.hypot(out / 0.36, down / 0.27);
    const rim = clamp(1.3 * ridge((form === "round" ? round : square) - 1, 0.09));
    const bridge = ridge(y + 0.05, 0.03) * ramp(0.18, 0.1, Math.abs(x));
    const arm = ridge(y + 0.04, 0.03) * ramp(0.8, 0.84, Math.abs(x));
    tint(map, index, FRAME, Math.max(rim, bridge, arm) * (map.face[index] ?? 0));
  });
}
