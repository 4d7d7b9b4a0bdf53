// Hours for posts: the best of each local day first, within the gap and the cap of the platform.
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { dayAfter } from "../avatars/story.ts";
import { paceOf } from "./posting-pace.ts";
import type { Slot, SlotLimit, SlotPlan, SlotRequest } from "./slot-plan.ts";
import { momentOf, wallTimeIn } from "./wall-clock.ts";

export function planSlots({ account, from, until, wanted }: SlotRequest): SlotPlan {
  const { gapHours, postsPerDay } = paceOf(account.platform);
  const hours = account.hours.map((weight, hour) => ({ hour, weight })).filter(({ weight }) => weight > 0);
  hours.sort((one, other) => other.weight - one.weight || one.hour - other.hour);
  const days: string[] = [];
  const last = wallTimeIn(account.timeZone, until).day;
  for (let day = wallTimeIn(account.timeZone, from).day; day <= last; day = dayAfter(day, 1)) days.push(day);
  const limits: Partial<Record<SlotLimit, number>> = {};
  const open = days.filter((day) => !account.quiet.some((stretch) => stretch.from <= day && day <= stretch.to));
  if (open.length < days.length) limits.quiet_stretch = days.length - open.length;
  const taken = account.taken.map((at) => at.getTime());
  const perDay = new Map<string, number>();
  for (const at of account.taken) {
    const { day } = wallTimeIn(account.timeZone, at);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const slots: Slot[] = [];
  for (let round = 0; round < postsPerDay && slots.length < wanted; round += 1) {
    for (const day of open) {
      if (slots.length === wanted || (perDay.get(day) ?? 0) >= postsPerDay) continue;
      const slot = hours
        .map(({ hour }) => ({ hour, at: momentOf(account.timeZone, { day, hour, minute: 0 }) }))
        .find(
          ({ at }) =>
            at !== null &&
            at >= from &&
            at < until &&
            taken.every((other) => Math.abs(other - at.getTime()) >= gapHours * HOUR_MS),
        );
      if (!slot?.at) continue;
      taken.push(slot.at.getTime());
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
      slots.push({ at: slot.at, localHour: slot.hour, localDay: day });
    }
  }
  slots.sort((one, other) => one.at.getTime() - other.at.getTime());
  const missing = wanted - slots.length;
  if (missing > 0) limits[until.getTime() - from.getTime() < DAY_MS ? "range" : "daily_cap"] = open.length;
  return { slots, missing, limits };
}
