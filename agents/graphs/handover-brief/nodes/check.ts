// Reads the suggested reply as it reads the machine's own: one rewrite, then the rules' words, then none (trust C2, C15, T5).
import type { TrustDecision } from "../../../commands/trust-event.ts";
import { blockedBy, replyFaults } from "../../reply-rules.ts";
import { secretsOf } from "../prompts.ts";
import { rulesReply } from "../rules-brief.ts";
import type { Brief, Briefing } from "../state.ts";

const MOST_ATTEMPTS = 2;

export function check(briefing: Briefing): {
  brief: Brief;
  faults: readonly string[];
  trust: readonly TrustDecision[];
} {
  const { brief, attempts, facts } = briefing;
  const faultsOf = (text: string | null) => (text === null ? [] : replyFaults(text, secretsOf(briefing)));
  const found = faultsOf(brief.reply);
  const trust = [...briefing.trust, ...blockedBy(found, brief.reply ?? "")];
  if (found.length === 0) return { brief, faults: [], trust };
  if (brief.writtenBy === "model" && attempts < MOST_ATTEMPTS)
    return { brief, faults: found.map((fault) => fault.what), trust };
  const ruled = rulesReply(facts);
  return { brief: { ...brief, reply: faultsOf(ruled).length === 0 ? ruled : null }, faults: [], trust };
}
