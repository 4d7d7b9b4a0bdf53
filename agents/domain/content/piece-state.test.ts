import { expect, test } from "vitest";
import { mayPieceMove, PIECE_MOVES, type PieceState, SETTLED_PIECE_STATES } from "./piece-state.ts";

const all = Object.keys(PIECE_MOVES) as PieceState[];

test("only an approved piece is published, only a ready one approved", () => {
  expect(all.filter((from) => mayPieceMove(from, "published"))).toEqual(["approved"]);
  expect(all.filter((from) => mayPieceMove(from, "approved"))).toEqual(["ready"]);
});

test("a rejected piece stays rejected, a failed one can be retried, an approval can be lost", () => {
  expect(PIECE_MOVES.rejected).toEqual([]);
  expect(mayPieceMove("failed", "planned")).toBe(true);
  expect(mayPieceMove("approved", "ready")).toBe(true);
  expect(SETTLED_PIECE_STATES).not.toContain("unknown");
});
