// What sales say about the business: revenue a payer, life-time value, growth, conversion (domain 8). Money in micros.

export type SoldLayer = "subscription" | "pack" | "custom";

/** Months a payer is expected to stay, until real churn replaces them (domain 8). */
export const EXPECTED_MONTHS: Readonly<Record<SoldLayer, number>> = { subscription: 3, pack: 6, custom: 12 };

/** Revenue / distinct payers of the period, rounded to a micro; null without payers. */
export function arpuMicros(revenueMicros: number, payers: number): number | null {
  return payers > 0 ? Math.round(revenueMicros / payers) : null;
}

/** Monthly ARPU of a layer x the months a payer stays: measured ones if known, else the layer's own. */
export function lifetimeValueMicros(
  monthlyArpuMicros: number,
  layer: SoldLayer,
  months: number = EXPECTED_MONTHS[layer],
): number {
  return Math.round(monthlyArpuMicros * months);
}

/** Subscriptions that ended in a period / those that ran when it began; null when there were none. */
export function churnRate(ended: number, atStart: number): number | null {
  return atStart > 0 ? Math.min(ended, atStart) / atStart : null;
}

const DAYS_PER_MONTH = 30;

/** Months a subscriber stays at this churn: 1 / what leaves in a month. undefined: nobody left yet, so it is not known. */
export function monthsFromChurn(churn: number | null, days: number): number | undefined {
  return churn === null || churn === 0 ? undefined : days / DAYS_PER_MONTH / churn;
}

/** (now - before) / before; null when there was nothing before. */
export function growthRate(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}

/** Paid offers / offers shown: what was never shown does not count, so it is not 100 % by construction. */
export function conversionRate(paidOffers: number, shownOffers: number): number | null {
  return shownOffers > 0 ? Math.min(paidOffers, shownOffers) / shownOffers : null;
}
