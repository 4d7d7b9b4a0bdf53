// Middle and tail of measured values.

/** @param share 0.5 is the median, 0.99 the value that one of a hundred exceeds */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("there are no values");
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
