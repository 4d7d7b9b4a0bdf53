// Where a turn goes next: pure functions of the state.
import type { Intent } from "../../domain/fans/intent.ts";
import type { Turn } from "./state.ts";

const FIXED: ReadonlySet<Intent> = new Set(["minor", "abuse", "crisis", "opt_out", "bot_question", "farewell"]);

/** Guards, goodbyes and hand-overs are answered by rule; everything else may be written. */
export function afterUnderstanding(turn: Turn): "fixed" | "recall" {
  const { intent, handover } = turn.understanding;
  return FIXED.has(intent) || handover !== null ? "fixed" : "recall";
}
