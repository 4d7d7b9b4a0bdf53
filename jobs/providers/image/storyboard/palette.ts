// The colours of a card: one set a light, turned a little by the seed so that no two cards of a batch look the same.
import type { Lighting } from "./scene-plan.ts";

type Tone = readonly [hue: number, saturation: number, lightness: number];

interface Tones {
  readonly skyTop: Tone;
  readonly skyLow: Tone;
  readonly far: Tone;
  readonly middle: Tone;
  readonly ground: Tone;
  readonly groundNear: Tone;
  readonly light: Tone;
  readonly skinLight: Tone;
  readonly skinShade: Tone;
  readonly cloth: Tone;
  readonly hair: Tone;
}

/** Hex colours by role; `lightX` is where the light stands, from -1 (left) to 1 (right). */
export type Palette = Readonly<Record<keyof Tones, string>> & {
  readonly clothShade: string;
  readonly hairLight: string;
  readonly lightX: number;
  readonly isDark: boolean;
};

const SKIN_LIGHT: Tone = [24, 46, 74];
const SKIN_SHADE: Tone = [14, 36, 45];

const TONES: Readonly<Record<Lighting, Tones>> = {
  golden: {
    skyTop: [262, 42, 46],
    skyLow: [28, 92, 70],
    far: [334, 34, 50],
    middle: [316, 30, 36],
    ground: [26, 48, 58],
    groundNear: [14, 36, 36],
    light: [42, 100, 80],
    skinLight: [28, 70, 74],
    skinShade: [8, 42, 40],
    cloth: [348, 52, 50],
    hair: [16, 44, 18],
  },
  soft: {
    skyTop: [204, 52, 76],
    skyLow: [36, 52, 92],
    far: [186, 24, 72],
    middle: [168, 24, 54],
    ground: [36, 32, 78],
    groundNear: [30, 22, 58],
    light: [46, 90, 94],
    skinLight: SKIN_LIGHT,
    skinShade: SKIN_SHADE,
    cloth: [192, 42, 44],
    hair: [24, 38, 22],
  },
  dramatic: {
    skyTop: [234, 26, 20],
    skyLow: [248, 18, 42],
    far: [240, 22, 28],
    middle: [246, 24, 20],
    ground: [252, 14, 34],
    groundNear: [250, 22, 15],
    light: [38, 86, 84],
    skinLight: [26, 54, 72],
    skinShade: [340, 22, 26],
    cloth: [2, 58, 44],
    hair: [250, 28, 12],
  },
  "high-key": {
    skyTop: [204, 34, 92],
    skyLow: [30, 60, 97],
    far: [200, 26, 86],
    middle: [188, 22, 76],
    ground: [30, 36, 92],
    groundNear: [26, 24, 80],
    light: [50, 100, 98],
    skinLight: [24, 52, 80],
    skinShade: [14, 38, 56],
    cloth: [14, 64, 66],
    hair: [28, 42, 34],
  },
  "low-key": {
    skyTop: [222, 28, 10],
    skyLow: [214, 22, 26],
    far: [218, 24, 18],
    middle: [220, 26, 14],
    ground: [216, 18, 22],
    groundNear: [222, 28, 8],
    light: [32, 70, 76],
    skinLight: [24, 42, 60],
    skinShade: [232, 22, 16],
    cloth: [168, 30, 28],
    hair: [226, 28, 8],
  },
  rim: {
    skyTop: [216, 46, 30],
    skyLow: [26, 74, 66],
    far: [228, 30, 38],
    middle: [230, 32, 26],
    ground: [22, 30, 44],
    groundNear: [232, 30, 18],
    light: [44, 100, 88],
    skinLight: [22, 40, 50],
    skinShade: [248, 24, 22],
    cloth: [236, 30, 32],
    hair: [240, 32, 12],
  },
  night: {
    skyTop: [246, 52, 14],
    skyLow: [306, 48, 36],
    far: [256, 40, 24],
    middle: [262, 44, 17],
    ground: [270, 32, 28],
    groundNear: [254, 42, 10],
    light: [318, 90, 80],
    skinLight: [340, 44, 70],
    skinShade: [268, 36, 28],
    cloth: [188, 66, 44],
    hair: [262, 44, 11],
  },
};

const HUE_TURN = 22;
/** Teals, blues and violets: none that shouts over the scene, none that could be skin. */
const CLOTH_HUES = [162, 172, 190, 206, 218, 228, 248, 268];

/** How far aside the light stands, 0 being the middle. */
const LIGHT_ASIDE = { least: 0.4, most: 0.95 };

function hexOf([hue, saturation, lightness]: Tone): string {
  const chroma = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100);
  const channel = (offset: number) => {
    const turn = (offset + hue / 30 + 12) % 12;
    const value = lightness / 100 - chroma * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

export function paletteOf(lighting: Lighting, random: () => number): Palette {
  const tones = TONES[lighting];
  const turn = (random() * 2 - 1) * HUE_TURN;
  const clothHue = CLOTH_HUES[Math.floor(random() * CLOTH_HUES.length)] ?? 348;
  const turned = ([hue, saturation, lightness]: Tone, by: number): string =>
    hexOf([(hue + by + 720) % 360, saturation, lightness]);
  const [, clothSaturation, clothLightness] = tones.cloth;
  const [hairHue, hairSaturation, hairLightness] = tones.hair;
  return {
    skyTop: turned(tones.skyTop, turn),
    skyLow: turned(tones.skyLow, turn * 0.5),
    far: turned(tones.far, turn),
    middle: turned(tones.middle, turn),
    ground: turned(tones.ground, turn * 0.5),
    groundNear: turned(tones.groundNear, turn * 0.5),
    light: hexOf(tones.light),
    skinLight: hexOf(tones.skinLight),
    skinShade: hexOf(tones.skinShade),
    cloth: hexOf([clothHue, clothSaturation, clothLightness]),
    clothShade: hexOf([(clothHue + 12) % 360, clothSaturation * 0.9, clothLightness * 0.55]),
    hair: hexOf(tones.hair),
    hairLight: hexOf([hairHue, hairSaturation, hairLightness + 14]),
    lightX: (random() < 0.5 ? -1 : 1) * (LIGHT_ASIDE.least + random() * (LIGHT_ASIDE.most - LIGHT_ASIDE.least)),
    isDark: tones.skyTop[2] < 35,
  };
}
