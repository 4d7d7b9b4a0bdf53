// Why nothing goes out on an account now, whoever stopped it.
export type AccountStop = "avatar" | "calendar_paused" | "paused" | "limited" | "suspended" | "disconnected";

interface StoppableAccount {
  readonly state: string;
  readonly pausedAt: Date | null;
  readonly calendarPausedAt: Date | null;
}

/** null: it posts. */
export function accountStop(
  { state, pausedAt, calendarPausedAt }: StoppableAccount,
  avatar: { readonly state: string },
): AccountStop | null {
  if (avatar.state !== "active") return "avatar";
  if (state === "disconnected" || state === "suspended" || state === "limited") return state;
  if (pausedAt !== null) return "paused";
  return calendarPausedAt === null ? null : "calendar_paused";
}
