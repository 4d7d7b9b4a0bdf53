// How many of each tier, and what the mix asks for that cannot be had.
import { splitTiers } from "../../../domain/content/batch-plan.ts";
import type { BatchPlanDraft } from "../state.ts";

export function mix({ request, templates }: BatchPlanDraft): Pick<BatchPlanDraft, "counts" | "shortfall"> {
  return splitTiers(request, templates);
}
