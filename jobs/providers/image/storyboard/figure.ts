// The figure of a card: a faceless artist's mannequin, jointed by pose, shaded from the side the light stands on. It wears long
// sleeves and trousers: bare limbs made the picture moderator raise one card in a hundred.
import type { Palette } from "./palette.ts";
import { type Joints, POSES, type Point } from "./poses.ts";
import type { Pose } from "./scene-plan.ts";

type HairStyle = "long" | "bob" | "bun";
const HAIR_STYLES: readonly HairStyle[] = ["long", "bob", "bun"];

/** Half widths in heads. */
const WIDTH = { neck: 0.26, upperArm: 0.22, foreArm: 0.165, wrist: 0.11, hip: 0.46, knee: 0.28, ankle: 0.15 };

const at = ([x, y]: Point) => `${x.toFixed(3)} ${y.toFixed(3)}`;
const between = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

/** A limb part: two circles of different size and what lies between them. */
function limb(from: Point, to: Point, fromRadius: number, toRadius: number): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const across: Point = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  const side = (point: Point, radius: number): Point => [point[0] + across[0] * radius, point[1] + across[1] * radius];
  const circle = ([x, y]: Point, radius: number) =>
    `M${(x - radius).toFixed(3)} ${y.toFixed(3)}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`;
  const quad = [side(from, fromRadius), side(to, toRadius), side(to, -toRadius), side(from, -fromRadius)];
  return `${circle(from, fromRadius)}${circle(to, toRadius)}M${quad.map(at).join("L")}Z`;
}

function arm(shoulder: Point, elbow: Point, wrist: Point): string {
  const hand = between(elbow, wrist, 1.16);
  return (
    limb(shoulder, elbow, WIDTH.upperArm + 0.03, WIDTH.foreArm) +
    limb(elbow, wrist, WIDTH.foreArm, WIDTH.wrist) +
    limb(wrist, hand, WIDTH.wrist, WIDTH.wrist + 0.03)
  );
}

function leg(hip: Point, knee: Point, ankle: Point): string {
  return limb(hip, knee, WIDTH.hip, WIDTH.knee) + limb(knee, ankle, WIDTH.knee, WIDTH.ankle);
}

function foot(ankle: Point, direction: number): string {
  return limb(ankle, [ankle[0] + 0.3 * direction, ankle[1] + 0.2], 0.14, 0.1);
}

/** Shoulders to hips as one closed curve with a waist. */
function torso(joints: Joints): string {
  const { neck, shoulderLeft, shoulderRight, hipLeft, hipRight } = joints;
  const waistLeft: Point = [between(shoulderLeft, hipLeft, 0.62)[0] - 0.12, between(shoulderLeft, hipLeft, 0.62)[1]];
  const waistRight: Point = [
    between(shoulderRight, hipRight, 0.62)[0] + 0.12,
    between(shoulderRight, hipRight, 0.62)[1],
  ];
  const outLeft: Point = [shoulderLeft[0] - 0.16, shoulderLeft[1]];
  const outRight: Point = [shoulderRight[0] + 0.16, shoulderRight[1]];
  return (
    `M${at([neck[0] - 0.2, neck[1] + 0.1])}Q${at([shoulderLeft[0], shoulderLeft[1] - 0.16])} ${at(outLeft)}` +
    `C${at([outLeft[0], outLeft[1] + 0.5])} ${at([waistLeft[0] + 0.1, waistLeft[1] - 0.5])} ${at(waistLeft)}` +
    `C${at([waistLeft[0] - 0.06, waistLeft[1] + 0.3])} ${at([hipLeft[0] - 0.44, hipLeft[1] - 0.4])} ${at([hipLeft[0] - 0.46, hipLeft[1]])}` +
    `L${at([hipRight[0] + 0.46, hipRight[1]])}` +
    `C${at([hipRight[0] + 0.44, hipRight[1] - 0.4])} ${at([waistRight[0] + 0.06, waistRight[1] + 0.3])} ${at(waistRight)}` +
    `C${at([waistRight[0] - 0.1, waistRight[1] - 0.5])} ${at([outRight[0], outRight[1] + 0.5])} ${at(outRight)}` +
    `Q${at([shoulderRight[0], shoulderRight[1] - 0.16])} ${at([neck[0] + 0.2, neck[1] + 0.1])}Z`
  );
}

function head([x, y]: Point): string {
  return `M${x - 0.4} ${y - 0.1}C${x - 0.42} ${y - 0.66} ${x + 0.42} ${y - 0.66} ${x + 0.4} ${y - 0.1}C${x + 0.4} ${y + 0.3} ${x + 0.16} ${y + 0.56} ${x} ${y + 0.58}C${x - 0.16} ${y + 0.56} ${x - 0.4} ${y + 0.3} ${x - 0.4} ${y - 0.1}Z`;
}

