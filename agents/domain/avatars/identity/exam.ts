// The exam of a trained LoRA: the same questions and seeds for every version, so that two versions can be compared (domain 2).

export interface ExamQuestion {
  readonly key: string;
  readonly prompt: string;
  readonly seed: number;
  readonly aspectRatio: "1:1" | "4:5" | "9:16";
}

export const EXAM_QUESTIONS: readonly ExamQuestion[] = [
  {
    key: "portrait",
    prompt: "portrait of an adult, facing the camera, soft window light",
    seed: 11,
    aspectRatio: "1:1",
  },
  { key: "smile", prompt: "adult laughing at a café table, daylight", seed: 23, aspectRatio: "4:5" },
  { key: "profile", prompt: "adult in three-quarter view by the sea, golden hour", seed: 37, aspectRatio: "4:5" },
  {
    key: "full_body",
    prompt: "adult walking on a city street, full body, linen outfit",
    seed: 41,
    aspectRatio: "9:16",
  },
  { key: "studio", prompt: "adult in a dark jacket, dramatic studio light, waist up", seed: 59, aspectRatio: "4:5" },
  { key: "night", prompt: "adult on a balcony at night, city lights, waist up", seed: 67, aspectRatio: "4:5" },
];

/** Mean similarity to the reference that passes, and how far apart the pictures must be: a LoRA that draws one picture only has learned nothing. */
export const EXAM_LIMITS = { similarity: 0.55, diversity: 0.15, faces: 0.8 } as const;

export interface ExamPicture {
  readonly key: string;
  readonly similarity: number | null;
  /** 64-bit perceptual hash as 16 hex digits. */
  readonly hash: string;
}

export interface ExamResult {
  /** Of those with a face. */
  readonly meanSimilarity: number | null;
  readonly lowestSimilarity: number | null;
  /** Mean share of differing hash bits between any two pictures, 0..1. */
  readonly diversity: number;
  readonly facesFound: number;
  readonly pictures: number;
  readonly passed: boolean;
  readonly reasons: readonly ("not_examined" | "not_like" | "all_alike" | "faces_missing")[];
}

export function gradeExam(
  pictures: readonly ExamPicture[],
  distance: (one: string, other: string) => number,
): ExamResult {
  const similarities = pictures.flatMap(({ similarity }) => similarity ?? []);
  const meanSimilarity = similarities.length === 0 ? null : mean(similarities);
  const pairs = pictures.flatMap((one, index) =>
    pictures.slice(index + 1).map((other) => distance(one.hash, other.hash) / 64),
  );
  const diversity = pairs.length === 0 ? 0 : mean(pairs);
  const reasons: ExamResult["reasons"][number][] = [];
  if (meanSimilarity === null) reasons.push("not_examined");
  else if (meanSimilarity < EXAM_LIMITS.similarity) reasons.push("not_like");
  if (diversity < EXAM_LIMITS.diversity) reasons.push("all_alike");
  if (meanSimilarity !== null && similarities.length / pictures.length < EXAM_LIMITS.faces)
    reasons.push("faces_missing");
  return {
    meanSimilarity,
    lowestSimilarity: similarities.length === 0 ? null : Math.min(...similarities),
    diversity,
    facesFound: similarities.length,
    pictures: pictures.length,
    passed: reasons.length === 0,
    reasons,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
