// What is painted on the face: skin, brows, eyes, nostrils and lips.
import { boxAround, EXTENT, type HeadMap, shade, tint, visit } from "./head-map.ts";
import { lipLine } from "./relief.ts";
import { type Colour, clamp, grain, hill, mix, mixColours, ramp, ridge, scaleColour } from "./shapes.ts";
import type { FaceTraits } from "./traits.ts";

const LASHES: Colour = [0.07, 0.045, 0.04];
const MOUTH_LINE: Colour = [0.2, 0.08, 0.07];
const NOSTRIL: Colour = [0.12, 0.06, 0.05];
const BROW_BASE: Colour = [0.12, 0.08, 0.06];
const SCLERA: Colour = [0.93, 0.91, 0.89];
const SCLERA_CORNER: Colour = [0.8, 0.7, 0.68];
const PUPIL: Colour = [0.02, 0.02, 0.02];
const TEETH: Colour = [0.93, 0.9, 0.85];
const WHITE: Colour = [1, 1, 1];
const SIDES = [-1, 1] as const;

export function paintFeatures(map: HeadMap, traits: FaceTraits): void {
  paintSkin(map, traits);
  for (const side of SIDES) {
    paintBrow(map, traits, side);
    paintEye(map, traits, side);
    paintNostril(map, traits, side);
  }
  paintLips(map, traits);
}

function paintSkin(map: HeadMap, { blush, eyes, nose, lines, freckles, head, mouth }: FaceTraits): void {
  visit(EXTENT, (x, y, index) => {
    if ((map.face[index] ?? 0) <= 0) return;
    const pores = 0.95 + 0.06 * grain(x * 9, y * 9, 3) + 0.05 * grain(x * 40, y * 40, 5);
    shade(map, index, 1 - pores);
    const cheek = blush * hill(Math.abs(x) - 0.58, y - 0.42, 0.28, 0.22);
    shade(map, index, 0.15 * (cheek + 0.25 + 0.5 * hill(x, y - nose.length + 0.08, 0.15, 0.12)), 0.02);
    const bags = 0.08 + 0.1 * lines + 0.1 * eyes.hood;
    shade(map, index, bags * hill(Math.abs(x) - eyes.apart + 0.03, y - 0.17, 0.2, 0.07));
    const down = clamp((y + 0.2) / (nose.length + 0.2));
    const onNose = ridge(x, mix(nose.bridge * 1.3, nose.width * 0.9, down)) * ramp(-0.3, 0, y);
    tone(map, index, nose.tone * onNose * ramp(nose.length + 0.06, nose.length - 0.02, y));
    tone(map, index, head.chinTone * hill(x, y - mix(mouth.y + mouth.below, head.chinY, 0.6), 0.13, 0.14));
    const spots = freckles > 0 ? ramp(0.72, 0.85, grain(x * 30, y * 30, 11)) * ridge(y - 0.35, 0.35) : 0;
    const furrows = ridge(y + 0.62 + 0.02 * Math.cos(x * 3), 0.014) + ridge(y + 0.75 + 0.02 * Math.cos(x * 3), 0.014);
    const brow = clamp(lines * 2 - 1) * 0.14 * furrows * ramp(0.6, 0.4, Math.abs(x));
    shade(map, index, clamp(0.35 * freckles * spots + brow));
  });
}

/** Redder where darker, as skin is. */
function tone(map: HeadMap, index: number, amount: number): void {
  shade(map, index, -amount, amount < 0 ? -0.6 * amount : -amount);
}

function paintBrow(map: HeadMap, { brows, hair }: FaceTraits, side: number): void {
  const colour = mixColours(scaleColour(hair.colour, 0.75), BROW_BASE, 0.2);
  visit({ left: -1, right: 1, top: brows.y - 0.35, bottom: brows.y + 0.25 }, (x, y, index) => {
    const along = (x * side - brows.inner) / (brows.outer - brows.inner);
    if (along < -0.1 || along > 1.1) return;
    const line = brows.y - brows.tilt * (along - 0.3) - brows.arch * Math.sin(Math.PI * clamp(along * 0.85 + 0.1));
    const thickness = Math.max(0.004, brows.thickness * (1 - 0.75 * clamp(along) ** 2) * ramp(-0.1, 0.12, along));
    const hairs = 0.35 * (grain(x * 45, y * 14 + x * side * 20, 31) - 0.5);
    const amount = ramp(1.15, 0.55, Math.abs(y - line) / thickness + hairs) * ramp(1.06, 0.92, along);
    tint(map, index, colour, amount * brows.strength);
  });
}

