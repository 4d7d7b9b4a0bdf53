// The shots of a training set: every angle, light, expression and pose in its share, the remainder spread (domain 2).
import type { Random } from "../../../kernel/random.ts";

export const DATASET_SIZE = { least: 10, most: 200, usual: 50 } as const;

export const ANGLES = [
  "front view",
  "45 degree view",
  "side profile",
  "three-quarter view",
  "over the shoulder view",
  "looking up",
  "looking down",
] as const;
export const LIGHTS = [
  "soft natural light",
  "dramatic studio light",
  "golden hour light",
  "rim light",
  "soft window light",
  "high key light",
  "low key light",
] as const;
export const EXPRESSIONS = [
  "confident smile",
  "subtle smile",
  "serious expression",
  "playful expression",
  "contemplative expression",
  "joyful laugh",
  "relaxed neutral expression",
] as const;
export const POSES = [
  "standing",
  "leaning",
  "hands on hips",
  "arms crossed",
  "hand in hair",
  "looking away",
  "dynamic pose",
] as const;

/** Behind a shot made again because it was a near-duplicate; the others are before a simple one. */
export const BACKGROUNDS = [
  "white brick wall",
  "out-of-focus garden",
  "out-of-focus street",
  "dark curtain",
  "sea in the distance",
] as const;

/** Percent of full, medium and close framings (domain 2). */
export const FRAMING_MIX = { full: 60, medium: 25, close: 15 } as const;
export type Framing = keyof typeof FRAMING_MIX;

const FRAMING_WORDS: Readonly<Record<Framing, string>> = {
  full: "full body",
  medium: "from the waist up",
  close: "close-up of the face",
};

export interface DatasetShot {
  readonly angle: (typeof ANGLES)[number];
  readonly light: (typeof LIGHTS)[number];
  readonly expression: (typeof EXPRESSIONS)[number];
  readonly pose: (typeof POSES)[number];
  readonly framing: Framing;
  readonly seed: number;
  readonly background?: (typeof BACKGROUNDS)[number] | undefined;
  /** Made again for the shot at this index of the plan, in this further round (remakes.ts). */
  readonly again?: { readonly place: number; readonly round: number } | undefined;
}

const SEED_LIMIT = 2 ** 31;

/** Exactly `count` shots. Each list is gone round as often as it takes, so no entry has more than one shot above another. */
export function planDataset(count: number, random: Random): readonly DatasetShot[] {
  if (!Number.isInteger(count) || count < DATASET_SIZE.least || count > DATASET_SIZE.most) {
    throw new RangeError(`a training set has ${DATASET_SIZE.least} to ${DATASET_SIZE.most} pictures`);
  }
  const angles = spread(ANGLES, count, random);
  const lights = spread(LIGHTS, count, random);
  const expressions = spread(EXPRESSIONS, count, random);
  const poses = spread(POSES, count, random);
  const framings = shuffle(framingsOf(count), random);
  const seeds = new Set<number>();
  while (seeds.size < count) newSeed(seeds, random);
  return [...seeds].map((seed, index) => ({
    angle: at(angles, index),
    light: at(lights, index),
    expression: at(expressions, index),
    pose: at(poses, index),
    framing: at(framings, index),
    seed,
  }));
}

/** One that `taken` does not have; it has it then. */
export function newSeed(taken: Set<number>, random: Random): number {
  let seed: number;
  do seed = Math.floor(random() * SEED_LIMIT);
  while (taken.has(seed));
  taken.add(seed);
  return seed;
}

/** Round after round through all entries, the last round cut off; in drawn order. */
function spread<Entry>(entries: readonly Entry[], count: number, random: Random): Entry[] {
  const rounds = Array.from({ length: Math.ceil(count / entries.length) }, () => shuffle([...entries], random));
  return rounds.flat().slice(0, count);
}

/** Largest remainder: the parts add up to `count`. */
function framingsOf(count: number): Framing[] {
  const exact = (Object.entries(FRAMING_MIX) as [Framing, number][]).map(([framing, percent]) => ({
    framing,
    share: (count * percent) / 100,
  }));
  const parts = exact.flatMap(({ framing, share }) => Array.from({ length: Math.floor(share) }, () => framing));
  const byRemainder = exact.toSorted((one, other) => (other.share % 1) - (one.share % 1));
  return [...parts, ...byRemainder.map(({ framing }) => framing)].slice(0, count);
}

function shuffle<Entry>(entries: Entry[], random: Random): Entry[] {
  for (let index = entries.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [entries[index], entries[other]] = [at(entries, other), at(entries, index)];
  }
  return entries;
}

function at<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError("no such entry");
  return entry;
}

/** The same person in another picture: what she looks like comes from the reference, not from these words. */
export function datasetPrompt(shot: DatasetShot, appearance: string, age: number): string {
  return [
    `the same fictional adult person, ${age} years old, ${appearance}`,
    FRAMING_WORDS[shot.framing],
    shot.angle,
    shot.pose,
    shot.expression,
    shot.light,
    `plain clothes, ${shot.background ?? "simple background"}, photorealistic, sharp focus`,
  ].join(", ");
}

/** A caption of the training set: what is to be learned as variable is named, the face is the trigger word. */
export function datasetCaption(shot: DatasetShot, triggerWord: string): string {
  const { framing, angle, pose, expression, light, background } = shot;
  const words = [
    triggerWord,
    FRAMING_WORDS[framing],
    angle,
    pose,
    expression,
    light,
    ...(background ? [background] : []),
  ];
  return words.join(", ");
}

/** "TOK_" and eight characters of the avatar's id: the same for the same avatar, no word of any language. */
export function triggerWordOf(avatarId: string): string {
  return `TOK_${avatarId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(-8)}`;
}
