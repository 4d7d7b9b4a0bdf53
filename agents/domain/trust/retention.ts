// How long the words of people are kept, by class (trust C18), and measurements nobody reads any more. What is not listed is
// kept: purchases, costs, the audit, decisions of controls and locks are the ledger; fans and what is remembered of them go
// by erasure.

export const RETENTION_RULE_VERSION = "2026-11-27";

/**
 * Days from when it came in: raw webhook events 30 days, messages and their copies 12 months (trust C18). Checks of accounts'
 * health are shown for two weeks and compared for a month; the 90 days are ours.
 */
export const RETENTION_DAYS = { webhook: 30, message: 365, health: 90 } as const;
export type RetentionClass = keyof typeof RETENTION_DAYS;

/** Those that hold what people wrote or did: a privacy notice names them. */
export const PERSONAL_CLASSES = ["webhook", "message"] as const satisfies readonly RetentionClass[];
