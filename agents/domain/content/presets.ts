// The six shipped looks of pictures (domain 2). Light and poses are suggestions; the template's own come first.
// Operators add their own as rows (presets/catalogue.ts).

import type { Category } from "./templates/template.ts";

export interface Preset {
  readonly key: string;
  readonly prompt: string;
  readonly negative: string;
  readonly keywords: readonly string[];
  readonly lighting: readonly string[];
  readonly poses: readonly string[];
  /** Guidance scale. */
  readonly cfg: number;
  readonly steps: number;
}

/** Shots that a shipped look is about: who asks for beach pictures is given those of the beach first. */
export const PRESET_CATEGORIES: Readonly<Record<string, readonly Category[]>> = {
  fitness_athletic: ["fitness"],
  lifestyle_casual: ["lifestyle"],
  glamorous_fashion: ["glamour", "fashion"],
  artistic_creative: ["artistic"],
  wellness_yoga: ["wellness"],
  beach_vacation: ["beach"],
};

export const PRESETS: readonly Preset[] = [
  {
    key: "fitness_athletic",
    prompt: "dynamic athletic photograph, healthy skin texture, energetic mood",
    negative: "exaggerated muscles, bent weights, extra limbs",
    keywords: ["athletic", "energetic", "crisp", "healthy"],
    lighting: ["high key gym light", "early morning sun", "rim light"],
    poses: ["mid-exercise", "hands on hips", "tying shoes"],
    cfg: 7.5,
    steps: 30,
  },
  {
    key: "lifestyle_casual",
    prompt: "candid lifestyle photograph, unposed, warm natural colours",
    negative: "stiff pose, heavy make-up, studio backdrop",
    keywords: ["candid", "warm", "relatable", "natural"],
    lighting: ["soft window light", "soft natural light", "golden hour"],
    poses: ["walking", "laughing", "holding a cup"],
    cfg: 6.5,
    steps: 28,
  },
  {
    key: "glamorous_fashion",
    prompt: "high-end fashion photograph, polished styling, magazine finish",
    negative: "wrinkled fabric, cheap look, messy background",
    keywords: ["glamorous", "editorial", "polished", "luxurious"],
    lighting: ["dramatic studio light", "beauty light", "rim light"],
    poses: ["hand on hip", "looking over the shoulder", "seated with crossed legs"],
    cfg: 8.0,
    steps: 35,
  },
  {
    key: "artistic_creative",
    prompt: "fine art photograph, considered composition, expressive colour",
    negative: "snapshot, cluttered frame, flat colours",
    keywords: ["artistic", "expressive", "conceptual", "textured"],
    lighting: ["hard shadows", "coloured light", "north window light"],
    poses: ["profile", "still pose", "hands in frame"],
    cfg: 7.0,
    steps: 32,
  },
  {
    key: "wellness_yoga",
    prompt: "serene wellness photograph, airy space, gentle earth tones",
    negative: "impossible joints, harsh contrast, crowded room",
    keywords: ["serene", "balanced", "airy", "gentle"],
    lighting: ["soft sunrise light", "soft window light", "dappled shade"],
    poses: ["seated meditation", "gentle stretch", "tree pose"],
    cfg: 6.8,
    steps: 30,
  },
  {
    key: "beach_vacation",
    prompt: "sunny holiday photograph, sea breeze, saturated blues and sand tones",
    negative: "crooked horizon, plastic skin, grey sky",
    keywords: ["sunny", "fresh", "free", "golden"],
    lighting: ["golden hour", "bright summer light", "dappled shade"],
    poses: ["walking on the shore", "sitting on a towel", "hand in hair"],
    cfg: 7.0,
    steps: 28,
  },
];

/** Without a preset: the middle of the six. */
export const DEFAULT_PARAMETERS = { guidance: 7, steps: 30 } as const;

/** A shipped preset, or null for an unknown key. */
export function findPreset(key: string): Preset | null {
  return PRESETS.find((preset) => preset.key === key) ?? null;
}

/** The vendor-neutral numbers an image request carries. */
export function imageParameters(preset: Pick<Preset, "cfg" | "steps"> | null): { steps: number; guidance: number } {
  return preset ? { steps: preset.steps, guidance: preset.cfg } : { ...DEFAULT_PARAMETERS };
}
