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
  /** Posts that were wanted, and no approved piece for them that an account takes. */
  readonly piecesMissing: number;
  /** Posts there is a piece for, and no hour. */
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
  const { hours, limits, room } = openHours(accounts, pieces, wish);
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
  const piecesMissing = wish.posts - room + hours.length - posts.length;
  return { posts, piecesMissing, hoursMissing: room - hours.length, limits };
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

/** Shared out evenly among accounts that take what there is; what one has no room for, the others take. */
function openHours(
  accounts: readonly CalendarAccount[],
  pieces: readonly PostablePiece[],
  { from, until, posts, random }: WeekWish,
) {
  const hours: OpenHour[] = [];
  const limits: Partial<Record<SlotLimit, number>> = {};
  const suited = new Map(accounts.map((account) => [account, pieces.filter((piece) => suits(piece, account)).length]));
  const room = Math.min(
    posts,
    [...suited.values()].reduce((sum, count) => sum + count, 0),
  );
  let left = room;
  for (const [index, account] of accounts.entries()) {
    const share = Math.ceil(left / (accounts.length - index));
    const wanted = Math.min(share, suited.get(account) ?? 0);
    if (wanted === 0) continue;
    const plan = planSlots({ account: account.slots, from, until, wanted, random });
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
    const wanted = Math.min(left, (suited.get(account) ?? 0) - own.length);
    if (wanted <= 0) continue;
    const more = planSlots({ account: slots, from, until, wanted, random }).slots;
    left -= more.length;
    hours.push(...more.map(({ at }) => ({ account, at })));
  }
  hours.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { hours, limits, room };
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
