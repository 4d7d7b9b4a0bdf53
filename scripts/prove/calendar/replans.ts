// Plans after something happened: what had no reason to move stands, and what moved keeps every limit beside it.
import { planSlots } from "../../../agents/domain/distribution/plan-slots.ts";
import { isQuietDay } from "../../../agents/domain/distribution/quiet-day.ts";
import { type PlannedPost, type ReplanChange, replan } from "../../../agents/domain/distribution/replan.ts";
import { seededRandom } from "../../../agents/kernel/random.ts";
import type { ProofReport } from "../proof.ts";
import { judgeOf } from "./check.ts";
import { randomCalendar } from "./random-calendar.ts";

const FAILURES_TOLD = 20;

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
  const moment = () => new Date(+from + Math.floor(random() * (+until - +from)));
  const now = moment();
  const posts = planSlots(calendar).slots.map(
    ({ at }, index): PlannedPost => ({
      id: `p${index}`,
      accountId: account.id,
      at,
      settled: at < now && random() < 0.9,
    }),
  );
  const failed = new Set(posts.filter(({ settled }) => !settled && random() < 0.2).map(({ id }) => id));
  const cancelled = new Set(posts.filter(({ id }) => !failed.has(id) && random() < 0.1).map(({ id }) => id));
  const pausedUntil = random() < 0.5 ? moment() : new Date(0);
  const changes: ReplanChange[] = [
    ...[...failed].map((postId) => ({ kind: "post_failed" as const, postId })),
    ...[...cancelled].map((postId) => ({ kind: "post_cancelled" as const, postId })),
    { kind: "account_paused", accountId: account.id, until: pausedUntil },
  ];
  const { kept, moved, unplaced, dropped } = replan({ posts, accounts: [account], changes, now, until, random });

  const faults: string[] = [];
  const mayStay = ({ id, at, settled }: PlannedPost) =>
    settled || (!failed.has(id) && !cancelled.has(id) && at >= pausedUntil);
  const staying = posts.filter(mayStay);
  if (kept.length !== staying.length || !staying.every((post) => kept.includes(post)))
    faults.push("a post moved for nothing");
  if (kept.length + moved.length + unplaced.length + dropped.length !== posts.length) faults.push("a post is lost");
  const judge = judgeOf({ ...calendar, from: new Date(Math.max(+now, +pausedUntil)) });
  const times = [...kept.map(({ at }) => +at), ...moved.map(({ slot }) => +slot.at)];
  for (const [index, { slot }] of moved.entries()) {
    const others = times.toSpliced(kept.length + index, 1);
    for (const rule of judge.against(+slot.at, others, (day) => isQuietDay(account.id, day)))
      faults.push(`${rule} is broken`);
  }
  return { kept: kept.length, moved: moved.length, unplaced: unplaced.length, faults };
}
