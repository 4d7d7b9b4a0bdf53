// What of a conversation may be tested, and what a variant says or offers there (domain 8).

export const EXPERIMENT_ELEMENTS = [
  "welcome_message",
  "call_to_action",
  "pricing_offer",
  "objection_response",
] as const;
export type ExperimentElement = (typeof EXPERIMENT_ELEMENTS)[number];

/** Both absent: as it is without an experiment, the control. A price is never part of it: it comes from the pack. */
export interface VariantContent {
  readonly text?: string;
  /** Slug of a pack to be offered; pricing_offer only. */
  readonly pack?: string;
}
