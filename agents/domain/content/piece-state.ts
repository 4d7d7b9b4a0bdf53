// The life of a piece as data: which state may follow which (domain 3).

export type PieceState =
  | "planned"
  | "generating"
  | "unknown"
  | "held"
  | "ready"
  | "approved"
  | "rejected"
  | "failed"
  | "published";

/**
 * `generating -> planned`: the attempt certainly never began. `unknown`: a paid attempt whose answer was lost; it is looked
 * up, never blindly repeated. `held`: no verdict yet, or taken down. `approved -> ready`: the content changed, so the
 * approval is gone. `failed -> planned`: retried by an operator.
 */
export const PIECE_MOVES: Readonly<Record<PieceState, readonly PieceState[]>> = {
  planned: ["generating", "failed", "rejected"],
  generating: ["planned", "unknown", "held", "ready", "rejected", "failed"],
  unknown: ["planned", "generating", "held", "ready", "rejected", "failed"],
  held: ["ready", "rejected", "failed"],
  ready: ["approved", "held", "rejected"],
  approved: ["ready", "held", "rejected", "published"],
  rejected: [],
  failed: ["planned", "rejected"],
  published: ["held"],
};

/** Nothing more happens to these by themselves: a batch with only such pieces is complete. */
export const SETTLED_PIECE_STATES: readonly PieceState[] = [
  "held",
  "ready",
  "approved",
  "rejected",
  "failed",
  "published",
];

export function mayPieceMove(from: PieceState, to: PieceState): boolean {
  return PIECE_MOVES[from].includes(to);
}
