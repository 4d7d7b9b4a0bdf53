// Where a briefing goes next: pure functions of the state.
import { END } from "@langchain/langgraph";
import type { HandoverAdvice } from "../../domain/fans/handover-advice.ts";
import type { Briefing } from "./state.ts";

const FIXED: ReadonlySet<HandoverAdvice> = new Set(["leave", "care", "ask_age"]);

/** Of locked threads, crises and doubted ages no model is asked. */
export function byAdvice({ facts }: Briefing): "fixed" | "write" {
  return FIXED.has(facts.advice) ? "fixed" : "write";
}

export function afterCheck({ faults }: Briefing): "write" | typeof END {
  return faults.length > 0 ? "write" : END;
}
