// The rules a batch is planned by: tiers by percentage, templates by niche, nothing filled in silently (domain 3).
import type { Random } from "../../kernel/random.ts";
import { variationsOf } from "./shot-variation.ts";
import type { Template } from "./templates/template.ts";
import { TIERS, type Tier } from "./tier.ts";

/** Pieces a batch may have (domain 3). */
export const BATCH_SIZE = { min: 1, max: 100, usual: 50 } as const;

export type TierMix = Readonly<Record<Tier, number>>;
export type TierCounts = Readonly<Record<Tier, number>>;

/** Percent (domain 3). */
export const DEFAULT_MIX: TierMix = { safe: 60, suggestive: 30, restricted: 10 };

/** For so long an avatar's shot is not taken, nor her picture made, nearly the same again (domain 3). */
export const REPEAT_DAYS = 30;

/** Seeds stay below 2^31: an unsigned 32-bit number for providers that also fits a signed database column. */
const SEED_LIMIT = 2 ** 31;

/** A template as it was taken. */
export interface ShotUse {
  readonly templateKey: string;
  readonly variation: string;
}

export interface BatchRequest {
  /** BATCH_SIZE.min..max. */
  readonly count: number;
  /** Percentages; only their proportion counts. */
  readonly mix?: TierMix;
  /** Where the pieces are to go. */
  readonly channels: readonly string[];
  /** Whether a configured vendor makes it, by its terms and as this avatar. */
  readonly canMake: (template: Template) => boolean;
  readonly niche: string;
  /** Of the last REPEAT_DAYS: other templates go first, and none is taken the same way while another is left. */
  readonly recent: readonly ShotUse[];
  readonly templates: readonly Template[];
  readonly random: Random;
  /** How often a shot is taken against others: 1 as usual, 0 never. Absent: all alike. */
  readonly weightOf?: (template: Template) => number;
  /** Gives the share of tiers that cannot be made to safe, when safe itself is allowed. */
  readonly fillWithSafe?: boolean;
}

export interface Shot extends ShotUse {
  readonly tier: Tier;
  readonly explicitness: number;
  readonly seed: number;
  readonly aspectRatio: string;
}

/** `wanted` by the mix, `given` in that tier; reported even when safe shots fill the gap. */
export interface Shortfall {
  readonly tier: Tier;
  readonly wanted: number;
  readonly given: number;
}

export interface BatchPlan {
  readonly shots: readonly Shot[];
  readonly counts: TierCounts;
  readonly shortfall: readonly Shortfall[];
  /** Shots taken just as before, as no other way was left in their tier; tiers without any are left out. */
  readonly repeats: Readonly<Partial<Record<Tier, number>>>;
}

/** What each tier gets of the templates there are. @throws RangeError for a count or mix that makes no sense */
export function splitTiers(
  { count, mix = DEFAULT_MIX, fillWithSafe }: Pick<BatchRequest, "count" | "mix" | "fillWithSafe">,
  templates: readonly Pick<Template, "tier">[],
): Pick<BatchPlan, "counts" | "shortfall"> {
  const wanted = splitCount(count, mix);
  const canMake = (tier: Tier) => templates.some((template) => template.tier === tier);
  const missing = TIERS.filter((tier) => wanted[tier] > 0 && !canMake(tier));
  const counts: Record<Tier, number> = { ...wanted };
  for (const tier of missing) counts[tier] = 0;
  if (fillWithSafe && canMake("safe")) {
    for (const tier of missing) counts.safe += wanted[tier];
  }
  return { counts, shortfall: missing.map((tier) => ({ tier, wanted: wanted[tier], given: 0 })) };
}

