// Posts that lost their hour: each gets a new one, or is told to have none, and keeps every limit beside what stands.
import { nextSlots } from "../../../agents/commands/schedule/next-slots.ts";
import { planSlots } from "../../../agents/domain/distribution/plan-slots.ts";
import { isQuietDay } from "../../../agents/domain/distribution/quiet-day.ts";
import { seededRandom } from "../../../agents/kernel/random.ts";
import type { ProofReport } from "../proof.ts";
import { judgeOf } from "./check.ts";
import { randomCalendar } from "./random-calendar.ts";

const FAILURES_TOLD = 20;
const LOST_SHARE = 0.3;
/** As far as a post is put off. */
const REACH_MS = 60 * 86_400_000;

export function proveReplans(seed: number, count: number): ProofReport {
  const figures = { replans: count, "posts kept": 0, "posts moved": 0, "posts without a place": 0 };
  const failures: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const seen = replanOnce(seed + number);
    figures["posts kept"] += seen.kept;
    figures["posts moved"] += seen.moved;
    figures["posts without a place"] += seen.unplaced;
    failures.push(...seen.faults.map((fault) => `replan ${number}: ${fault}`));
  }
  return { figures, failures: failures.slice(0, FAILURES_TOLD) };
}

function replanOnce(seed: number) {
  const calendar = randomCalendar(seed);
  const random = seededRandom(seed + 1);
  const { account, from, until } = calendar;
  const now = new Date(+from + Math.floor(random() * (+until - +from)));
  const posts = planSlots(calendar).slots.map(({ at }) => at);
  const lost = posts.filter(() => random() < LOST_SHARE);
  const kept = posts.filter((at) => !lost.includes(at));
  const slots = nextSlots({ ...account, taken: [...account.taken, ...kept] }, now, lost.length, random);

  const faults = slots.length > lost.length ? ["a post has two places"] : [];
  const judge = judgeOf({ ...calendar, from: now, until: new Date(+now + REACH_MS) });
  const times = [...kept, ...slots.map(({ at }) => at)].map(Number);
  for (const [index, { at }] of slots.entries()) {
    const others = times.toSpliced(kept.length + index, 1);
    for (const rule of judge.against(+at, others, (day) => isQuietDay(account.id, day)))
      faults.push(`${rule} is broken`);
  }
  return { kept: kept.length, moved: slots.length, unplaced: lost.length - slots.length, faults };
}
