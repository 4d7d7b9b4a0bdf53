// Why a post goes out at its hour, as facts a card can put into words.
import type { LearnedHour, LearnedHours } from "./learn-hours.ts";
import { dayNumber, localClock, minuteOf } from "./local-clock.ts";
import { habitsOf, WARM_UP, warmUpStep } from "./posting-habits.ts";
import type { Slot, SlotAccount } from "./slot-plan.ts";

export interface SlotReasons {
  readonly localHour: number;
  /** Of the posts, those that go out in this hour as far as limits let them, 0..1. */
  readonly share: number;
  /** By the platform's habit, by what was learned, or to try whether it does better than thought. */
  readonly source: "habit" | "learned" | "tried";
  /** What was learned of the hour. */
  readonly learned: LearnedHour | null;
  /** The account's posts of the day with this one, and how many the day takes. */
  readonly postsThatDay: number;
  readonly mostThatDay: number;
  /** Day of the warm-up, 1 for the first; null when it is over. */
  readonly warmUpDay: number | null;
  /** To the nearest other post; null where there is none. */
  readonly nearestHours: number | null;
}

/** `others` are all further posts of the account near it, planned or out. */
export function explainSlot(
  { platform, timeZone, connectedAt, hours }: SlotAccount,
  { at, localHour, localDay }: Slot,
  others: readonly Date[],
  learned: LearnedHours,
): SlotReasons {
  const { mostADay } = habitsOf(platform);
  const clock = localClock(timeZone);
  const day = dayNumber(localDay);
  const age = Math.max(0, day - clock.dayOf(minuteOf(connectedAt)));
  const rampMost = warmUpStep(age).mostADay;
  const weight = hours[localHour] ?? 0;
  const top = learned.source === "learned" ? learned.top.find(({ hour }) => hour === localHour) : undefined;
  const apart = others.map((other) => Math.abs(minuteOf(other) - minuteOf(at)) / 60);
  return {
    localHour,
    share: weight / hours.reduce((sum, each) => sum + each, 0),
    source: sourceOf(learned, top),
    learned: top ?? null,
    postsThatDay: 1 + others.filter((other) => clock.dayOf(minuteOf(other)) === day).length,
    mostThatDay: Math.min(mostADay, rampMost),
    warmUpDay: age < (WARM_UP.at(-1)?.fromDay ?? 0) && rampMost < mostADay ? age + 1 : null,
    nearestHours: apart.length > 0 ? Math.min(...apart) : null,
  };
}

function sourceOf(learned: LearnedHours, top: LearnedHour | undefined): SlotReasons["source"] {
  if (learned.source !== "learned") return "habit";
  return top ? "learned" : "tried";
}
