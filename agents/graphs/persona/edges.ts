// Where a draft goes next: pure functions of the state.
import { END } from "@langchain/langgraph";
import type { PersonaDraft, PersonaFault } from "./state.ts";

/** The first and one repair. */
const MOST_ATTEMPTS = 2;

export function afterCheck(draft: PersonaDraft): "draft" | "review" | "rate" | typeof END {
  const { faults, attempts } = draft;
  if (faults.length > 0 && attempts < MOST_ATTEMPTS) return "draft";
  if (faults.some(isFatal)) return END;
  return faults.length > 0 || draft.isReviewed || draft.context.chat.info.offline ? "rate" : "review";
}

export function afterReview({ faults, attempts }: PersonaDraft): "draft" | "rate" {
  return faults.length > 0 && attempts < MOST_ATTEMPTS ? "draft" : "rate";
}

/** What a second draft must not have. A niche is our own reading of the brief and a review an opinion: they lower confidence only. */
export function isFatal({ by, rule }: PersonaFault): boolean {
  return by !== "review" && rule !== "niche";
}
