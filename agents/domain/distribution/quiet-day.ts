// Days an account rests, scattered like a person's. From account and day alone: planning again finds the same ones.
import { QUIET_DAY_SHARE } from "./posting-habits.ts";

/** `day` as "2026-12-24". */
export function isQuietDay(accountId: string, day: string): boolean {
  return hash(`${accountId} ${day}`) / 2 ** 32 < QUIET_DAY_SHARE;
}

/** FNV-1a, stirred at the end, as neighbouring days differ in their last sign only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
