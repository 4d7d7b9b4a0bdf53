// Why a post goes out at its hour, as facts a card can put into words.
import type { LearnedHour, LearnedHours } from "./learn-hours.ts";
import { dayNumber, localClock, minuteOf } from "./local-clock.ts";
import { habitsOf, WARM_UP, warmUpStep } from "./posting-habits.ts";
import type { Slot, SlotAccount } from "./slot-plan.ts";

export interface SlotReasons {
  readonly localHour: number;
  /** 1 for the account's best hour; several may share a rank. */
  readonly rank: number;
  /** Of the posts, those that go out in this hour as far as limits let them, 0..1. */
  readonly share: number;
  /** By the platform's habit, by what was learned, or to try whether it does better than thought. */
  readonly source: "habit" | "learned" | "tried";
  /** What was learned of the hour. */
  readonly learned: LearnedHour | null;
  /** From the full hour; below zero before it. */
  readonly spreadMinutes: number;
  /** The account's posts of the day with this one, and how many the day takes. */
  readonly postsThatDay: number;
  readonly mostThatDay: number;
  /** Day of the warm-up, 1 for the first; null when it is over. */
  readonly warmUpDay: number | null;
  /** To the nearest other post; null where there is none. */
  readonly nearestHours: number | null;
  readonly minGapHours: number;
}

/** `others` are all further posts of the account near it, planned or out. */
export function explainSlot(
  { platform, timeZone, connectedAt, hours }: SlotAccount,
  { at, localHour, localDay }: Slot,
  others: readonly Date[],
  learned: LearnedHours | null = null,
): SlotReasons {
  const { mostADay, minGapHours } = habitsOf(platform);
  const clock = localClock(timeZone);
  const day = dayNumber(localDay);
  const age = Math.max(0, day - clock.dayOf(minuteOf(connectedAt)));
  const rampMost = warmUpStep(age).mostADay;
  const weight = hours[localHour] ?? 0;
  const top = learned?.source === "learned" ? learned.top.find(({ hour }) => hour === localHour) : undefined;
  const apart = others.map((other) => Math.abs(minuteOf(other) - minuteOf(at)) / 60);
  const minute = minuteOf(at);
  return {
    localHour,
    rank: 1 + hours.filter((other) => other > weight).length,
    share: weight / hours.reduce((sum, each) => sum + each, 0),
    source: sourceOf(learned, top),
    learned: top ?? null,
    spreadMinutes: minute + clock.offsetAt(minute) - day * 1_440 - localHour * 60,
    postsThatDay: 1 + others.filter((other) => clock.dayOf(minuteOf(other)) === day).length,
    mostThatDay: Math.min(mostADay, rampMost),
    warmUpDay: age < (WARM_UP.at(-1)?.fromDay ?? 0) && rampMost < mostADay ? age + 1 : null,
    nearestHours: apart.length > 0 ? Math.min(...apart) : null,
    minGapHours,
  };
}

function sourceOf(learned: LearnedHours | null, top: LearnedHour | undefined): SlotReasons["source"] {
  if (learned?.source !== "learned") return "habit";
  return top ? "learned" : "tried";
}
