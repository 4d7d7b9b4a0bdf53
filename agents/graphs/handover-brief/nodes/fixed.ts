// Locks and crises: the facts and what the rules say, without a model and without a sale (trust C11-C14).
import { rulesBrief } from "../rules-brief.ts";
import type { Brief, Briefing } from "../state.ts";

export function fixed(briefing: Briefing): { brief: Brief } {
  return { brief: rulesBrief(briefing) };
}
