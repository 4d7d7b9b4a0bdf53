// Takes what was used before another way: as written first, then by as few changes as are free.
import { takenIn } from "../../../domain/content/batch-plan.ts";
import { AS_WRITTEN, nextVariation } from "../../../domain/content/shot-variation.ts";
import type { BatchPlanDraft } from "../state.ts";

export function vary({ request, chosen, open, variations }: BatchPlanDraft): Pick<BatchPlanDraft, "variations"> {
  const isRecent = takenIn(request.recent);
  const planned = new Map<string, Set<string>>();
  const waysOf = (key: string) => planned.get(key) ?? new Set<string>();
  const plan = (key: string, variation: string) => planned.set(key, waysOf(key).add(variation));
  const varied = [...variations];
  const isOpen = new Set(open);
  for (const [position, { key }] of chosen.entries()) {
    if (!isOpen.has(position)) plan(key, varied[position] ?? AS_WRITTEN);
  }
  for (const position of open) {
    const template = chosen[position];
    if (!template) continue;
    const { key } = template;
    const isPlanned = (variation: string) => waysOf(key).has(variation);
    const isTaken = (variation: string) => isPlanned(variation) || isRecent(key, variation);
    // With every way used lately, at least not twice in one batch.
    const variation =
      nextVariation(template, isTaken, request.random) ??
      nextVariation(template, isPlanned, request.random) ??
      AS_WRITTEN;
    varied[position] = variation;
    plan(key, variation);
  }
  return { variations: varied };
}
