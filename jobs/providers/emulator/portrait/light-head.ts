// Light on a head: from the side the lamp stands, softer where the ground is hollow.
import { COLUMNS, type HeadMap, PIXELS_PER_UNIT, ROWS } from "./head-map.ts";
import { clamp } from "./shapes.ts";

export interface Light {
  /** Where the lamp stands: right of and above the viewer. */
  readonly right: number;
  readonly up: number;
  /** How much comes from everywhere, 0..1. */
  readonly ambient: number;
  readonly warmth: number;
}

const STEEPEST = 1.7;

/** @param smooth the depth without its details @returns the lit colours, 3 numbers a point */
export function lightHead(map: HeadMap, smooth: Float32Array, light: Light): Float32Array {
  const lit = new Float32Array(COLUMNS * ROWS * 3);
  const lamp = unit(light.right, -light.up, 1);
  const halfway = unit(lamp[0], lamp[1], lamp[2] + 1);
  const at = (plane: Float32Array, index: number) => plane[index] ?? 0;
  const slope = (before: number, after: number) =>
    clamp(((at(map.depth, after) - at(map.depth, before)) * PIXELS_PER_UNIT) / 2, -STEEPEST, STEEPEST);
  for (let index = COLUMNS; index < COLUMNS * (ROWS - 1); index += 1) {
    if (at(map.cover, index) <= 0) continue;
    const [x, y, z] = unit(-slope(index - 1, index + 1), -slope(index - COLUMNS, index + COLUMNS), 1);
    const facing = Math.max(0, (x * lamp[0] + y * lamp[1] + z * lamp[2] + 0.25) / 1.25);
    const open = clamp(1 + 1.6 * (at(map.depth, index) - at(smooth, index)), 0.45, 1.15);
    const mirror = Math.max(0, x * halfway[0] + y * halfway[1] + z * halfway[2]) ** 26;
    const gleam = 0.45 * at(map.shine, index) * mirror;
    const amount = light.ambient * open * (0.8 + 0.2 * z) + (1 - light.ambient) * 1.12 * facing * (0.6 + 0.4 * open);
    lit[3 * index] = clamp(at(map.red, index) * amount * (1 + light.warmth) + gleam);
    lit[3 * index + 1] = clamp(at(map.green, index) * amount + gleam);
    lit[3 * index + 2] = clamp(at(map.blue, index) * amount * (1 - light.warmth) + gleam);
  }
  return lit;
}

function unit(x: number, y: number, z: number): [number, number, number] {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** A plane without its details: each point the mean of a square around it, twice. */
export function smoothed(plane: Float32Array, radius: number): Float32Array {
  const once = (from: Float32Array) =>
    averaged(averaged(from, radius, COLUMNS, 1, ROWS), radius, ROWS, COLUMNS, COLUMNS);
  return once(once(plane));
}

/** Running mean along lines; `step` leads along a line, and lines lie `COLUMNS` or 1 apart. */
function averaged(from: Float32Array, radius: number, length: number, step: number, lines: number): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line += 1) {
    const start = step === 1 ? line * COLUMNS : line;
    let sum = 0;
    for (let place = -radius; place < length; place += 1) {
      if (place + radius < length) sum += from[start + (place + radius) * step] ?? 0;
      if (place - radius > 0) sum -= from[start + (place - radius - 1) * step] ?? 0;
      if (place >= 0) to[start + place * step] = sum / (2 * radius + 1);
    }
  }
  return to;
}
