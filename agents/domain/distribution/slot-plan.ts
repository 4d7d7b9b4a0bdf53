// What the scheduler is asked and answers: pure, so that ten thousand calendars can be tried in a second.
import type { Random } from "../../kernel/random.ts";

/** How good each hour of the day is in the audience's local time, 0-23; they add up to 1. */
export type HourWeights = readonly number[];

/** A stretch of local days nothing goes out in, both ends included: "2026-12-24". */
export interface QuietStretch {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface SlotAccount {
  readonly id: string;
  readonly platform: string;
  /** Of the audience: IANA. */
  readonly timeZone: string;
  /** A new account posts on a ramp from here on. */
  readonly connectedAt: Date;
  readonly hours: HourWeights;
  /** Posts that went out or will, on this account: they keep their distance and fill their day. */
  readonly taken: readonly Date[];
  readonly quiet: readonly QuietStretch[];
}

export interface SlotRequest {
  readonly account: SlotAccount;
  /** The first moment a post may go out. */
  readonly from: Date;
  /** Behind the last one. */
  readonly until: Date;
  readonly wanted: number;
  readonly random: Random;
}

export interface Slot {
  readonly at: Date;
  /** Of the good hour it was spread from. */
  readonly localHour: number;
  readonly localDay: string;
}

/** Why a day takes no more, or none. */
export type SlotLimit = "daily_cap" | "warm_up" | "quiet_day" | "quiet_stretch" | "gap" | "range";

export interface SlotPlan {
  /** In order of time; fewer than wanted where the limits leave no more. */
  readonly slots: readonly Slot[];
  readonly missing: number;
  /** How many days each limit closed. */
  readonly limits: Readonly<Partial<Record<SlotLimit, number>>>;
}
