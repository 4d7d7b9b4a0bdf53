// Patches of light and shade over the place, as through leaves, blinds or clouds: where they fall is the seed's, so that two
// cards of one shot differ as two photos of it would.
import type { Stage } from "./backdrop.ts";

/** Cells of the picture that get one patch each, so that they spread. */
const COLUMNS = 4;
const ROWS = 4;
/** Radii as shares of the picture's width. */
const SMALLEST = 0.16;
const LARGEST = 0.34;
const SHADE = "#1a1030";

/** SVG to lie between the backdrop and the figure; `<defs>` ids start with "cast". */
export function drawCastLight({ width, height, palette, random }: Stage): string {
  const gradient = (id: string, colour: string) =>
    `<radialGradient id="cast-${id}"><stop offset="0" stop-color="${colour}"/><stop offset=".5" stop-color="${colour}" stop-opacity=".72"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
  const patches = Array.from({ length: COLUMNS * ROWS }, (_, index) => {
    const x = ((index % COLUMNS) + random()) * (width / COLUMNS);
    const y = (Math.floor(index / COLUMNS) + random()) * (height / ROWS);
    const radius = width * (SMALLEST + random() * (LARGEST - SMALLEST));
    const isLight = random() < 0.5;
    const strength = isLight ? 0.34 : 0.2;
    const opacity = strength * (0.6 + random() * 0.4);
    const lean = (random() - 0.5) * 60;
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${radius.toFixed(1)}" ry="${(radius * (0.5 + random() * 0.7)).toFixed(1)}" transform="rotate(${lean.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})" fill="url(#cast-${isLight ? "light" : "shade"})" fill-opacity="${opacity.toFixed(2)}"/>`;
  }).join("");
  return `<defs>${gradient("light", palette.light)}${gradient("shade", SHADE)}</defs>${patches}`;
}
