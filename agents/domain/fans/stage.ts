// Moves along the funnel (domain 7). A fan never moves back by writing less.
import { asksForContent, type Intent } from "./intent.ts";

export type Stage = "lead_magnet" | "qualification" | "conversion";

const QUALIFICATION_SCORE = 30;
const CONVERSION_SCORE = 60;

/** At most one step a turn. */
export function nextStage(stage: Stage, intent: Intent, score: number): Stage {
  if (stage === "lead_magnet") {
    const asks = intent === "purchase_intent" || intent === "question";
    return asks && score >= QUALIFICATION_SCORE ? "qualification" : stage;
  }
  if (stage === "qualification") {
    return asksForContent(intent) && score >= CONVERSION_SCORE ? "conversion" : stage;
  }
  return stage;
}
