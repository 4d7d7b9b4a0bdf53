// How true the foretold chances were: Brier score and reliability (domain 7). A forecast of 60 % is good when 6 of 10 buy.

export interface Forecast {
  /** Foretold chance, 0 to 1. */
  readonly chance: number;
  readonly converted: boolean;
}

export interface ReliabilityBin {
  /** Lower and upper bound of the foretold chance; the upper one belongs to the next bin, but 1 to the last. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanChance: number;
  /** Share that really converted. */
  readonly observed: number;
}

export interface Calibration {
  readonly forecasts: number;
  readonly converted: number;
  /** Mean of (chance - outcome)^2, Brier 1950: 0 is perfect, .25 is a coin; null without forecasts. */
  readonly brier: number | null;
  /** Of always foretelling the share that converted: what a forecast must beat. */
  readonly brierOfBaseRate: number | null;
  /** 1 - brier / brierOfBaseRate: above 0 the score tells more than the average does; null where all or none converted. */
  readonly skill: number | null;
  /** Mean distance of foretold from observed, weighted by how many: expected calibration error. */
  readonly calibrationError: number | null;
  /** Those with forecasts only, lowest first. */
  readonly bins: readonly ReliabilityBin[];
}

const BINS = 10;

export function calibrate(forecasts: readonly Forecast[]): Calibration {
  const count = forecasts.length;
  const converted = forecasts.filter((forecast) => forecast.converted).length;
  const bins = Array.from({ length: BINS }, (_, index) => binOf(forecasts, index)).filter((bin) => bin !== null);
  if (count === 0) {
    const unknown = { brier: null, brierOfBaseRate: null, skill: null, calibrationError: null };
    return { forecasts: 0, converted: 0, ...unknown, bins };
  }
  const brier = meanOf(forecasts, ({ chance, converted: bought }) => (chance - (bought ? 1 : 0)) ** 2);
  const rate = converted / count;
  const brierOfBaseRate = rate * (1 - rate);
  return {
    forecasts: count,
    converted,
    brier,
    brierOfBaseRate,
    skill: brierOfBaseRate > 0 ? 1 - brier / brierOfBaseRate : null,
    calibrationError: bins.reduce((sum, bin) => sum + (bin.count / count) * Math.abs(bin.meanChance - bin.observed), 0),
    bins,
  };
}

function binOf(forecasts: readonly Forecast[], index: number): ReliabilityBin | null {
  const own = forecasts.filter(({ chance }) => Math.min(BINS - 1, Math.floor(chance * BINS)) === index);
  if (own.length === 0) return null;
  return {
    from: index / BINS,
    to: (index + 1) / BINS,
    count: own.length,
    meanChance: meanOf(own, ({ chance }) => chance),
    observed: own.filter(({ converted }) => converted).length / own.length,
  };
}

function meanOf(forecasts: readonly Forecast[], of: (forecast: Forecast) => number): number {
  return forecasts.reduce((sum, forecast) => sum + of(forecast), 0) / forecasts.length;
}
