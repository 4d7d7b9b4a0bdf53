// The plan with its seeds, and what an operator is told of it: what is missing, and what repeats.
import { type BatchPlan, freshSeeds } from "../../../domain/content/batch-plan.ts";
import { AS_WRITTEN } from "../../../domain/content/shot-variation.ts";
import type { Tier } from "../../../domain/content/tier.ts";
import type { BatchPlanDraft } from "../state.ts";

export function report(state: BatchPlanDraft): { plan: BatchPlan } {
  const { request, chosen, variations, counts, shortfall, repeating } = state;
  const seeds = freshSeeds(chosen.length, request.random);
  const shots = chosen.map(({ key, tier, explicitness, aspectRatio }, position) => ({
    templateKey: key,
    variation: variations[position] ?? AS_WRITTEN,
    tier,
    explicitness,
    seed: seeds[position] ?? 0,
    aspectRatio,
  }));
  const repeats: Partial<Record<Tier, number>> = {};
  for (const position of repeating) {
    const tier = shots[position]?.tier;
    if (tier) repeats[tier] = (repeats[tier] ?? 0) + 1;
  }
  return { plan: { shots, counts, shortfall, repeats } };
}
