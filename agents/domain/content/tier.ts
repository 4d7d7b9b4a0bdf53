// Where a piece may be shown: three exposure tiers over the finer explicitness of 1 to 10 (domain 1).

export type Tier = "safe" | "suggestive" | "restricted";

/** Mildest first. */
export const TIERS: readonly Tier[] = ["safe", "suggestive", "restricted"];

/** Highest explicitness of each tier. */
export const TIER_CEILING: Readonly<Record<Tier, number>> = { safe: 3, suggestive: 8, restricted: 10 };

/** For a template that states only its tier, as an operator's own may. */
export const DEFAULT_EXPLICITNESS: Readonly<Record<Tier, number>> = { safe: 2, suggestive: 5, restricted: 9 };

/** The tier that an explicitness of 1..10 belongs to. */
export function tierOf(explicitness: number): Tier {
  return TIERS.find((tier) => explicitness <= TIER_CEILING[tier]) ?? "restricted";
}
