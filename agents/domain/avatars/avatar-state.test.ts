import { expect, test } from "vitest";
import { AVATAR_MOVES, type AvatarState, mayMakeContent, mayMove, needsIdentityBefore } from "./avatar-state.ts";

const all = Object.keys(AVATAR_MOVES) as AvatarState[];

test("the main path is open, step by step and not by leaps", () => {
  const path: AvatarState[] = ["draft", "face_ready", "dataset_ready", "training", "trained", "validated", "active"];
  for (const [index, from] of path.entries()) {
    const next = path[index + 1];
    if (next) expect(mayMove(from, next)).toBe(true);
  }
  expect(mayMove("draft", "active")).toBe(false);
  expect(mayMove("face_ready", "validated")).toBe(true);
});

test("retired is the end and no state moves to itself", () => {
  expect(all.some((to) => mayMove("retired", to))).toBe(false);
  expect(all.some((state) => mayMove(state, state))).toBe(false);
  expect(mayMove("paused", "active")).toBe(true);
});

test("real pictures need the identity, previews do not, a paused avatar makes nothing", () => {
  expect(all.filter((state) => mayMakeContent(state, false))).toEqual([needsIdentityBefore, "active"]);
  expect(all.filter((state) => !mayMakeContent(state, true))).toEqual(["paused", "retired"]);
});
