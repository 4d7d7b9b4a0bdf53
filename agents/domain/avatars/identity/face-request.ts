// What a face is asked for (domain 2): age range, gender, ethnicity, style, and words of the operator's own.

export const AGE_RANGES = ["21-25", "26-35", "36-45", "46+"] as const;
export type AgeRange = (typeof AGE_RANGES)[number];

/** Words and median years of each range (domain 2). */
const AGE: Readonly<Record<AgeRange, { readonly words: string; readonly median: number }>> = {
  "21-25": { words: "adult in the early twenties", median: 23 },
  "26-35": { words: "adult around thirty", median: 30 },
  "36-45": { words: "adult around forty", median: 40 },
  "46+": { words: "adult of about fifty", median: 50 },
};

export const GENDERS = ["woman", "man", "androgynous person"] as const;
export type Gender = (typeof GENDERS)[number];

export const FACE_STYLES = ["photorealistic", "cinematic", "editorial", "natural", "artistic"] as const;
export type FaceStyle = (typeof FACE_STYLES)[number];

const STYLE_WORDS: Readonly<Record<FaceStyle, string>> = {
  photorealistic: "photorealistic portrait photograph, 85 mm lens, natural skin texture",
  cinematic: "cinematic portrait, soft contrast, shallow depth of field",
  editorial: "editorial magazine portrait, studio light, clean backdrop",
  natural: "candid natural light portrait, no make-up look",
  artistic: "fine-art portrait, painterly light",
};

export interface FaceRequest {
  readonly ageRange: AgeRange;
  readonly gender: Gender;
  /** Free words such as "mediterranean"; empty: as the persona's appearance says. */
  readonly ethnicity: string;
  readonly style: FaceStyle;
  /** The operator's own words. */
  readonly words: string;
  /** The persona's appearance, which the face should not contradict. */
  readonly appearance: string;
}

/** Front, neutral, whole face: what a reference has to be. */
export function facePrompt({ ageRange, gender, ethnicity, style, words, appearance }: FaceRequest): string {
  return [
    `head and shoulders of a fictional ${gender}, ${AGE[ageRange].words}, ${AGE[ageRange].median} years old`,
    ...(ethnicity === "" ? [] : [ethnicity]),
    appearance,
    ...(words === "" ? [] : [words]),
    "facing the camera, relaxed neutral expression, eyes open, whole face visible, plain background",
    STYLE_WORDS[style],
  ].join(", ");
}

/** The range a stated age falls in. */
export function ageRangeOf(age: number): AgeRange {
  if (age <= 25) return "21-25";
  if (age <= 35) return "26-35";
  return age <= 45 ? "36-45" : "46+";
}

/** A grid to pick one from (domain 2). */
export const FACES_A_ROUND = 4;
