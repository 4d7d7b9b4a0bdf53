// The place behind the figure, drawn in flat layers. Every function fills the picture from (0,0) to (width,height).
import type { Palette } from "./palette.ts";
import type { ScenePlan, Setting } from "./scene-plan.ts";

export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Where ground meets wall or sky. */
  readonly horizon: number;
  readonly palette: Palette;
  readonly random: () => number;
}

/** How much higher or lower than its angle says a horizon lies, as a share of the height. */
const HORIZON_PLAY = 0.05;
const HORIZON: Readonly<Record<ScenePlan["angle"], number>> = { low: 0.8, eye: 0.7, side: 0.7, high: 0.54 };

export function stageOf(plan: ScenePlan, width: number, height: number, palette: Palette, random: () => number): Stage {
  const horizon = HORIZON[plan.angle] + (random() * 2 - 1) * HORIZON_PLAY;
  return { width, height, horizon: Math.round(height * horizon), palette, random };
}

/** SVG of the setting, sky and ground included; `<defs>` ids start with "back". */
export function drawBackdrop(setting: Setting, stage: Stage): string {
  return `${gradients(stage)}${BACKDROPS[setting](stage)}`;
}

const BACKDROPS: Readonly<Record<Setting, (stage: Stage) => string>> = {
  beach: (stage) => sky(stage) + sun(stage, 0.16) + sea(stage) + ground(stage, 1.16),
  nature: (stage) => sky(stage) + sun(stage, 0.58) + hills(stage) + ground(stage, 1) + trees(stage),
  city: (stage) => sky(stage) + sun(stage, 0.3) + skyline(stage) + ground(stage, 1) + street(stage),
  interior: (stage) => wall(stage) + bigWindow(stage) + ground(stage, 1) + boards(stage) + plant(stage),
  gym: (stage) => wall(stage) + panels(stage) + ground(stage, 1) + weights(stage) + mat(stage),
  studio: (stage) => wall(stage) + sweep(stage) + softbox(stage),
  evening: (stage) => wall(stage) + drapes(stage) + ground(stage, 1) + bokeh(stage),
};

function gradients({ height, horizon, palette, width }: Stage): string {
  const vertical = (id: string, from: number, to: number, top: string, low: string) =>
    `<linearGradient id="back-${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${from}" x2="0" y2="${to}"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient>`;
  const glowX = width * (0.5 + palette.lightX * 0.42);
  return `<defs>${vertical("sky", 0, horizon, palette.skyTop, palette.skyLow)}${vertical("ground", horizon, height, palette.ground, palette.groundNear)}${vertical("far", horizon * 0.4, horizon, palette.far, palette.skyLow)}<radialGradient id="back-glow" gradientUnits="userSpaceOnUse" cx="${glowX}" cy="${horizon * 0.42}" r="${Math.max(width, height) * 0.62}"><stop offset="0" stop-color="${palette.light}" stop-opacity=".85"/><stop offset=".25" stop-color="${palette.light}" stop-opacity=".32"/><stop offset="1" stop-color="${palette.light}" stop-opacity="0"/></radialGradient></defs>`;
}

const rectangle = (x: number, y: number, width: number, height: number, rest: string) =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" ${rest}/>`;

function sky({ width, height }: Stage): string {
  return rectangle(0, 0, width, height, 'fill="url(#back-sky)"');
}

function wall(stage: Stage): string {
  return sky(stage) + rectangle(0, 0, stage.width, stage.height, 'fill="url(#back-glow)"');
}

function sun({ width, horizon, palette }: Stage, height: number): string {
  const x = width * (0.5 + palette.lightX * 0.34);
  const y = horizon * (1 - height);
  const radius = width * 0.075;
  return `<g fill="${palette.light}"><circle cx="${x}" cy="${y}" r="${radius * 4.6}" opacity=".1"/><circle cx="${x}" cy="${y}" r="${radius * 2.6}" opacity=".16"/><circle cx="${x}" cy="${y}" r="${radius}" opacity=".96"/></g>`;
}

/** From the horizon down; `lift` above 1 lets the ground begin lower (a shore, with water above it). */
function ground({ width, height, horizon }: Stage, lift: number): string {
  const top = horizon * lift;
  return `<path d="M0 ${top}Q${width * 0.4} ${top - height * 0.022} ${width} ${top + (lift - 1) * height * 0.16}V${height}H0Z" fill="url(#back-ground)"/>`;
}