function hairBehind([x, y]: Point, style: HairStyle, sway: number): string {
  if (style === "bun") return limb([x, y - 0.2], [x + 0.05, y - 0.72], 0.46, 0.27);
  const length = style === "long" ? 1.75 : 0.75;
  return `M${x - 0.47} ${y - 0.05}C${x - 0.56} ${y - 0.8} ${x + 0.56} ${y - 0.8} ${x + 0.47} ${y - 0.05}C${x + 0.52} ${y + 0.4} ${x + 0.62 + sway} ${y + length * 0.7} ${x + 0.4 + sway} ${y + length}Q${x + sway} ${y + length + 0.18} ${x - 0.42 + sway} ${y + length}C${x - 0.64 + sway} ${y + length * 0.6} ${x - 0.52} ${y + 0.4} ${x - 0.47} ${y - 0.05}Z`;
}

function hairFront([x, y]: Point, part: number): string {
  return `M${x - 0.45} ${y + 0.12}C${x - 0.56} ${y - 0.82} ${x + 0.56} ${y - 0.82} ${x + 0.45} ${y + 0.12}C${x + 0.42} ${y - 0.2} ${x + 0.3 + part * 0.1} ${y - 0.36} ${x + part * 0.22} ${y - 0.42}C${x - 0.2 + part * 0.1} ${y - 0.34} ${x - 0.4} ${y - 0.14} ${x - 0.45} ${y + 0.12}Z`;
}

/** The lines a draughtsman puts on a head to set its direction: they also say "this is a drawing". */
function faceLines([x, y]: Point, colour: string, turn: number): string {
  return `<g fill="none" stroke="${colour}" stroke-width=".022" stroke-linecap="round" opacity=".5"><path d="M${x + turn * 0.12} ${y - 0.36}Q${x + turn * 0.26} ${y + 0.1} ${x + turn * 0.06} ${y + 0.5}"/><path d="M${x - 0.34} ${y + 0.04}Q${x} ${y + 0.14} ${x + 0.34} ${y + 0.04}"/></g>`;
}

export interface FigureOptions {
  readonly pose: Pose;
  readonly palette: Palette;
  readonly random: () => number;
}

/** SVG in units of heads, the crown near y 0 and the soles near y 8; `<defs>` ids start with "figure". */
export function drawFigure({ pose, palette, random }: FigureOptions): string {
  const joints = POSES[pose];
  const style = HAIR_STYLES[Math.floor(random() * HAIR_STYLES.length)] ?? "long";
  const turn = palette.lightX > 0 ? 1 : -1;
  const sway = (random() - 0.5) * 0.3;
  const legs =
    leg(joints.hipLeft, joints.kneeLeft, joints.ankleLeft) + leg(joints.hipRight, joints.kneeRight, joints.ankleRight);
  const feet = foot(joints.ankleLeft, -1) + foot(joints.ankleRight, 1);
  const arms =
    arm(joints.shoulderLeft, joints.elbowLeft, joints.wristLeft) +
    arm(joints.shoulderRight, joints.elbowRight, joints.wristRight);
  const neck = limb(joints.neck, between(joints.neck, joints.head, 0.6), WIDTH.neck, WIDTH.neck - 0.03);
  const body = torso(joints);
  const hair = hairBehind(joints.head, style, sway);
  const all = hair + legs + feet + body + arms + neck + head(joints.head);
  const skin = 'fill="url(#figure-skin)"';
  const cloth = 'fill="url(#figure-cloth)"';
  return `${gradients(palette, turn)}<path d="${all}" fill="${palette.light}" transform="translate(${0.05 * turn} -.035)" opacity=".95"/><path d="${hair}" fill="${palette.hair}"/><path d="${legs}${feet}" fill="url(#figure-lower)"/><path d="${neck}" ${skin}/><path d="${body}" ${cloth}/><path d="${arms}" ${cloth}/><path d="${head(joints.head)}" ${skin}/>${faceLines(joints.head, palette.skinShade, turn)}<path d="${hairFront(joints.head, turn)}" fill="url(#figure-hair)"/>`;
}

function gradients(palette: Palette, turn: number): string {
  const gradient = (id: string, lit: string, shade: string) =>
    `<linearGradient id="figure-${id}" gradientUnits="userSpaceOnUse" x1="${1.5 * turn}" y1="0" x2="${-1.5 * turn}" y2=".5"><stop offset=".12" stop-color="${lit}"/><stop offset=".86" stop-color="${shade}"/></linearGradient>`;
  return `<defs>${gradient("skin", palette.skinLight, palette.skinShade)}${gradient("cloth", palette.cloth, palette.clothShade)}${gradient("lower", palette.clothShade, palette.hair)}${gradient("hair", palette.hairLight, palette.hair)}</defs>`;
}
