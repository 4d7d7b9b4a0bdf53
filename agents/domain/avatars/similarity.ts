// How alike two faces are, from the descriptors a recogniser gives them.

/** Below this a picture is held for review, unless the avatar says otherwise. */
export const DEFAULT_SIMILARITY_THRESHOLD = 0.6;

/** Euclidean distance at which two pictures are as likely of one person as of two. */
const EVEN_DISTANCE = 0.5;
const STEEPNESS = 12;

/** 0..1: near 1 for one person's pictures (distances of .19 to .35), under .5 beyond the even distance. 0 when either is empty. */
export function descriptorSimilarity(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || one.length !== other.length) return 0;
  const squares = one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
  return 1 / (1 + Math.exp(STEEPNESS * (Math.sqrt(squares) - EVEN_DISTANCE)));
}
