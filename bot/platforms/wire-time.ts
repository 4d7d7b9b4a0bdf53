// Times as platforms state them in webhooks.

/** Mostly milliseconds, sometimes seconds; numbers or texts. */
export function timeFrom(value: unknown): Date | null {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || number <= 0) return null;
  const date = new Date(number < 1e11 ? number * 1_000 : number);
  return Number.isNaN(date.getTime()) ? null : date;
}
