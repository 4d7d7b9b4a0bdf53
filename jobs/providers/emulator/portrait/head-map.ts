// The canvas a head is drawn on: how far each point stands out, its colour, shine and cover. One unit is half the face's
// width, the origin lies between the eyes, y goes down.
import { type Colour, mix } from "./shapes.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface HeadMap {
  readonly depth: Float32Array;
  /** Where the face itself is, hair and neck left out. */
  readonly face: Float32Array;
  readonly cover: Float32Array;
  readonly shine: Float32Array;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** Enough for the 150 pixels across that face recognition looks at. */
export const PIXELS_PER_UNIT = 100;
export const EXTENT: Box = { left: -1.9, right: 1.9, top: -2.3, bottom: 3.2 };
export const COLUMNS = Math.round((EXTENT.right - EXTENT.left) * PIXELS_PER_UNIT);
export const ROWS = Math.round((EXTENT.bottom - EXTENT.top) * PIXELS_PER_UNIT);

export function createHeadMap(): HeadMap {
  const plane = () => new Float32Array(COLUMNS * ROWS);
  return {
    depth: plane(),
    face: plane(),
    cover: plane(),
    shine: plane(),
    red: plane(),
    green: plane(),
    blue: plane(),
  };
}

/** Each point of a part of the map, with its place in the planes. */
export function visit(box: Box, see: (x: number, y: number, index: number) => void): void {
  const column = (x: number) => Math.round((x - EXTENT.left) * PIXELS_PER_UNIT);
  const row = (y: number) => Math.round((y - EXTENT.top) * PIXELS_PER_UNIT);
  const [first, last] = [Math.max(0, column(box.left)), Math.min(COLUMNS, column(box.right))];
  for (let down = Math.max(0, row(box.top)); down < Math.min(ROWS, row(box.bottom)); down += 1) {
    const y = EXTENT.top + (down + 0.5) / PIXELS_PER_UNIT;
    for (let across = first; across < last; across += 1) {
      see(EXTENT.left + (across + 0.5) / PIXELS_PER_UNIT, y, down * COLUMNS + across);
    }
  }
}

export const boxAround = (x: number, y: number, across: number, down: number): Box => ({
  left: x - across,
  right: x + across,
  top: y - down,
  bottom: y + down,
});

/** Lays a colour over a point. */
export function tint(map: HeadMap, index: number, colour: Colour, amount: number): void {
  if (amount <= 0) return;
  map.red[index] = mix(map.red[index] ?? 0, colour[0], amount);
  map.green[index] = mix(map.green[index] ?? 0, colour[1], amount);
  map.blue[index] = mix(map.blue[index] ?? 0, colour[2], amount);
}

/** Takes light from a point; skin keeps more red than the rest. */
export function shade(map: HeadMap, index: number, amount: number, redAmount = amount): void {
  map.red[index] = (map.red[index] ?? 0) * (1 - redAmount);
  map.green[index] = (map.green[index] ?? 0) * (1 - amount);
  map.blue[index] = (map.blue[index] ?? 0) * (1 - amount);
}

/** Puts something in front of what is there. */
export function cover(map: HeadMap, index: number, colour: Colour, amount: number): void {
  if (amount <= 0) return;
  if ((map.cover[index] ?? 0) <= 0) tint(map, index, colour, 1);
  else tint(map, index, colour, amount);
  // What lies behind an edge fills what the edge leaves open.
  map.cover[index] = Math.min(1, (map.cover[index] ?? 0) + amount);
}
