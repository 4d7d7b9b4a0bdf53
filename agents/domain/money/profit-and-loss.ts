// Profit and loss: revenue less attributed cost, and the ratios an owner reads (domain 8).

export interface MoneyFacts {
  readonly revenueMicros: number;
  readonly refundsMicros: number;
  readonly costMicros: number;
}

export interface ProfitAndLoss extends MoneyFacts {
  readonly netRevenueMicros: number;
  readonly profitMicros: number;
  /** Profit / net revenue; null without revenue. */
  readonly margin: number | null;
  /** Profit / cost; null without cost. */
  readonly returnOnCost: number | null;
}

export function profitAndLoss(facts: MoneyFacts): ProfitAndLoss {
  const netRevenueMicros = facts.revenueMicros - facts.refundsMicros;
  const profitMicros = netRevenueMicros - facts.costMicros;
  return {
    ...facts,
    netRevenueMicros,
    profitMicros,
    margin: netRevenueMicros > 0 ? profitMicros / netRevenueMicros : null,
    returnOnCost: facts.costMicros > 0 ? profitMicros / facts.costMicros : null,
  };
}
