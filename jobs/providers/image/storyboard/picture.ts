// The picture of a card: backdrop, figure placed by framing and angle, and the marks a director draws over a frame.
import { drawBackdrop, type Stage, stageOf } from "./backdrop.ts";
import { drawCastLight } from "./cast-light.ts";
import { drawFigure } from "./figure.ts";
import { paletteOf } from "./palette.ts";
import { POSES } from "./poses.ts";
import type { Framing, Pose, ScenePlan } from "./scene-plan.ts";

/** Height of one head as a share of the picture's height, and where the crown is. */
const PLACEMENT: Readonly<Record<Framing, { readonly head: number; readonly crown: number }>> = {
  full: { head: 0.1, crown: 0.115 },
  medium: { head: 0.172, crown: 0.15 },
  close: { head: 0.31, crown: 0.2 },
};
/** Off-centre towards a third, away from the light, so that there is room to look into; shares of the width. */
const OFF_CENTRE = { least: 0.02, most: 0.17 };
/** How much nearer or further than its framing says a figure stands. */
const DISTANCE = 0.16;
const MARK = "#ffffff";

/** SVG that fills (0,0)-(width,height). The same plan, size and random sequence give the same drawing. */
export function drawPicture(plan: ScenePlan, width: number, height: number, random: () => number): string {
  const palette = paletteOf(plan.lighting, random);
  const stage = stageOf(plan, width, height, palette, random);
  const backdrop = drawBackdrop(plan.setting, stage);
  const castLight = drawCastLight(stage);
  return `${backdrop}${castLight}${figure(plan, stage)}${vignette(stage)}${marks(plan, stage)}`;
}

function figure(plan: ScenePlan, { width, height, palette, random }: Stage): string {
  const { head, crown } = PLACEMENT[plan.framing];
  const nearness = 1 + (random() * 2 - 1) * DISTANCE;
  const unit = Math.min(height * head, width * head * 1.25) * nearness;
  const offCentre = OFF_CENTRE.least + random() * (OFF_CENTRE.most - OFF_CENTRE.least);
  const x = width * (0.5 - Math.sign(palette.lightX) * offCentre);
  // A small unit (wide pictures) keeps its feet where a tall picture has them.
  const y = plan.framing === "full" ? height * 0.925 - unit * 7.7 : height * crown - unit * crownOf(plan.pose);
  const squash = { low: 1.05, high: 0.93, eye: 1, side: 1 }[plan.angle];
  const turned = plan.angle === "side" ? 0.78 : 1;
  const seat =
    plan.pose === "sitting"
      ? `<path d="M-1.15 5.3H1.2V5.72H-1.15ZM-.98 5.7h.2V7.6h-.2ZM.82 5.7h.2V7.6h-.2Z" fill="${palette.hair}" fill-opacity=".92"/>`
      : "";
  const shadow = `<ellipse cx="${-palette.lightX * 1.1}" cy="7.66" rx="2.3" ry=".24" fill="${palette.hair}" fill-opacity=".34"/>`;
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(unit * turned).toFixed(2)} ${(unit * squash).toFixed(2)})">${shadow}${seat}${drawFigure({ pose: plan.pose, palette, random })}</g>`;
}

/** How much lower than of one who stands the crown is, in heads: of one who sits the face is to be near, not her knees. */
function crownOf(pose: Pose): number {
  return POSES[pose].head[1] - POSES.standing.head[1];
}

function vignette({ width, height, palette }: Stage): string {
  return `<defs><radialGradient id="vignette" gradientUnits="userSpaceOnUse" cx="${width / 2}" cy="${height * 0.46}" r="${Math.hypot(width, height) * 0.56}"><stop offset=".56" stop-color="#0b0a12" stop-opacity="0"/><stop offset="1" stop-color="#0b0a12" stop-opacity="${palette.isDark ? 0.5 : 0.34}"/></radialGradient></defs><rect width="${width}" height="${height}" fill="url(#vignette)"/>`;
}

/** Thirds, corners, centre cross, and an arrow from the light. */
function marks(plan: ScenePlan, { width, height, palette }: Stage): string {
  const thirds = `M${width / 3} 0V${height}M${(width * 2) / 3} 0V${height}M0 ${height / 3}H${width}M0 ${(height * 2) / 3}H${width}`;
  const inset = 26;
  const arm = 40;
  const corner = (x: number, y: number, toX: number, toY: number) => `M${x} ${y + toY}V${y}H${x + toX}`;
  const corners =
    corner(inset, inset, arm, arm) +
    corner(width - inset, inset, -arm, arm) +
    corner(inset, height - inset, arm, -arm) +
    corner(width - inset, height - inset, -arm, -arm);
  const cross = `M${width / 2 - 12} ${height / 2}h24M${width / 2} ${height / 2 - 12}v24`;
  return `<g fill="none" stroke="${MARK}"><path d="${thirds}" stroke-width="1.5" stroke-dasharray="3 9" opacity=".42"/><path d="${corners}" stroke-width="3.5" stroke-linecap="round" opacity=".85"/><path d="${cross}" stroke-width="2" opacity=".55"/></g>${lightArrow(width, Math.sign(palette.lightX), plan.lighting === "rim")}`;
}

function lightArrow(width: number, side: number, fromBehind: boolean): string {
  const x = side > 0 ? width - 84 : 84;
  const y = 92;
  const rays = Array.from({ length: 8 }, (_, index) => {
    const angle = (Math.PI / 4) * index;
    return `M${x + Math.cos(angle) * 15} ${y + Math.sin(angle) * 15}L${x + Math.cos(angle) * 21} ${y + Math.sin(angle) * 21}`;
  }).join("");
  const endX = x - side * 70;
  const endY = y + (fromBehind ? 10 : 40);
  return `<g stroke="${MARK}" stroke-width="3" stroke-linecap="round" fill="none" opacity=".92"><circle cx="${x}" cy="${y}" r="9" fill="${MARK}"/><path d="${rays}"/><path d="M${x - side * 30} ${y + (endY - y) * 0.4}L${endX} ${endY}M${endX + side * 15} ${endY - 3}L${endX} ${endY}L${endX + side * 7} ${endY - 14}"/></g>`;
}
