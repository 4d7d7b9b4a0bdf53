// What a payment is owed to: the first and the last of what touched the fan within a window before it. A rule, not a guess:
// where nothing was seen, the answer is "unknown".
import { DAY_MS } from "../../kernel/clock.ts";

/** Days a touch counts (our own choice; the longest click window ad platforms report by is 28 days). */
export const ATTRIBUTION_WINDOW_DAYS = 28;

export const TOUCH_KINDS = ["comment", "story_reply", "story_mention", "ad", "referral"] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

export const TOUCH_POSITIONS = ["first", "last"] as const;
export type TouchPosition = (typeof TOUCH_POSITIONS)[number];

/** In any order; of two at the same instant the one with the smaller id counts as the earlier. */
export function attribute<Touch extends { readonly id: string; readonly touchedAt: Date }>(
  touches: readonly Touch[],
  at: Date,
  windowDays: number = ATTRIBUTION_WINDOW_DAYS,
): Readonly<Record<TouchPosition, Touch | null>> {
  const from = at.getTime() - windowDays * DAY_MS;
  const counted = touches
    .filter(({ touchedAt }) => touchedAt <= at && touchedAt.getTime() > from)
    .sort((left, right) => left.touchedAt.getTime() - right.touchedAt.getTime() || (left.id < right.id ? -1 : 1));
  return { first: counted[0] ?? null, last: counted.at(-1) ?? null };
}