function sea({ width, height, horizon, palette, random }: Stage): string {
  const water = rectangle(0, horizon, width, height - horizon, `fill="${palette.middle}"`);
  const headland = `<path d="M${width} ${horizon}V${horizon * 0.88}Q${width * 0.8} ${horizon * 0.9} ${width * 0.62} ${horizon}Z" fill="${palette.far}"/>`;
  const sunX = width * (0.5 + palette.lightX * 0.34);
  const glints = Array.from({ length: 26 }, (_, index) => {
    const y = horizon + ((index + 0.5) / 26) * horizon * 0.17;
    const length = width * (0.03 + random() * 0.12);
    const x = sunX + (random() - 0.5) * width * (0.08 + index * 0.03) - length / 2;
    return rectangle(x, y, length, 2.4, `rx="1.2" opacity="${(0.9 - index * 0.022).toFixed(2)}"`);
  }).join("");
  return `${water}${headland}<g fill="${palette.light}">${glints}</g>`;
}

function hills({ width, horizon, palette, random }: Stage): string {
  const ridge = (base: number, rise: number, fill: string, opacity: number) => {
    const points = Array.from({ length: 7 }, (_, index) => ({
      x: (width / 6) * index,
      y: horizon * (base - rise * random()),
    }));
    const line = points.map(({ x, y }, index) => {
      const before = points[index - 1];
      if (!before) return `L${x} ${y}`;
      const middle = (before.x + x) / 2;
      return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
    });
    return `<path d="M0 ${horizon * 1.1}${line.join("")}V${horizon * 1.1}Z" fill="${fill}" opacity="${opacity}"/>`;
  };
  return ridge(0.72, 0.3, palette.far, 0.5) + ridge(0.86, 0.2, palette.far, 0.9) + ridge(0.98, 0.14, palette.middle, 1);
}

function trees({ width, height, horizon, palette, random }: Stage): string {
  const tree = (x: number, base: number, size: number) => {
    const tier = (top: number, half: number) =>
      `M${x} ${base - size * (top + 0.42)}L${x + size * half} ${base - size * top}H${x - size * half}Z`;
    return `<path d="${tier(0.12, 0.3)}${tier(0.32, 0.24)}${tier(0.54, 0.17)}M${x - size * 0.03} ${base - size * 0.13}h${size * 0.06}v${size * 0.13}h${-size * 0.06}Z"/>`;
  };
  const row = Array.from({ length: 9 }, (_, index) => {
    const x = (width / 8) * index + (random() - 0.5) * width * 0.07;
    const fromMiddle = Math.abs(x / width - 0.5);
    return tree(x, horizon + height * 0.02, height * (0.12 + fromMiddle * 0.42 + random() * 0.06));
  }).join("");
  return `<g fill="${palette.middle}">${row}</g>`;
}

function skyline({ width, horizon, palette, random }: Stage): string {
  const layer = (fill: string, count: number, low: number, high: number, lit: number) =>
    Array.from({ length: count }, (_, index) => {
      const wide = (width / count) * (0.84 + random() * 0.5);
      const x = (width / count) * index - wide * 0.15;
      const tall = horizon * (low + random() * (high - low));
      const windows = Array.from({ length: Math.floor(tall / 26) * 3 }, (_unused, position) => {
        const column = position % 3;
        const row = Math.floor(position / 3);
        if (random() > lit) return "";
        return rectangle(x + wide * (0.16 + column * 0.26), horizon - tall + 14 + row * 26, wide * 0.15, 10, "");
      }).join("");
      return `${rectangle(x, horizon - tall, wide, tall + 4, `fill="${fill}"`)}<g fill="${palette.light}" opacity=".72">${windows}</g>`;
    }).join("");
  return layer(palette.far, 11, 0.3, 0.72, 0.12) + layer(palette.middle, 7, 0.16, 0.5, palette.isDark ? 0.5 : 0.24);
}

