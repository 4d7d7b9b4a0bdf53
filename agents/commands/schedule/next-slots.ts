// The next hours that suit an account: near ones first, farther ones only where those do not suffice.
import { planSlots } from "../../domain/distribution/plan-slots.ts";
import type { Slot, SlotAccount } from "../../domain/distribution/slot-plan.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { Random } from "../../kernel/random.ts";

/** Each try looks about twice as far as the one before; nothing is put off for longer than two months. */
const HORIZON_DAYS = [1, 2, 4, 8, 16, 32, 60];

/** In order of time; fewer where two months hold no more. */
export function nextSlots(account: SlotAccount, from: Date, wanted: number, random: Random): readonly Slot[] {
  let slots: readonly Slot[] = [];
  for (const days of HORIZON_DAYS) {
    const until = new Date(from.getTime() + days * DAY_MS);
    slots = planSlots({ account, from, until, wanted, random }).slots;
    if (slots.length >= wanted) break;
  }
  return slots;
}

/** The free hours around a moment that was not free. */
export function slotsNear(
  account: SlotAccount,
  around: Date,
  now: Date,
  wanted: number,
  random: Random,
): readonly Slot[] {
  const day = (days: number) => new Date(around.getTime() + days * DAY_MS);
  const from = day(-1) > now ? day(-1) : now;
  const until = day(2) > from ? day(2) : new Date(from.getTime() + 2 * DAY_MS);
  const near = (slot: Slot) => Math.abs(slot.at.getTime() - around.getTime());
  const free = planSlots({ account, from, until, wanted: 20, random }).slots;
  return [...free]
    .sort((one, other) => near(one) - near(other))
    .slice(0, wanted)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}
