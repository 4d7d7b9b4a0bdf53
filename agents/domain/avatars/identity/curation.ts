// Which pictures of a training set are kept, and how well what is kept covers the person (domain 2).
import { ANGLES, type DatasetShot, type Framing } from "./dataset-plan.ts";
import { roundOf } from "./remakes.ts";

/** Bits of 64 in which two perceptual hashes may differ and still be near-duplicates. */
export const NEAR_DUPLICATE_BITS = 6;
/** A share above this, of any angle, or below of duplicates, makes a lopsided set (domain 2). */
export const LARGEST_SHARE = 0.6;
export const DUPLICATE_SHARE = 0.1;

export interface DatasetPicture {
  readonly id: string;
  readonly shot: DatasetShot;
  /** 64-bit perceptual hash as 16 hex digits. */
  readonly hash: string;
  /** To the reference; null: no face found, or no recogniser. */
  readonly similarity: number | null;
  readonly examined: boolean;
}

export type DropReason = "near_duplicate" | "not_like" | "no_face";

export interface CuratedPicture {
  readonly id: string;
  readonly kept: boolean;
  readonly reason: DropReason | null;
  /** The picture it is nearly the same as. */
  readonly twin: string | null;
}

export interface Coverage {
  readonly kept: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  readonly angles: Readonly<Record<string, number>>;
  readonly framings: Readonly<Record<Framing, number>>;
  readonly largestShare: number;
  readonly duplicateShare: number;
  readonly meanSimilarity: number | null;
  readonly warnings: readonly ("lopsided" | "duplicates" | "few")[];
}

export interface Curation {
  readonly pictures: readonly CuratedPicture[];
  readonly coverage: Coverage;
}

/** Fewer than this are not worth a training (providers ask for ten). */
export const LEAST_KEPT = 10;

/** From behind there may be no face to compare: those stay when the face was not asked to be seen. */
const MAY_HIDE_FACE: readonly string[] = ["over the shoulder view", "side profile"];

/**
 * The most similar of near-duplicates stays, and what was kept in an earlier round does: a picture made again fills its
 * own place and takes none. The order of the pictures does not matter.
 */
export function curate(pictures: readonly DatasetPicture[], threshold: number): Curation {
  const best = pictures.toSorted(
    (one, other) => roundOf(one.shot) - roundOf(other.shot) || (other.similarity ?? 0) - (one.similarity ?? 0),
  );
  const kept: DatasetPicture[] = [];
  const verdicts = new Map<string, CuratedPicture>();
  for (const picture of best) {
    const twin = kept.find((other) => hashDistance(other.hash, picture.hash) <= NEAR_DUPLICATE_BITS);
    const reason = dropReason(picture, threshold) ?? (twin ? "near_duplicate" : null);
    verdicts.set(picture.id, {
      id: picture.id,
      kept: reason === null,
      reason,
      twin: reason === "near_duplicate" ? (twin?.id ?? null) : null,
    });
    if (reason === null) kept.push(picture);
  }
  const ordered = pictures.flatMap(({ id }) => verdicts.get(id) ?? []);
  return { pictures: ordered, coverage: coverageOf(kept, ordered) };
}

function dropReason({ similarity, examined, shot }: DatasetPicture, threshold: number): DropReason | null {
  if (!examined) return null;
  if (similarity === null) return MAY_HIDE_FACE.includes(shot.angle) ? null : "no_face";
  return similarity < threshold ? "not_like" : null;
}

/** Bits that differ, 0..64. @throws RangeError for what is no hash */
export function hashDistance(one: string, other: string): number {
  if (!/^[0-9a-f]{16}$/.test(one) || !/^[0-9a-f]{16}$/.test(other)) throw new RangeError("a hash has 16 hex digits");
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) count += 1;
  return count;
}

function coverageOf(kept: readonly DatasetPicture[], all: readonly CuratedPicture[]): Coverage {
  const count = (reason: DropReason) => all.filter((picture) => picture.reason === reason).length;
  const share = (some: number) => (kept.length === 0 ? 0 : some / kept.length);
  const angles = Object.fromEntries(
    ANGLES.map((angle) => [angle, share(kept.filter(({ shot }) => shot.angle === angle).length)]),
  );
  const framing = (wanted: Framing) => share(kept.filter(({ shot }) => shot.framing === wanted).length);
  const similarities = kept.flatMap(({ similarity }) => similarity ?? []);
  const dropped = { near_duplicate: count("near_duplicate"), not_like: count("not_like"), no_face: count("no_face") };
  const largestShare = Math.max(0, ...Object.values(angles));
  const duplicateShare = all.length === 0 ? 0 : dropped.near_duplicate / all.length;
  return {
    kept: kept.length,
    dropped,
    angles,
    framings: { full: framing("full"), medium: framing("medium"), close: framing("close") },
    largestShare,
    duplicateShare,
    meanSimilarity:
      similarities.length === 0 ? null : similarities.reduce((sum, value) => sum + value, 0) / similarities.length,
    warnings: [
      ...(largestShare > LARGEST_SHARE ? (["lopsided"] as const) : []),
      ...(duplicateShare > DUPLICATE_SHARE ? (["duplicates"] as const) : []),
      ...(kept.length < LEAST_KEPT ? (["few"] as const) : []),
    ],
  };
}
