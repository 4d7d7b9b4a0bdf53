// Which piece goes out on which account, and when: hours by the scheduler, pieces so that none is like the one before it.
import { orderPieces } from "../../domain/distribution/order-pieces.ts";
import { planSlots } from "../../domain/distribution/plan-slots.ts";
import type { SlotLimit } from "../../domain/distribution/slot-plan.ts";
import type { Random } from "../../kernel/random.ts";
import { type CalendarAccount, orderedPiece } from "./calendar-accounts.ts";
import { isOnAnyAccount, type PostablePiece, suits } from "./postable-pieces.ts";

export interface PlannedPost {
  readonly piece: PostablePiece;
  readonly account: CalendarAccount["row"];
  readonly at: Date;
}

export interface WeekPlan {
  /** In order of time. */
  readonly posts: readonly PlannedPost[];
  /** Hours that were free, and no approved piece for them. */
  readonly piecesMissing: number;
  /** Posts that were wanted, and no hour for them. */
  readonly hoursMissing: number;
  readonly limits: Readonly<Partial<Record<SlotLimit, number>>>;
}

interface WeekWish {
  readonly from: Date;
  readonly until: Date;
  readonly posts: number;
  readonly random: Random;
}

interface OpenHour {
  readonly account: CalendarAccount;
  readonly at: Date;
}

export function planWeek(
  accounts: readonly CalendarAccount[],
  pieces: readonly PostablePiece[],
  wish: WeekWish,
): WeekPlan {
  const { hours, limits } = openHours(accounts, wish);
  const chosen: PlannedPost[] = [];
  const lastOn = new Map<string, string>();
  const used = new Map<string, Set<string>>();
  for (const { account, at } of hours) {
    const piece = choosePiece(account, pieces, used, lastOn.get(account.row.id));
    if (!piece) continue;
    lastOn.set(account.row.id, piece.templateKey);
    used.set(piece.id, (used.get(piece.id) ?? new Set()).add(account.row.id));
    chosen.push({ piece, account: account.row, at });
  }
  const posts = accounts.flatMap((account) => inGoodOrder(account, chosen));
  posts.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { posts, piecesMissing: hours.length - posts.length, hoursMissing: wish.posts - hours.length, limits };
}

/** An account's hours stay, its pieces change places: none beside one nearly the same, formats spread over the whole. */
function inGoodOrder({ row, recent }: CalendarAccount, posts: readonly PlannedPost[]): readonly PlannedPost[] {
  const own = posts.filter(({ account }) => account.id === row.id);
  const { order } = orderPieces(
    own.map(({ piece }) => ({ ...orderedPiece(piece), piece })),
    recent,
  );
  return own.map((post, index) => ({ ...post, piece: order[index]?.piece ?? post.piece }));
}

/** Shared out evenly; what one account has no room for, the others take. */
function openHours(accounts: readonly CalendarAccount[], { from, until, posts, random }: WeekWish) {
  const hours: OpenHour[] = [];
  const limits: Partial<Record<SlotLimit, number>> = {};
  let left = posts;
  for (const [index, account] of accounts.entries()) {
    const plan = planSlots({
      account: account.slots,
      from,
      until,
      wanted: Math.ceil(left / (accounts.length - index)),
      random,
    });
    left -= plan.slots.length;
    hours.push(...plan.slots.map(({ at }) => ({ account, at })));
    for (const [limit, days] of Object.entries(plan.limits)) {
      limits[limit as SlotLimit] = Math.max(limits[limit as SlotLimit] ?? 0, days);
    }
  }
  for (const account of accounts) {
    if (left === 0) break;
    const own = hours.filter((hour) => hour.account === account).map(({ at }) => at);
    const slots = { ...account.slots, taken: [...account.slots.taken, ...own] };
    const more = planSlots({ account: slots, from, until, wanted: left, random }).slots;
    left -= more.length;
    hours.push(...more.map(({ at }) => ({ account, at })));
  }
  hours.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { hours, limits };
}

/** Shown nowhere yet before shown elsewhere, another template than the last before the same, the oldest first. */
function choosePiece(
  account: CalendarAccount,
  pieces: readonly PostablePiece[],
  used: ReadonlyMap<string, ReadonlySet<string>>,
  last: string | undefined,
): PostablePiece | undefined {
  const cost = (piece: PostablePiece) =>
    (used.has(piece.id) || isOnAnyAccount(piece) ? 2 : 0) + (piece.templateKey === last ? 1 : 0);
  let best: PostablePiece | undefined;
  for (const piece of pieces) {
    if (used.get(piece.id)?.has(account.row.id) || !suits(piece, account)) continue;
    if (!best || cost(piece) < cost(best)) best = piece;
  }
  return best;
}