function street({ width, height, horizon, palette }: Stage): string {
  const dash = (from: number, to: number) => {
    const y = (share: number) => horizon + (height - horizon) * share;
    const half = (share: number) => width * (0.003 + share * 0.016);
    return `M${width / 2 - half(from)} ${y(from)}L${width / 2 + half(from)} ${y(from)}L${width / 2 + half(to)} ${y(to)}L${width / 2 - half(to)} ${y(to)}Z`;
  };
  const kerbs = `M0 ${height}L${width * 0.46} ${horizon}L0 ${horizon}ZM${width} ${height}L${width * 0.54} ${horizon}L${width} ${horizon}Z`;
  return `<path d="${kerbs}" fill="${palette.groundNear}" opacity=".45"/><path d="${dash(0.06, 0.16)}${dash(0.28, 0.46)}${dash(0.64, 0.96)}" fill="${palette.light}" opacity=".5"/>`;
}

function bigWindow({ width, horizon, palette }: Stage): string {
  const left = palette.lightX < 0;
  const wide = width * 0.4;
  const x = left ? width * 0.06 : width * 0.54;
  const y = horizon * 0.1;
  const tall = horizon * 0.68;
  const bars = `M${x + wide / 2} ${y}v${tall}M${x} ${y + tall * 0.36}h${wide}`;
  const slant = (left ? 1 : -1) * width * 0.34;
  return `${rectangle(x - 10, y - 10, wide + 20, tall + 20, `fill="${palette.far}"`)}${rectangle(x, y, wide, tall, `fill="${palette.light}" opacity=".94"`)}<path d="M${x} ${y + tall}V${y + tall * 0.72}Q${x + wide * 0.3} ${y + tall * 0.6} ${x + wide * 0.55} ${y + tall * 0.76}T${x + wide} ${y + tall * 0.7}V${y + tall}Z" fill="${palette.middle}" opacity=".35"/><path d="${bars}" stroke="${palette.far}" stroke-width="9"/><path d="M${x} ${y}H${x + wide}L${x + wide + slant} ${horizon * 1.5}H${x + slant}Z" fill="${palette.light}" opacity=".13"/>`;
}

function boards({ width, height, horizon, palette }: Stage): string {
  const lines = Array.from({ length: 13 }, (_, index) => {
    const share = (index - 6) / 6;
    const from = width / 2 + share * width * 0.5;
    const to = width / 2 + share * width * 1.7;
    // Only as far as the edge: what reaches out of the picture moves the clipping of all of it.
    const edge = Math.min(width, Math.max(0, to));
    const reach = to === from ? 1 : (edge - from) / (to - from);
    return `M${from} ${horizon}L${edge} ${horizon + (height - horizon) * reach}`;
  }).join("");
  return `<path d="${lines}" stroke="${palette.groundNear}" stroke-width="3" opacity=".42"/>${rectangle(0, horizon - 14, width, 14, `fill="${palette.far}" opacity=".85"`)}`;
}

function plant({ width, height, horizon, palette, random }: Stage): string {
  const x = palette.lightX < 0 ? width * 0.86 : width * 0.14;
  const base = horizon + height * 0.09;
  const leaves = Array.from({ length: 9 }, (_, index) => {
    const lean = (index - 4) / 4;
    const long = height * (0.2 + random() * 0.1) * (1 - Math.abs(lean) * 0.35);
    const tipX = x + lean * width * 0.14;
    const tipY = base - height * 0.08 - long;
    return `M${x} ${base - height * 0.07}Q${x + lean * width * 0.01} ${tipY + long * 0.2} ${tipX} ${tipY}Q${x + lean * width * 0.12} ${tipY + long * 0.5} ${x + 6} ${base - height * 0.07}Z`;
  }).join("");
  const pot = `M${x - width * 0.055} ${base - height * 0.075}h${width * 0.11}l${-width * 0.015} ${height * 0.085}h${-width * 0.08}Z`;
  return `<path d="${leaves}" fill="${palette.middle}"/><path d="${pot}" fill="${palette.clothShade}"/>`;
}

function panels({ width, horizon, palette }: Stage): string {
  const count = 4;
  const each = Array.from({ length: count }, (_, index) => {
    const x = (width / count) * index + 10;
    const wide = width / count - 20;
    return `${rectangle(x, horizon * 0.12, wide, horizon * 0.78, `rx="4" fill="${palette.far}" opacity=".5"`)}<path d="M${x + wide * 0.1} ${horizon * 0.8}L${x + wide * 0.7} ${horizon * 0.14}h${wide * 0.16}L${x + wide * 0.26} ${horizon * 0.8}Z" fill="${palette.light}" opacity=".14"/>`;
  }).join("");
  return `${each}${rectangle(0, horizon * 0.05, width, 8, `fill="${palette.light}" opacity=".75"`)}`;
}

