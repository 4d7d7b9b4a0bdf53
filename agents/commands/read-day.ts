// "2026-12-01" as the instant at which that day begins, UTC: the ledger's days are UTC's.

/** null for what is no day of the calendar. */
export function readDay(text: string): Date | null {
  const plain = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(plain)) return null;
  const day = new Date(`${plain}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== plain ? null : day;
}
