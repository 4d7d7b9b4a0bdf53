// Chooses the template of each shot: freely at first, then, for what repeats, of those that can be taken another way.
import { chooseTemplates, takenIn, waysLeft } from "../../../domain/content/batch-plan.ts";
import { TIERS } from "../../../domain/content/tier.ts";
import type { BatchPlanDraft } from "../state.ts";

type Choice = Pick<BatchPlanDraft, "chosen" | "open" | "attempts">;

export function choose(state: BatchPlanDraft): Choice {
  const attempts = state.attempts + 1;
  if (attempts === 1) {
    const chosen = TIERS.flatMap((tier) => chooseTemplates(state.counts[tier], ofTier(state, tier), state.request));
    return { chosen, open: [...chosen.keys()], attempts };
  }
  return { ...chooseAgain(state), attempts };
}

function chooseAgain({ request, templates, chosen, variations, repeating }: BatchPlanDraft): Omit<Choice, "attempts"> {
  const planned = chosen.map(({ key }, position) => ({ templateKey: key, variation: variations[position] ?? "" }));
  const isTaken = takenIn([...request.recent, ...planned]);
  const again = [...chosen];
  for (const tier of TIERS) {
    const positions = repeating.filter((position) => chosen[position]?.tier === tier);
    const others = chooseTemplates(positions.length, ofTier({ templates }, tier), request, (template) =>
      waysLeft(template, isTaken),
    );
    for (const [index, template] of others.entries()) {
      const position = positions[index];
      if (position !== undefined) again[position] = template;
    }
  }
  return { chosen: again, open: repeating };
}

function ofTier({ templates }: Pick<BatchPlanDraft, "templates">, tier: string) {
  return templates.filter((template) => template.tier === tier);
}