function weights({ width, horizon, palette, random }: Stage): string {
  const left = palette.lightX < 0;
  const startX = left ? width * 0.64 : width * 0.04;
  const rack =
    rectangle(startX, horizon * 0.86, width * 0.32, 8, "") + rectangle(startX, horizon * 0.97, width * 0.32, 8, "");
  const bells = Array.from({ length: 8 }, (_, index) => {
    const x = startX + width * (0.03 + (index % 4) * 0.08);
    const y = horizon * (index < 4 ? 0.845 : 0.955);
    const radius = width * (0.018 + random() * 0.006);
    return `<circle cx="${x}" cy="${y}" r="${radius}"/><circle cx="${x + width * 0.036}" cy="${y}" r="${radius}"/>${rectangle(x, y - 4, width * 0.036, 8, "")}`;
  }).join("");
  return `<g fill="${palette.hair}" opacity=".9">${rack}${bells}</g>`;
}

function mat({ width, height, horizon, palette }: Stage): string {
  const top = horizon + (height - horizon) * 0.34;
  const low = horizon + (height - horizon) * 0.78;
  return `<path d="M${width * 0.26} ${top}H${width * 0.74}L${width * 0.86} ${low}H${width * 0.14}Z" fill="${palette.cloth}" opacity=".5"/>`;
}

function sweep({ width, height, horizon, palette }: Stage): string {
  const roll = `M${width * 0.14} 0H${width * 0.86}V${horizon * 0.9}Q${width * 0.88} ${horizon * 1.12} ${width * 1.04} ${height}H${-width * 0.04}Q${width * 0.12} ${horizon * 1.12} ${width * 0.14} ${horizon * 0.9}Z`;
  return `<path d="M0 ${horizon}H${width}V${height}H0Z" fill="${palette.groundNear}"/><path d="${roll}" fill="${palette.far}"/><path d="${roll}" fill="url(#back-glow)"/>`;
}

function softbox({ width, height, horizon, palette }: Stage): string {
  const left = palette.lightX < 0;
  const x = left ? width * 0.02 : width * 0.76;
  const lean = left ? -7 : 7;
  const foot = x + width * 0.11;
  return `<g stroke="${palette.hair}" stroke-width="7" stroke-linecap="round"><path d="M${foot} ${horizon * 0.4}V${horizon * 1.08}M${foot} ${horizon * 0.98}l${-width * 0.06} ${height * 0.07}M${foot} ${horizon * 0.98}l${width * 0.06} ${height * 0.07}"/></g><g transform="rotate(${lean} ${foot} ${horizon * 0.24})">${rectangle(x, horizon * 0.07, width * 0.22, horizon * 0.34, `rx="8" fill="${palette.hair}"`)}${rectangle(x + 9, horizon * 0.07 + 9, width * 0.22 - 18, horizon * 0.34 - 18, `rx="4" fill="${palette.light}"`)}</g>`;
}

function drapes({ width, horizon, palette }: Stage): string {
  const fold = (start: number, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const wide = width * 0.045;
      const x = start + wide * index;
      return `<path d="M${x} 0H${x + wide}V${horizon}Q${x + wide / 2} ${horizon + 12} ${x} ${horizon}Z" fill="${index % 2 ? palette.far : palette.middle}"/>`;
    }).join("");
  return fold(0, 5) + fold(width * 0.775, 5);
}

function bokeh({ width, horizon, palette, random }: Stage): string {
  const lights = Array.from({ length: 34 }, (_, index) => {
    const radius = width * (0.008 + random() * 0.03);
    const colour = index % 3 === 0 ? palette.cloth : palette.light;
    return `<circle cx="${(random() * width).toFixed(1)}" cy="${(random() * horizon * 0.86).toFixed(1)}" r="${radius.toFixed(1)}" fill="${colour}" opacity="${(0.16 + random() * 0.4).toFixed(2)}"/>`;
  });
  return lights.join("");
}
