// How long the words of people are kept, by class (trust C18). What is not listed is kept: purchases, costs, the audit,
// decisions of controls and locks are the ledger; fans and what is remembered of them go by erasure.

export const RETENTION_RULE_VERSION = "2026-11-25";

export const RETENTION_CLASSES = ["webhook", "message"] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** Days from when it came in: raw webhook events 30 days, messages and their copies 12 months (trust C18). */
export const RETENTION_DAYS: Readonly<Record<RetentionClass, number>> = { webhook: 30, message: 365 };
