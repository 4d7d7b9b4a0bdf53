// Finds the shots that this avatar had just so within the last days, or that the plan has twice.
import { repeatsIn } from "../../../domain/content/batch-plan.ts";
import type { BatchPlanDraft } from "../state.ts";

export function check({ request, chosen, variations }: BatchPlanDraft): Pick<BatchPlanDraft, "repeating"> {
  const shots = chosen.map(({ key }, position) => ({ templateKey: key, variation: variations[position] ?? "" }));
  return { repeating: repeatsIn(shots, request.recent) };
}
