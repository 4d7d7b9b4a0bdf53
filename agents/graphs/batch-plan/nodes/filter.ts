// Leaves the templates that a target channel may show, a configured vendor makes and nobody stopped: nothing else is planned.
import { allowedTiers } from "../../../domain/content/channel-tiers.ts";
import type { BatchPlanDraft } from "../state.ts";

export function filter({ request }: BatchPlanDraft): Pick<BatchPlanDraft, "templates"> {
  const tiers = allowedTiers(request.channels);
  return {
    templates: request.templates.filter(
      (template) => tiers.includes(template.tier) && request.weightOf?.(template) !== 0 && request.canMake(template),
    ),
  };
}