/** Largest remainder; on a tie the milder tier. The parts always add up to `count`. @throws RangeError */
export function splitCount(count: number, mix: TierMix): Record<Tier, number> {
  if (!Number.isInteger(count) || count < BATCH_SIZE.min || count > BATCH_SIZE.max) {
    throw new RangeError(`a batch has ${BATCH_SIZE.min} to ${BATCH_SIZE.max} pieces`);
  }
  const total = TIERS.reduce((sum, tier) => sum + mix[tier], 0);
  if (!(total > 0) || TIERS.some((tier) => !(mix[tier] >= 0))) throw new RangeError("a mix needs a positive share");
  const exact = TIERS.map((tier) => ({ tier, share: (count * mix[tier]) / total }));
  const parts: Record<Tier, number> = { safe: 0, suggestive: 0, restricted: 0 };
  for (const { tier, share } of exact) parts[tier] = Math.floor(share);
  const left = count - TIERS.reduce((sum, tier) => sum + parts[tier], 0);
  const byRemainder = exact.toSorted((one, other) => (other.share % 1) - (one.share % 1));
  for (const { tier } of byRemainder.slice(0, left)) parts[tier] += 1;
  return parts;
}

/**
 * Round after round through a tier's templates: fresh niche matches first, then fresh others, then recent ones.
 * @param roomOf how often a template may be chosen
 * @returns fewer than `count` when there is no more room
 */
export function chooseTemplates(
  count: number,
  pool: readonly Template[],
  { niche, recent, random, weightOf = () => 1 }: Pick<BatchRequest, "niche" | "recent" | "random" | "weightOf">,
  roomOf: (template: Template) => number = () => Number.POSITIVE_INFINITY,
): Template[] {
  const recentKeys = new Set(recent.map(({ templateKey }) => templateKey));
  // What does better than usual goes first, also when it was taken lately: another variation makes it another picture.
  const rankOf = (template: Template) => {
    if (weightOf(template) > 1) return 0;
    return (recentKeys.has(template.key) ? 2 : 0) + (template.niches.includes(niche) ? 0 : 1);
  };
  const chosen: Template[] = [];
  for (let round = 1; chosen.length < count; round += 1) {
    const ordered = pool
      .filter((template) => roomOf(template) >= round)
      .map((template) => ({ template, rank: rankOf(template), order: weightedOrder(weightOf(template), random) }))
      .sort((left, right) => left.rank - right.rank || left.order - right.order)
      .map(({ template }) => template);
    if (ordered.length === 0) break;
    chosen.push(...ordered.slice(0, count - chosen.length));
  }
  return chosen;
}

/** The smallest comes first, in proportion to the weights (Efraimidis and Spirakis); of equal weights by chance alone. */
function weightedOrder(weight: number, random: Random): number {
  return -Math.log(1 - random()) / weight;
}

/** Asks whether a template was taken that way. */
export function takenIn(uses: readonly ShotUse[]): (templateKey: string, variation: string) => boolean {
  const taken = new Set(uses.map(({ templateKey, variation }) => `${templateKey} ${variation}`));
  return (templateKey, variation) => taken.has(`${templateKey} ${variation}`);
}

/** In how many ways a template can still be taken. */
export function waysLeft(template: Template, isTaken: ReturnType<typeof takenIn>): number {
  return variationsOf(template).filter((variation) => !isTaken(template.key, variation)).length;
}

/** Positions of shots that were taken just so before, lately or earlier in the list. */
export function repeatsIn(shots: readonly ShotUse[], recent: readonly ShotUse[]): number[] {
  const isRecent = takenIn(recent);
  const seen = new Set<string>();
  return shots.flatMap(({ templateKey, variation }, position) => {
    const use = `${templateKey} ${variation}`;
    const isRepeat = seen.has(use) || isRecent(templateKey, variation);
    seen.add(use);
    return isRepeat ? [position] : [];
  });
}

/** As many as asked, all different. */
export function freshSeeds(count: number, random: Random): number[] {
  const seeds = new Set<number>();
  while (seeds.size < count) {
    let seed = Math.floor(random() * SEED_LIMIT);
    while (seeds.has(seed)) seed = (seed + 1) % SEED_LIMIT;
    seeds.add(seed);
  }
  return [...seeds];
}
