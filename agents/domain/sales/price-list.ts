// The one price list (domain 8). A pack may override count and price; an offer row then fixes the price for good.

export interface PackStep {
  readonly step: "starter" | "deluxe" | "ultimate" | "vip";
  readonly priceCents: number;
  readonly pieces: number;
  readonly explicitFrom: number;
  readonly explicitTo: number;
}

/** In order: a buyer of one step is offered the next. */
export const PACK_STEPS: readonly PackStep[] = [
  { step: "starter", priceCents: 2_999, pieces: 10, explicitFrom: 4, explicitTo: 5 },
  { step: "deluxe", priceCents: 5_999, pieces: 25, explicitFrom: 5, explicitTo: 6 },
  { step: "ultimate", priceCents: 9_999, pieces: 50, explicitFrom: 6, explicitTo: 7 },
  { step: "vip", priceCents: 14_999, pieces: 100, explicitFrom: 7, explicitTo: 8 },
];

export type StepName = PackStep["step"];

/** @throws RangeError for a step that does not exist */
export function findPackStep(step: string): PackStep {
  const found = PACK_STEPS.find((candidate) => candidate.step === step);
  if (!found) throw new RangeError(`no such pack step: ${step}`);
  return found;
}

/** The monthly layer: what the creator makes of the mildest levels (domain 8). */
export const SUBSCRIPTION = { priceCents: 999, explicitFrom: 1, explicitTo: 3 } as const;

/** Made for one fan: the least it costs (domain 8). People set the price, from there up. */
export const CUSTOM = { leastCents: 19_900, explicitFrom: 9, explicitTo: 10 } as const;
