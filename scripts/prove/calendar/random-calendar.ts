// Calendars as they come, and worse: clock changes, new accounts, full days, posts that already stand too close.
import { POSTING_HABITS, priorHours } from "../../../agents/domain/distribution/posting-habits.ts";
import type { SlotRequest } from "../../../agents/domain/distribution/slot-plan.ts";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Each changes its clock in its own way, or not at all; with the days around which it does, 2026. */
export const ZONES: Readonly<Record<string, readonly string[]>> = {
  "Europe/Madrid": ["2026-03-29", "2026-10-25"],
  "America/New_York": ["2026-03-08", "2026-11-01"],
  "America/Sao_Paulo": [],
  "Asia/Kolkata": [],
  "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
  "Pacific/Auckland": ["2026-04-05", "2026-09-27"],
};

const PLATFORMS = Object.keys(POSTING_HABITS);
const LONGEST_DAYS = 30;

export function randomCalendar(seed: number): SlotRequest {
  const random = seededRandom(seed);
  const timeZone = pick(Object.keys(ZONES), random);
  const platform = pick(PLATFORMS, random);
  const days = random() < 0.3 ? random() * 3 : random() * LONGEST_DAYS;
  const from = startIn(timeZone, days, random);
  const until = new Date(from.getTime() + days * DAY_MS);
  return {
    account: {
      id: `account ${seed}`,
      platform,
      timeZone,
      connectedAt: new Date(from.getTime() - (random() < 0.5 ? 400 : random() * 30 - 4) * DAY_MS),
      hours: random() < 0.5 ? priorHours(platform) : randomHours(random),
      taken: random() < 0.3 ? [] : randomPosts(from, until, random),
      quiet: random() < 0.6 ? [] : [stretchIn(from, days, random), stretchIn(from, days, random)],
    },
    from,
    until,
    wanted: Math.ceil(random() * (1 + days * pick([0.5, 1, 2, 6], random))),
    random,
  };
}

/** Half of those whose clock changes have the change in them. */
function startIn(timeZone: string, days: number, random: Random): Date {
  const changes = ZONES[timeZone] ?? [];
  const anywhere = Date.UTC(2026, 0, 1) + Math.floor(random() * 365 * DAY_MS);
  if (changes.length === 0 || random() < 0.5) return new Date(anywhere);
  const change = Date.parse(pick(changes, random));
  return new Date(change + Math.floor((1 - random() * (days + 2)) * DAY_MS));
}

/** Nights too: that is where clocks change. */
function randomHours(random: Random): number[] {
  const named = Array.from({ length: 24 }, () => (random() < 0.35 ? random() : 0));
  named[Math.floor(random() * 5)] = 1;
  const sum = named.reduce((total, weight) => total + weight, 0);
  return named.map((weight) => weight / sum);
}

function randomPosts(from: Date, until: Date, random: Random): Date[] {
  const span = until.getTime() - from.getTime() + 6 * DAY_MS;
  const posts = Array.from({ length: Math.floor(random() * 15) }, () => from.getTime() - 3 * DAY_MS + random() * span);
  // What went out did so at any second.
  return posts.map((post) => new Date(Math.floor(post)));
}

function stretchIn(from: Date, days: number, random: Random) {
  const first = from.getTime() + Math.floor((random() * (days + 2) - 1) * DAY_MS);
  const name = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  return { from: name(first), to: name(first + Math.floor(random() * 4) * DAY_MS), reason: "away" };
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** Every whole minute of a range. */
export function minutesOf({ from, until }: Pick<SlotRequest, "from" | "until">): number[] {
  const first = Math.ceil(from.getTime() / MINUTE_MS);
  const end = Math.ceil(until.getTime() / MINUTE_MS);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => (first + index) * MINUTE_MS);
}
