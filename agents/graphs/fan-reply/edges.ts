// Where a turn goes next: pure functions of the state.
import type { Intent } from "../../domain/fans/intent.ts";
import { areWordless } from "../../domain/fans/wordless.ts";
import type { Turn } from "./state.ts";

const FIXED: ReadonlySet<Intent> = new Set(["minor", "abuse", "crisis", "opt_out", "bot_question", "farewell"]);

/** Guards, goodbyes and hand-overs are answered by rule; everything else may be written, by what is known and offered. */
export function afterUnderstanding(turn: Turn): "fixed" | "written" {
  const { intent, handover, memoryWish, custom, link } = turn.understanding;
  // What nobody could see or hear: no model is asked to guess.
  const wordless = areWordless(turn.snapshot.unanswered);
  const isWish = memoryWish !== null || custom !== null || link !== null;
  return FIXED.has(intent) || handover !== null || isWish || wordless ? "fixed" : "written";
}
