// How the still moves: what the prompt says of the camera, or else what the seed picks.
import { seededRandom } from "../../../../agents/kernel/random.ts";

/** Zoom and centre of the view at the beginning and at the end; centres are shares of the picture. */
export interface Motion {
  readonly name: MotionName;
  readonly from: View;
  readonly to: View;
}

interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** First match wins, so the narrower words stand first. */
const MOTIONS = [
  ["pull_out", /\b(zoom(s|ing)? out|pull(s|ing)? (back|out)|dolly out|wide shot|reveals?|se aleja)\b/i],
  ["push_in", /\b(zoom(s|ing)?( in)?|push(es|ing)? in|dolly( in)?|close-?up|closer|approach(es|ing)?|se acerca)\b/i],
  ["pan_left", /\b(pans? left|(turns?|looks?|walks?|moves?) (to the )?left|(hacia|a) la izquierda)\b/i],
  ["pan_right", /\b(pans? right|(turns?|looks?|walks?|moves?) (to the )?right|(hacia|a) la derecha)\b/i],
  ["tilt_up", /\b(tilts? up|crane up|looks? up|stands? up|rises?|jumps?|hacia arriba)\b/i],
  ["tilt_down", /\b(tilts? down|crane down|looks? down|sits? down|hacia abajo)\b/i],
] as const satisfies readonly (readonly [string, RegExp])[];

export type MotionName = (typeof MOTIONS)[number][0];

/** Where faces are in portraits. */
export const FACE = { x: 0.5, y: 0.38 };
const GENTLE = { least: 0.14, most: 0.26 };
/** How far the view wanders, as a share of the room that the zoom leaves it. */
const REACH = 0.9;

export function motionOf(prompt: string, seed: number): Motion {
  const random = seededRandom(seed);
  const picked = MOTIONS[Math.floor(random() * MOTIONS.length)] ?? MOTIONS[0];
  const [name] = MOTIONS.find(([, words]) => words.test(prompt)) ?? picked;
  const zoom = 1 + GENTLE.least + random() * (GENTLE.most - GENTLE.least);
  return { name, ...viewsOf(name, zoom) };
}

function viewsOf(name: MotionName, zoom: number): { from: View; to: View } {
  const near = { zoom, ...FACE };
  const far = { zoom: 1, x: 0.5, y: 0.5 };
  const room = (REACH * (1 - 1 / zoom)) / 2;
  if (name === "push_in") return { from: far, to: near };
  if (name === "pull_out") return { from: near, to: far };
  const across = { pan_left: [room, 0], pan_right: [-room, 0], tilt_up: [0, room], tilt_down: [0, -room] } as const;
  const [x, y] = across[name];
  return { from: { zoom, x: 0.5 + x, y: 0.5 + y }, to: { zoom, x: 0.5 - x, y: 0.5 - y } };
}
