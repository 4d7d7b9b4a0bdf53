// Which piece goes into which slot: no two neighbours nearly the same, and each format spread over the whole.
import { hashDistance, NEAR_DUPLICATE_BITS } from "../avatars/identity/curation.ts";

export interface OrderedPiece {
  readonly id: string;
  /** What it goes out as. */
  readonly format: string;
  readonly templateKey: string;
  readonly place: string | null;
  readonly outfit: string | null;
  /** 64 bits as 16 hex digits. */
  readonly perceptualHash: string | null;
}

export type AlikeReason = "template" | "picture" | "prompt" | "place" | "outfit";

export interface PieceOrder<Piece extends OrderedPiece> {
  readonly order: readonly Piece[];
  /** Neighbours that are nearly the same, for nothing else is left to put between them. */
  readonly alike: readonly {
    readonly before: string;
    readonly after: string;
    readonly reasons: readonly AlikeReason[];
  }[];
}

/** 0..1, of two pieces' prompts; where there are no embeddings, none is alike. */
export type PromptSimilarity<Piece> = (one: Piece, other: Piece) => number;

/** Prompts above this say the same scene in other words. Ours. */
const ALIKE_PROMPTS = 0.92;
/** From 1 on two pieces are nearly the same: any strong reason, or the same clothes in the same place. */
const WEIGHT: Readonly<Record<AlikeReason, number>> = { template: 1, picture: 1, prompt: 1, place: 0.5, outfit: 0.5 };
const NEARLY_THE_SAME = 1;
/** Against what a format out of its turn costs, which is about 1. */
const SAME_NEIGHBOUR_COST = 100;
const HALF_ALIKE_COST = 4;
const NEXT_BUT_ONE_COST = 2;
/** Pieces of a template there are many of go early, or they are left together at the end. */
const ABUNDANCE_GAIN = 6;
/** Where they are over half of what is left, nothing but their like before them keeps them from being next. */
const MUST_GO_GAIN = 50;

/** `recent` went out or will before them, latest last. The same pieces give the same order. */
export function orderPieces<Piece extends OrderedPiece>(
  pieces: readonly Piece[],
  recent: readonly OrderedPiece[],
  similarity: PromptSimilarity<OrderedPiece> = () => 0,
): PieceOrder<Piece> {
  const reasons = (one: OrderedPiece | undefined, other: OrderedPiece | undefined) =>
    one && other ? alikeReasons(one, other, similarity) : [];
  const likeness = (one: OrderedPiece | undefined, other: OrderedPiece | undefined) =>
    reasons(one, other).reduce((sum, reason) => sum + WEIGHT[reason], 0);
  const order = partTwins(inTurn(pieces, recent, likeness), recent.at(-1), likeness);
  const alike = order.flatMap((piece, index) => {
    const before = index === 0 ? recent.at(-1) : order[index - 1];
    if (!before || likeness(before, piece) < NEARLY_THE_SAME) return [];
    return [{ before: before.id, after: piece.id, reasons: reasons(before, piece) }];
  });
  return { order, alike };
}

type Likeness = (one: OrderedPiece | undefined, other: OrderedPiece | undefined) => number;

function alikeReasons(
  one: OrderedPiece,
  other: OrderedPiece,
  similarity: PromptSimilarity<OrderedPiece>,
): AlikeReason[] {
  const same = (left: string | null, right: string | null) => left !== null && left === right;
  const { perceptualHash: hash } = one;
  const found: Readonly<Record<AlikeReason, boolean>> = {
    template: one.templateKey === other.templateKey,
    picture:
      hash !== null && other.perceptualHash !== null && hashDistance(hash, other.perceptualHash) <= NEAR_DUPLICATE_BITS,
    prompt: similarity(one, other) >= ALIKE_PROMPTS,
    place: same(one.place, other.place),
    outfit: same(one.outfit, other.outfit),
  };
  return (Object.keys(found) as AlikeReason[]).filter((reason) => found[reason]);
}

/** One after the other, whichever costs least there. */
function inTurn<Piece extends OrderedPiece>(
  pieces: readonly Piece[],
  recent: readonly OrderedPiece[],
  likeness: Likeness,
): Piece[] {
  const totals = countBy(pieces, ({ format }) => format);
  const used = new Map<string, number>();
  const left = [...pieces];
  const order: Piece[] = [];
  while (left.length > 0) {
    const before = [...recent, ...order].slice(-2);
    const abundance = countBy(left, ({ templateKey }) => templateKey);
    const costs = left.map((piece) => {
      const step = pieces.length / (totals.get(piece.format) ?? 1);
      const like = abundance.get(piece.templateKey) ?? 0;
      const turn = ((used.get(piece.format) ?? 0) + 0.5) * step;
      return (
        neighbourCost(likeness(before.at(-1), piece)) +
        (likeness(before.at(-2), piece) >= NEARLY_THE_SAME && before.length > 1 ? NEXT_BUT_ONE_COST : 0) +
        (turn - order.length - 0.5) / step -
        (ABUNDANCE_GAIN * like) / left.length -
        (like > left.length / 2 ? MUST_GO_GAIN : 0)
      );
    });
    const [next] = left.splice(costs.indexOf(Math.min(...costs)), 1);
    if (!next) break;
    used.set(next.format, (used.get(next.format) ?? 0) + 1);
    order.push(next);
  }
  return order;
}

function neighbourCost(likeness: number): number {
  return likeness >= NEARLY_THE_SAME ? SAME_NEIGHBOUR_COST : likeness * HALF_ALIKE_COST;
}

/** Twins that were left together at the end change places with others, where that parts more than it joins. */
function partTwins<Piece extends OrderedPiece>(
  pieces: readonly Piece[],
  before: OrderedPiece | undefined,
  likeness: Likeness,
): Piece[] {
  let order = [...pieces];
  const at = (list: readonly Piece[], index: number) => (index < 0 ? before : list[index]);
  const twins = (list: readonly Piece[], indexes: readonly number[]) =>
    [...new Set(indexes)].filter((index) => likeness(at(list, index - 1), list[index]) >= NEARLY_THE_SAME).length;
  for (let index = 0; index < order.length; index += 1) {
    if (twins(order, [index]) === 0) continue;
    const better = order.findIndex((_, other) => {
      const touched = [index, index + 1, other, other + 1];
      return twins(swapped(order, index, other), touched) < twins(order, touched);
    });
    if (better >= 0) order = swapped(order, index, better);
  }
  return order;
}

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const first = items[one];
  const second = items[other];
  if (first === undefined || second === undefined) return [...items];
  return items.with(one, second).with(other, first);
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
