// When a ceiling is worth a word (domain 5).

/** Percent of a day's ceiling, the lowest first. */
export const ALARM_PERCENTS = [50, 80, 100] as const;
export type AlarmPercent = (typeof ALARM_PERCENTS)[number];

/** The highest that is reached; null: none, also without a ceiling to speak of. */
export function alarmOf(usedMicros: number, limitMicros: number): AlarmPercent | null {
  if (limitMicros <= 0) return null;
  return ALARM_PERCENTS.findLast((percent) => usedMicros * 100 >= limitMicros * percent) ?? null;
}