function paintEye(map: HeadMap, { eyes }: FaceTraits, side: number): void {
  const crease = 0.045 + 0.02 * eyes.hood;
  const lashWidth = 0.02 + 0.02 * eyes.liner;
  visit(boxAround(side * eyes.apart, 0, eyes.width * 1.3, 0.35), (x, y, index) => {
    const fromCentre = x * side - eyes.apart;
    const along = fromCentre / eyes.width;
    if (Math.abs(along) > 1.12) return;
    const tilt = -eyes.tilt * along;
    const arc = Math.sqrt(Math.max(0, 1 - along * along));
    const upper = tilt - eyes.above * arc * (1 - 0.18 * along);
    const lower = tilt + eyes.below * arc * (1 + 0.2 * along);
    const fold = tilt - eyes.above * Math.sqrt(Math.max(0, 1 - (along * 0.85) ** 2)) - crease;
    shade(map, index, 0.3 * ridge(y - fold, 0.018) * ramp(1.12, 0.9, Math.abs(along)));
    const shadow = eyes.liner * 0.45 * ramp(fold - 0.12, fold + 0.04, y) * ramp(upper + 0.02, upper - 0.02, y);
    shade(map, index, shadow * ramp(1.12, 0.8, Math.abs(along)), shadow * 0.8);
    if (y < upper && y > fold) shade(map, index, 0.06);
    const open =
      Math.abs(along) < 1 ? ramp(upper - 0.012, upper + 0.012, y) * ramp(lower + 0.012, lower - 0.012, y) : 0;
    if (open > 0) {
      const ball = eyeball(eyes, { x: fromCentre, y: y - 0.3 * (upper + lower), along, side });
      tint(map, index, scaleColour(ball, mix(0.55, 1, ramp(upper, upper + 0.06, y))), open);
      map.shine[index] = mix(map.shine[index] ?? 0, 0.05, open);
    }
    const ends = ramp(1.06, 0.98, Math.abs(along));
    tint(map, index, LASHES, ridge(y - upper + 0.006, lashWidth) * ends * (0.75 + 0.25 * eyes.liner));
    shade(map, index, 0.55 * ridge(y - lower - 0.004, 0.012) * ends * (0.6 + 0.4 * eyes.liner));
  });
}

function eyeball(
  { iris, irisRadius }: FaceTraits["eyes"],
  { x, y, along, side }: { x: number; y: number; along: number; side: number },
): Colour {
  const distance = Math.hypot(x, y + 0.005);
  const white = mixColours(SCLERA, SCLERA_CORNER, Math.abs(along) ** 3);
  const ring = mixColours(iris, scaleColour(iris, 0.35), ramp(irisRadius * 0.7, irisRadius, distance));
  const coloured = mixColours(white, ring, ramp(irisRadius + 0.008, irisRadius - 0.008, distance));
  const dark = mixColours(coloured, PUPIL, ramp(0.056, 0.044, distance));
  // The lamp stands on the same side of both eyes.
  return mixColours(dark, WHITE, 0.9 * ramp(0.026, 0.014, Math.hypot(x * side - 0.035, y + 0.035)));
}

function paintNostril(map: HeadMap, { nose }: FaceTraits, side: number): void {
  visit(boxAround(0, nose.length, 0.6, 0.3), (x, y, index) => {
    const out = x * side;
    const hole = hill(out - nose.width * 0.5, y - nose.length - 0.005, nose.width * 0.28, 0.028);
    tint(map, index, NOSTRIL, 0.85 * clamp(hole * 1.2));
    shade(map, index, 0.22 * hill(out - nose.width * 1.15, y - nose.length + 0.06, 0.025, 0.07));
    if (side === 1) shade(map, index, 0.25 * hill(x, y - nose.length - 0.045, nose.width, 0.03));
  });
}

function paintLips(map: HeadMap, traits: FaceTraits): void {
  const { mouth, skin } = traits;
  const bare = mixColours(scaleColour(skin, 0.86, 0.62), skin, 0.25);
  const colour = mouth.paint ? mixColours(mouth.paint, skin, 0.15) : bare;
  visit(boxAround(0, mouth.y, mouth.width * 1.25, 0.4), (x, y, index) => {
    const along = Math.abs(x / mouth.width);
    const line = lipLine(traits, x);
    const arc = Math.max(0, 1 - along ** 2.2) ** 0.8;
    const bow = 1 - 0.28 * ridge(x / mouth.width, 0.14);
    const [parted, closed] = [line - mouth.open * arc * 0.3, line + mouth.open * arc * 0.7];
    const [top, bottom] = [parted - mouth.above * arc * bow * (1.1 - 0.1 * along), closed + mouth.below * arc];
    const inside = along < 1 ? ramp(top - 0.012, top + 0.012, y) * ramp(bottom + 0.016, bottom - 0.016, y) : 0;
    const lit = (y < line ? 0.82 : 1) * (0.93 + 0.14 * grain(x * 60, y * 12, 41));
    tint(map, index, scaleColour(colour, lit), inside * 0.92);
    map.shine[index] = mix(map.shine[index] ?? 0, 0.5, inside);
    if (mouth.open > 0 && along < 0.97) {
      const open = ramp(parted - 0.008, parted + 0.008, y) * ramp(closed + 0.008, closed - 0.008, y);
      tint(map, index, mixColours(TEETH, MOUTH_LINE, ramp(0.6, 0.95, along)), open);
    }
    const edges = Math.max(ridge(y - parted, 0.014), 0.6 * ridge(y - closed, 0.012));
    tint(map, index, MOUTH_LINE, 0.65 * edges * ramp(1.1, 0.95, along));
    shade(map, index, 0.15 * hill(along - 1.02, y - line, 0.1, 0.05));
    shade(map, index, 0.12 * hill(x, y - bottom - 0.05, mouth.width * 0.6, 0.03));
  });
}
