// The few functions that every line, shade and strand of a drawn face is made of.

export type Colour = readonly [red: number, green: number, blue: number];

export const clamp = (value: number, low = 0, high = 1): number => Math.min(high, Math.max(low, value));

export const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

export const mixColours = (from: Colour, to: Colour, share: number): Colour => [
  mix(from[0], to[0], share),
  mix(from[1], to[1], share),
  mix(from[2], to[2], share),
];

export const scaleColour = (colour: Colour, red: number, green = red, blue = red): Colour => [
  colour[0] * red,
  colour[1] * green,
  colour[2] * blue,
];

export function colourOf(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** 0 before `start`, 1 after `end`, soft in between; falls where `end` is the smaller one. */
export function ramp(start: number, end: number, value: number): number {
  const share = clamp((value - start) / (end - start));
  return share * share * (3 - 2 * share);
}

/** A round hill of height 1 at the origin. */
export const hill = (x: number, y: number, across: number, down: number): number =>
  Math.exp(-((x / across) ** 2) - (y / down) ** 2);

/** A ridge of height 1 along `distance` 0. */
export const ridge = (distance: number, width: number): number => Math.exp(-((distance / width) ** 2));

/** Cloudy noise in 0..1, the same for the same place; layers differ. */
export function grain(x: number, y: number, layer: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [alongX, alongY] = [ramp(0, 1, x - column), ramp(0, 1, y - row)];
  return mix(
    mix(speck(column, row, layer), speck(column + 1, row, layer), alongX),
    mix(speck(column, row + 1, layer), speck(column + 1, row + 1, layer), alongX),
    alongY,
  );
}

function speck(column: number, row: number, layer: number): number {
  let mixed = Math.imul(column, 374_761_393) + Math.imul(row, 668_265_263) + Math.imul(layer, 974_634_777);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** A smooth function through points of rising x (Catmull-Rom); constant outside them. */
export function curveThrough(points: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  const at = (index: number) => points[clamp(index, 0, points.length - 1)] ?? [0, 0];
  return (x) => {
    let index = 0;
    while (index < points.length - 2 && x > at(index + 1)[0]) index += 1;
    const [[beforeX, beforeY], [startX, startY]] = [at(index - 1), at(index)];
    const [[endX, endY], [afterX, afterY]] = [at(index + 1), at(index + 2)];
    const length = endX - startX;
    const share = clamp((x - startX) / length);
    const leaving = ((endY - beforeY) / (endX - beforeX)) * length;
    const arriving = ((afterY - startY) / (afterX - startX)) * length;
    const [square, cube] = [share ** 2, share ** 3];
    return (
      (2 * cube - 3 * square + 1) * startY +
      (cube - 2 * square + share) * leaving +
      (3 * square - 2 * cube) * endY +
      (cube - square) * arriving
    );
  };
}
