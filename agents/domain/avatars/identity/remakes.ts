// Fifty means fifty: a shot that was left out or never delivered is made again in its place of the plan, within bounds.
import type { Random } from "../../../kernel/random.ts";
import type { DropReason } from "./curation.ts";
import { BACKGROUNDS, type DatasetShot, newSeed } from "./dataset-plan.ts";

/** Ours: further rounds, and pictures beyond those asked for in all. The operator approves the most of both. */
export const REMAKES = { rounds: 2, percent: 30 } as const;
/** Asked this often without a picture, a place of the plan stays empty: the vendor does not want it. */
const MOST_FAILURES_OF_A_PLACE = 2;

/** What came of a job: `failed` brought no picture; `final` is not asked again without a person (canceled, taken down, outcome unknown). */
export type ShotOutcome = "kept" | DropReason | "failed" | "final";

export type ShortReason = "used_up" | "not_again" | "no_consent";

export type Remakes =
  | { readonly state: "complete" }
  | { readonly state: "again"; readonly shots: readonly DatasetShot[] }
  | { readonly state: "short"; readonly reason: Exclude<ShortReason, "no_consent"> };

export interface RemakeQuestion {
  readonly asked: number;
  /** Further rounds so far. */
  readonly round: number;
  /** The shots asked for, then those made again. */
  readonly plan: readonly DatasetShot[];
  /** By index of the plan. */
  readonly outcomes: readonly ShotOutcome[];
}

/** Pictures a set of `asked` may cost in all. */
export function mostPictures(asked: number): number {
  return asked + Math.ceil((asked * REMAKES.percent) / 100);
}

/** Whose place of the plan a shot takes: its own index, or that of the shot it stands in for. */
export function placeOf(plan: readonly DatasetShot[], index: number): number {
  return plan[index]?.again?.place ?? index;
}

export function roundOf(shot: DatasetShot): number {
  return shot.again?.round ?? 0;
}

/** Once every shot has its outcome: what is made again, in which light and pose it was meant to be, or why nothing is. */
export function planRemakes({ asked, round, plan, outcomes }: RemakeQuestion, random: Random): Remakes {
  const places = Array.from({ length: asked }, (_, place) => historyOf(place, plan, outcomes));
  const empty = places.filter(({ results }) => !results.includes("kept"));
  if (empty.length === 0) return { state: "complete" };
  const askable = empty.filter(mayBeAskedAgain);
  if (askable.length === 0) return { state: "short", reason: "not_again" };
  const left = round < REMAKES.rounds ? mostPictures(asked) - plan.length : 0;
  if (left <= 0) return { state: "short", reason: "used_up" };
  const newest = outcomes.filter((_, index) => plan[index] && roundOf(plan[index]) === round);
  // Nobody who delivered nothing at all is asked for more of it.
  if (newest.every(isNoPicture)) return { state: "short", reason: "not_again" };
  const chosen = thinnestFirst(askable, places).slice(0, left);
  const seeds = new Set(plan.map(({ seed }) => seed));
  return { state: "again", shots: chosen.map((history) => shotAgain(history, round + 1, newSeed(seeds, random))) };
}

interface PlaceHistory {
  readonly place: number;
  /** As it was asked for last. */
  readonly shot: DatasetShot;
  readonly results: readonly ShotOutcome[];
}

function historyOf(place: number, plan: readonly DatasetShot[], outcomes: readonly ShotOutcome[]): PlaceHistory {
  const indexes = plan.flatMap((_, index) => (placeOf(plan, index) === place ? [index] : []));
  const shot = plan[indexes.at(-1) ?? -1];
  if (!shot) throw new RangeError(`the plan has no place ${place}`);
  return { place, shot, results: indexes.map((index) => outcomes[index] ?? "final") };
}

const isNoPicture = (result: ShotOutcome) => result === "failed" || result === "final";

function mayBeAskedAgain({ results }: PlaceHistory): boolean {
  const failures = results.filter((result) => result === "failed").length;
  return !results.includes("final") && failures < MOST_FAILURES_OF_A_PLACE;
}

/** Angles with the fewest pictures come first: where not all can be made again, coverage suffers least. */
function thinnestFirst(some: readonly PlaceHistory[], all: readonly PlaceHistory[]): readonly PlaceHistory[] {
  const kept = (angle: DatasetShot["angle"]) =>
    all.filter(({ shot, results }) => shot.angle === angle && results.includes("kept")).length;
  return some.toSorted((one, other) => kept(one.shot.angle) - kept(other.shot.angle) || one.place - other.place);
}

/** The same place of the plan by another seed; a near-duplicate before another background too. */
function shotAgain({ place, shot, results }: PlaceHistory, round: number, seed: number): DatasetShot {
  const background =
    results.at(-1) === "near_duplicate" ? BACKGROUNDS[(place + round) % BACKGROUNDS.length] : shot.background;
  return { ...shot, seed, again: { place, round }, ...(background ? { background } : {}) };
}
