// After an account paused or a post failed: what still fits stays where it is, the rest moves as little as it can.
import type { Random } from "../../kernel/random.ts";
import { dayName, localClock, minuteOf } from "./local-clock.ts";
import { planSlots } from "./plan-slots.ts";
import type { Slot, SlotAccount, SlotPlan } from "./slot-plan.ts";

export interface PlannedPost {
  readonly id: string;
  readonly accountId: string;
  readonly at: Date;
  /** Out, or on its way: it stays. */
  readonly settled: boolean;
}

export type ReplanChange =
  /** `until` null: nobody knows for how long. */
  | { readonly kind: "account_paused"; readonly accountId: string; readonly until: Date | null }
  /** It did not go out at its time and shall go out later. */
  | { readonly kind: "post_failed"; readonly postId: string }
  | { readonly kind: "post_cancelled"; readonly postId: string };

export interface ReplanRequest {
  readonly posts: readonly PlannedPost[];
  /** `taken` has no post of the plan; a quiet stretch of theirs moves what was planned in it. */
  readonly accounts: readonly SlotAccount[];
  readonly changes: readonly ReplanChange[];
  readonly now: Date;
  /** Behind the last moment a post may move to. */
  readonly until: Date;
  readonly random: Random;
}

export type MoveReason = "account_paused" | "post_failed" | "quiet_stretch";

export interface Replan {
  readonly kept: readonly PlannedPost[];
  readonly moved: readonly { readonly post: PlannedPost; readonly slot: Slot; readonly because: MoveReason }[];
  readonly unplaced: readonly {
    readonly post: PlannedPost;
    readonly because: MoveReason;
    /** Empty where the account is paused with no end, or not among the accounts. */
    readonly limits: SlotPlan["limits"];
  }[];
  readonly dropped: readonly PlannedPost[];
}

/** A post looks this many days ahead for a place, then as far again, so that it lands near where it was. */
const REACH_DAYS = [1, 3, 7, 14] as const;
const DAY_MS = 86_400_000;

export function replan(request: ReplanRequest): Replan {
  const { posts, changes } = request;
  const inOrder = posts.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const isDropped = ({ id, settled }: PlannedPost) =>
    !settled && changes.some((change) => change.kind === "post_cancelled" && change.postId === id);
  const standing = inOrder.filter((post) => !isDropped(post));
  const reasons = new Map(standing.map((post) => [post, whyMove(post, request)]));
  const kept = standing.filter((post) => !reasons.get(post));
  const moved: { post: PlannedPost; slot: Slot; because: MoveReason }[] = [];
  const unplaced: { post: PlannedPost; because: MoveReason; limits: SlotPlan["limits"] }[] = [];
  /** Accounts that are full up to the end: nobody looks again. */
  const full = new Map<string, SlotPlan["limits"]>();
  for (const [post, because] of reasons) {
    if (!because) continue;
    const known = full.get(post.accountId);
    const found = known ? { limits: known } : placeFor(post, [...kept, ...moved.map(atItsSlot)], request);
    if ("slot" in found) moved.push({ post, slot: found.slot, because });
    else {
      full.set(post.accountId, found.limits);
      unplaced.push({ post, because, limits: found.limits });
    }
  }
  return { kept, moved, unplaced, dropped: inOrder.filter(isDropped) };
}

function atItsSlot({ post, slot }: Pick<Replan["moved"][number], "post" | "slot">): PlannedPost {
  return { ...post, at: slot.at };
}

function whyMove(post: PlannedPost, { accounts, changes }: ReplanRequest): MoveReason | null {
  if (post.settled) return null;
  if (changes.some((change) => change.kind === "post_failed" && change.postId === post.id)) return "post_failed";
  const end = pauseEnd(post.accountId, changes);
  if (end === null || post.at.getTime() < end) return "account_paused";
  const account = accounts.find(({ id }) => id === post.accountId);
  if (!account) return null;
  const day = dayName(localClock(account.timeZone).dayOf(minuteOf(post.at)));
  return account.quiet.some(({ from, to }) => day >= from && day <= to) ? "quiet_stretch" : null;
}

/** null: it has no end; 0: there is no pause. */
function pauseEnd(accountId: string, changes: readonly ReplanChange[]): number | null {
  const ends = changes.flatMap((change) =>
    change.kind === "account_paused" && change.accountId === accountId ? [change.until?.getTime() ?? null] : [],
  );
  return ends.includes(null) ? null : Math.max(0, ...ends.map(Number));
}

type Place = { readonly slot: Slot } | { readonly limits: SlotPlan["limits"] };

function placeFor(post: PlannedPost, standing: readonly PlannedPost[], request: ReplanRequest): Place {
  const account = request.accounts.find(({ id }) => id === post.accountId);
  const paused = pauseEnd(post.accountId, request.changes);
  if (!account || paused === null) return { limits: {} };
  const taken = standing.filter(({ accountId }) => accountId === post.accountId).map(({ at }) => at);
  const earliest = Math.max(request.now.getTime(), paused);
  const start = Math.max(earliest, post.at.getTime());
  const end = request.until.getTime();
  const ranges = [
    ...REACH_DAYS.map((days) => [start, Math.min(end, start + days * DAY_MS)] as const),
    [earliest, end] as const,
  ];
  let limits: SlotPlan["limits"] = {};
  for (const [from, until] of ranges) {
    const plan = planSlots({
      account: { ...account, taken: [...account.taken, ...taken] },
      from: new Date(from),
      until: new Date(until),
      wanted: 1,
      random: request.random,
    });
    const [slot] = plan.slots;
    if (slot) return { slot };
    limits = plan.limits;
  }
  return { limits };
}
