// Simulated audiences with a best hour nobody tells: an account posts by the platform's habit, another learns, side by side.
import { learnHours } from "../../../agents/domain/distribution/learn-hours.ts";
import { planSlots } from "../../../agents/domain/distribution/plan-slots.ts";
import { priorHours } from "../../../agents/domain/distribution/posting-habits.ts";
import type { HourWeights } from "../../../agents/domain/distribution/slot-plan.ts";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";

const MONTH_MS = 30 * 86_400_000;
const START = Date.parse("2026-02-01T00:00:00Z");
/** The first month is the same for both: nothing is known yet. Learning goes on each week after. */
const MONTHS = 4;
const WEEK_MS = 7 * 86_400_000;
const POSTS_A_WEEK = 10;
/** Of the logarithm of a post's engagement: as good as doubled or halved by what is in it. */
const LUCK = 0.6;
const ZONES = ["Europe/Madrid", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Auckland"];
const PLATFORMS = ["instagram", "tiktok", "x"];

interface Audience {
  readonly seed: number;
  readonly platform: string;
  readonly timeZone: string;
  /** How much of it is there, by local hour, with fractions. */
  readonly presentAt: (hour: number) => number;
}

export interface Outcome {
  /** Mean of what posts could expect, luck left out. */
  readonly prior: number;
  readonly learned: number;
}

/** Best in some waking hour, more or less pronounced. */
export function hiddenAudience(seed: number): Audience {
  const random = seededRandom(seed);
  const best = 8 + random() * 15;
  const width = 1.5 + random() * 2.5;
  const height = 0.4 + random() * 1.2;
  return audience(seed, random, () => (hour) => 1 + height * bump(hour - best, width));
}

/** There exactly when the habit says. */
export function habitualAudience(seed: number): Audience {
  const random = seededRandom(seed);
  return audience(seed, random, (platform) => {
    const habit = priorHours(platform);
    return (hour) => ((habit[Math.round(hour) % 24] ?? 0) > 0 ? 1.6 : 1);
  });
}

function audience(seed: number, random: Random, make: (platform: string) => (hour: number) => number): Audience {
  const platform = PLATFORMS[Math.floor(random() * PLATFORMS.length)] ?? "instagram";
  const timeZone = ZONES[Math.floor(random() * ZONES.length)] ?? "UTC";
  return { seed, platform, timeZone, presentAt: make(platform) };
}

function bump(hours: number, width: number): number {
  const around = ((((hours + 12) % 24) + 24) % 24) - 12;
  return Math.exp(-((around / width) ** 2) / 2);
}

/** Both keep all limits of the scheduler. Judged are the months after the first. */
export function tryAudience(audience: Audience): Outcome {
  const prior = priorHours(audience.platform);
  const learnedFrom: { publishedAt: Date; engagement: number }[] = [];
  const learned = run(
    audience,
    (now) => learnHours(prior, normalised(learnedFrom), now, audience.timeZone).hours,
    (at, engagement) => learnedFrom.push({ publishedAt: at, engagement }),
  );
  return {
    prior: run(
      audience,
      () => prior,
      () => undefined,
    ),
    learned,
  };
}

function run(
  { seed, platform, timeZone, presentAt }: Audience,
  hoursAt: (now: Date) => HourWeights,
  tell: (at: Date, engagement: number) => void,
): number {
  const random = seededRandom(seed + 1);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const taken: Date[] = [];
  const expected: number[] = [];
  for (let from = START; from < START + MONTHS * MONTH_MS; from += WEEK_MS) {
    const request = { from: new Date(from), until: new Date(from + WEEK_MS), wanted: POSTS_A_WEEK, random };
    const hours = from < START + MONTH_MS ? priorHours(platform) : hoursAt(new Date(from));
    const account = {
      id: `acc_${seed}`,
      platform,
      timeZone,
      connectedAt: new Date(0),
      hours,
      taken: taken.slice(-20),
      quiet: [],
    };
    for (const { at } of planSlots({ account, ...request }).slots) {
      const [hour, minute] = clock.format(at).split(":").map(Number);
      const present = presentAt((hour ?? 0) + (minute ?? 0) / 60);
      taken.push(at);
      if (from >= START + MONTH_MS) expected.push(present);
      tell(at, present * Math.exp(LUCK * normal(random)));
    }
  }
  return expected.reduce((sum, each) => sum + each, 0) / expected.length;
}

function normalised(samples: readonly { publishedAt: Date; engagement: number }[]) {
  const sorted = samples.map(({ engagement }) => engagement).toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1;
  return samples.map(({ publishedAt, engagement }) => ({ publishedAt, engagement: engagement / median }));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
