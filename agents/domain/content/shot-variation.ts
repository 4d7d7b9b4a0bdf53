// How a template that is used again is taken another way: by one or two changes of framing, angle, light or moment.
import type { Random } from "../../kernel/random.ts";
import type { Template } from "./templates/template.ts";
import { TIERS, type Tier } from "./tier.ts";

export type ChangeKind = "framing" | "angle" | "light" | "moment";

export interface ShotChange {
  readonly key: string;
  readonly kind: ChangeKind;
  /** For the prompt: said of the template's shot, so that they go with any wording they fit. */
  readonly words: string;
  /** The most exposed tier it is used at: what shows more of a body stays with clothed shots. */
  readonly upTo: Tier;
  /** Words of a template that it would contradict. */
  readonly unless?: RegExp;
}

export const SHOT_CHANGES = [
  {
    key: "nearer",
    kind: "framing",
    words: "closer framing, head and shoulders",
    upTo: "restricted",
    unless: /\bclose\b/,
  },
  { key: "waist-up", kind: "framing", words: "waist-up framing", upTo: "suggestive", unless: /\b(close|portrait)\b/ },
  {
    key: "full-length",
    kind: "framing",
    words: "full-length framing with room around",
    upTo: "safe",
    unless: /\b(close|portrait|desk|bed|window)\b/,
  },
  { key: "lower", kind: "angle", words: "slightly low angle", upTo: "safe", unless: /\blooking up\b/ },
  { key: "higher", kind: "angle", words: "slightly high angle", upTo: "restricted", unless: /\blooking down\b/ },
  {
    key: "side",
    kind: "angle",
    words: "seen from the side, side view",
    upTo: "restricted",
    unless: /\b(profile|shoulders?|back|away|side|direct gaze|into the lens|toward the lens)\b/,
  },
  {
    key: "softer",
    kind: "light",
    words: "softer, more even light",
    upTo: "restricted",
    unless: /\b(hard|noir|dramatic)\b/,
  },
  {
    key: "contrast",
    kind: "light",
    words: "deeper contrast of light and shade",
    upTo: "restricted",
    unless: /\bsoft\b/,
  },
  { key: "warmer", kind: "light", words: "warmer light", upTo: "restricted", unless: /\b(blue|cool|neon|white)\b/ },
  {
    key: "cooler",
    kind: "light",
    words: "cooler light",
    upTo: "restricted",
    unless: /\b(golden|warm|candle(lit)?|lamp|fire|sun(lit|rise|set)?)\b/,
  },
  {
    key: "rim",
    kind: "light",
    words: "a thin rim of light from behind",
    upTo: "restricted",
    unless: /\b(rim|backlit)\b/,
  },
  { key: "pause", kind: "moment", words: "a quiet pause between two movements", upTo: "restricted" },
  {
    key: "smile",
    kind: "moment",
    words: "a small smile just forming",
    upTo: "restricted",
    unless: /\b(serious|smil\w+|laugh\w*|lips closed)\b/,
  },
  { key: "settling", kind: "moment", words: "just settling into the pose", upTo: "restricted" },
  {
    key: "in-thought",
    kind: "moment",
    words: "lost in thought for a moment",
    upTo: "restricted",
    unless: /\b(laugh\w*|danc\w+|playful|direct gaze)\b/,
  },
] as const satisfies readonly ShotChange[];

/** The template's shot without a change. */
export const AS_WRITTEN = "";
const JOINED_BY = "+";

type Varied = Pick<Template, "tier" | "prompt" | "pose" | "lighting" | "angle">;

/** The key of each way to take this template, fewest changes first: as written, one change, two of different kinds. */
export function variationsOf(template: Varied): string[] {
  const wording = [template.prompt, template.pose, template.lighting, template.angle].join("; ").toLowerCase();
  const fitting = SHOT_CHANGES.filter((change: ShotChange) => {
    const { upTo, unless } = change;
    return TIERS.indexOf(template.tier) <= TIERS.indexOf(upTo) && !unless?.test(wording);
  });
  const pairs = fitting.flatMap((one, index) =>
    fitting
      .slice(index + 1)
      .flatMap((other) => (one.kind === other.kind ? [] : [`${one.key}${JOINED_BY}${other.key}`])),
  );
  return [AS_WRITTEN, ...fitting.map(({ key }) => key), ...pairs];
}

/** One that is not taken, of those with the fewest changes; null when all are. */
export function nextVariation(
  template: Varied,
  isTaken: (variation: string) => boolean,
  random: Random,
): string | null {
  const free = variationsOf(template).filter((variation) => !isTaken(variation));
  const [first] = free;
  if (first === undefined || first === AS_WRITTEN) return first ?? null;
  const least = free.filter((variation) => changesOf(variation).length === changesOf(first).length);
  return least[Math.floor(random() * least.length)] ?? first;
}

/** Changes that are not offered any more are left out. */
export function changesOf(variation: string): readonly (typeof SHOT_CHANGES)[number][] {
  return variation.split(JOINED_BY).flatMap((part) => SHOT_CHANGES.find(({ key }) => key === part) ?? []);
}

/** For the prompt; empty as written. */
export function variationWords(variation: string): string {
  return changesOf(variation)
    .map(({ words }) => words)
    .join(", ");
}
