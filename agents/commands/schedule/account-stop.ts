// Why nothing goes out on an account now, whoever stopped it.
export type AccountStop = "calendar_paused" | "paused" | "limited" | "suspended" | "disconnected";

interface StoppableAccount {
  readonly state: string;
  readonly pausedAt: Date | null;
  readonly calendarPausedAt: Date | null;
}

/** null: it posts. */
export function accountStop({ state, pausedAt, calendarPausedAt }: StoppableAccount): AccountStop | null {
  if (state === "disconnected" || state === "suspended" || state === "limited") return state;
  if (pausedAt !== null) return "paused";
  return calendarPausedAt === null ? null : "calendar_paused";
}
