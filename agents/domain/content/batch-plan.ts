// Chooses the shots of a batch: tiers by percentage, templates by niche, nothing filled in silently (domain 3).
import type { Random } from "../../kernel/random.ts";
import type { Template } from "./templates/template.ts";
import { TIERS, type Tier } from "./tier.ts";

/** Pieces a batch may have (domain 3). */
export const BATCH_SIZE = { min: 1, max: 100, usual: 50 } as const;

export type TierMix = Readonly<Record<Tier, number>>;

/** Percent (domain 3). */
export const DEFAULT_MIX: TierMix = { safe: 60, suggestive: 30, restricted: 10 };

/** Seeds stay below 2^31: an unsigned 32-bit number for providers that also fits a signed database column. */
const SEED_LIMIT = 2 ** 31;

export type PlannableTemplate = Pick<Template, "key" | "tier" | "explicitness" | "niches"> & {
  /** Operators may add other ratios than the shipped ones. */
  readonly aspectRatio: string;
};

export interface BatchRequest {
  /** BATCH_SIZE.min..max. */
  readonly count: number;
  /** Percentages; only their proportion counts. */
  readonly mix?: TierMix;
  readonly allowedTiers: readonly Tier[];
  readonly niche: string;
  /** Keys used lately: taken only when the others of the tier are used up. */
  readonly recentTemplateKeys: readonly string[];
  readonly templates: readonly PlannableTemplate[];
  readonly random: Random;
  /** Gives the share of tiers that cannot be made to safe, when safe itself is allowed. */
  readonly fillWithSafe?: boolean;
}

export interface Shot {
  readonly templateKey: string;
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
  readonly counts: Readonly<Record<Tier, number>>;
  readonly shortfall: readonly Shortfall[];
}

/** The same request and randomness give the same plan. @throws RangeError for a count or mix that makes no sense */
export function planBatch(request: BatchRequest): BatchPlan {
  const wanted = splitCount(request.count, request.mix ?? DEFAULT_MIX);
  const canMake = (tier: Tier) =>
    request.allowedTiers.includes(tier) && request.templates.some((template) => template.tier === tier);
  const missing = TIERS.filter((tier) => wanted[tier] > 0 && !canMake(tier));
  const counts: Record<Tier, number> = { ...wanted };
  for (const tier of missing) counts[tier] = 0;
  if (request.fillWithSafe && canMake("safe")) {
    for (const tier of missing) counts.safe += wanted[tier];
  }
  const seeds = new Set<number>();
  const shots = TIERS.flatMap((tier) =>
    chooseTemplates(tier, counts[tier], request).map((template) => ({
      templateKey: template.key,
      tier,
      explicitness: template.explicitness,
      seed: freshSeed(seeds, request.random),
      aspectRatio: template.aspectRatio,
    })),
  );
  return { shots, counts, shortfall: missing.map((tier) => ({ tier, wanted: wanted[tier], given: 0 })) };
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

/** Round after round through all templates of the tier: fresh niche matches first, then fresh others, then recent ones. */
function chooseTemplates(tier: Tier, count: number, request: BatchRequest): PlannableTemplate[] {
  const pool = request.templates.filter((template) => template.tier === tier);
  const recent = new Set(request.recentTemplateKeys);
  const chosen: PlannableTemplate[] = [];
  while (chosen.length < count && pool.length > 0) {
    const round = pool
      .map((template) => ({ template, rank: rankOf(template, recent, request.niche), order: request.random() }))
      .sort((left, right) => left.rank - right.rank || left.order - right.order)
      .map(({ template }) => template);
    chosen.push(...round.slice(0, count - chosen.length));
  }
  return chosen;
}

function rankOf(template: PlannableTemplate, recent: ReadonlySet<string>, niche: string): number {
  return (recent.has(template.key) ? 2 : 0) + (template.niches.includes(niche) ? 0 : 1);
}

function freshSeed(used: Set<number>, random: Random): number {
  let seed = Math.floor(random() * SEED_LIMIT);
  while (used.has(seed)) seed = (seed + 1) % SEED_LIMIT;
  used.add(seed);
  return seed;
}
