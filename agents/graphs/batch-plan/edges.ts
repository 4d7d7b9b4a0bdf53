// Where a plan goes next: a pure function of the state.
import type { BatchPlanDraft } from "./state.ts";

/** The first and one repair, which takes all room there is. */
const MOST_ATTEMPTS = 2;

export function afterCheck({ repeating, attempts }: BatchPlanDraft): "choose" | "report" {
  return repeating.length > 0 && attempts < MOST_ATTEMPTS ? "choose" : "report";
}
