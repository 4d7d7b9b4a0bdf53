// Turns a drawn head and puts it on a picture: what stands out moves further than what lies back.
import { COLUMNS, EXTENT, PIXELS_PER_UNIT, ROWS } from "./head-map.ts";
import { clamp, mix } from "./shapes.ts";

export interface Pose {
  /** Radians: to the side, up and down, and tilted. */
  readonly turn: number;
  readonly nod: number;
  readonly tilt: number;
}

export interface Place {
  readonly width: number;
  readonly height: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly pixelsPerUnit: number;
}

interface Planes {
  readonly colours: Float32Array;
  readonly cover: Float32Array;
  readonly depth: Float32Array;
}

/** The axis the head turns about lies so far behind its middle depth. */
const AXIS_DEPTH = 0.3;
const LOOKS = 4;

/** @returns RGBA */
export function poseHead({ colours, cover, depth }: Planes, pose: Pose, place: Place): Buffer {
  const pixels = Buffer.alloc(place.width * place.height * 4);
  const [cosTilt, sinTilt] = [Math.cos(pose.tilt), Math.sin(pose.tilt)];
  const [cosTurn, sinTurn, cosNod, sinNod] = [
    Math.cos(pose.turn),
    Math.sin(pose.turn),
    Math.cos(pose.nod),
    Math.sin(pose.nod),
  ];
  for (let row = 0; row < place.height; row += 1) {
    for (let column = 0; column < place.width; column += 1) {
      const right = (column + 0.5 - place.centreX) / place.pixelsPerUnit;
      const down = (row + 0.5 - place.centreY) / place.pixelsPerUnit;
      const seenX = right * cosTilt + down * sinTilt;
      const seenY = down * cosTilt - right * sinTilt;
      // Which point of the head is seen here depends on its depth: guess, look, and guess again.
      let [x, y] = [seenX, seenY];
      for (let look = 0; look < LOOKS; look += 1) {
        const out = sample(depth, x, y, 0, 1) - AXIS_DEPTH;
        x = mix(x, (seenX - out * sinTurn) / cosTurn, 0.7);
        y = mix(y, (seenY - out * sinNod) / cosNod, 0.7);
      }
      const covered = sample(cover, x, y, 0, 1);
      if (covered <= 0) continue;
      const index = (row * place.width + column) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[index + channel] = 255 * clamp(sample(colours, x, y, channel, 3));
      }
      pixels[index + 3] = 255 * clamp(covered);
    }
  }
  return pixels;
}

/** Between four points; nothing outside the map. */
function sample(plane: Float32Array, x: number, y: number, channel: number, channels: number): number {
  const [across, down] = [(x - EXTENT.left) * PIXELS_PER_UNIT - 0.5, (y - EXTENT.top) * PIXELS_PER_UNIT - 0.5];
  const [column, row] = [Math.floor(across), Math.floor(down)];
  if (column < 0 || row < 0 || column >= COLUMNS - 1 || row >= ROWS - 1) return 0;
  const index = (row * COLUMNS + column) * channels + channel;
  const below = index + COLUMNS * channels;
  return mix(
    mix(plane[index] ?? 0, plane[index + channels] ?? 0, across - column),
    mix(plane[below] ?? 0, plane[below + channels] ?? 0, across - column),
    down - row,
  );
}
