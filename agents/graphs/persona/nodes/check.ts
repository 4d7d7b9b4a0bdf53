// Reads the draft for what no persona may have (trust C9).
import { spoken } from "../../../commands/avatar/avatar-card.ts";
import { judgeAppearance } from "../../../domain/trust/minor-appearance.ts";
import type { PersonaDraft } from "../state.ts";

export function check(state: PersonaDraft): { faults: readonly string[] } {
  const fields = Object.fromEntries(Object.entries(state.persona).map(([name, value]) => [name, spoken(value)]));
  const verdict = judgeAppearance(fields);
  return { faults: verdict.allowed ? [] : ["it suggests someone under age"] };
}
