import { expect, test } from "vitest";
import { facesOfClip, type GateRequest, judgeFaces } from "./identity-gate.ts";

const usual: GateRequest = {
  faces: { similarity: 0.8, apparentAge: 31 },
  hasReference: true,
  threshold: 0.55,
  tier: "safe",
  synthetic: false,
};
const holds = (more: Partial<GateRequest>) => judgeFaces({ ...usual, ...more }).holds;

test("a picture of the avatar, looking like an adult, passes", () => expect(holds({})).toEqual([]));

test("one that shows somebody else, or nobody, waits for a person", () => {
  expect(holds({ faces: { similarity: 0.54, apparentAge: 31 } })).toEqual(["likeness"]);
  expect(holds({ faces: { similarity: null, apparentAge: null } })).toEqual(["no_face"]);
  expect(holds({ faces: { similarity: null, apparentAge: null }, hasReference: false })).toEqual([]);
});

test("who looks under 25 is looked at, who looks under 18 is blocked; a drawing has no age", () => {
  const looking = (apparentAge: number, synthetic = false) =>
    judgeFaces({ ...usual, faces: { similarity: 0.8, apparentAge }, synthetic });
  expect(looking(24.9)).toEqual({ minorAppearance: false, holds: ["looks_young"] });
  expect(looking(17.9)).toEqual({ minorAppearance: true, holds: [] });
  expect(looking(12, true)).toEqual({ minorAppearance: false, holds: [] });
});

test("what was not examined is not taken for good", () => {
  expect(holds({ faces: null })).toEqual(["likeness"]);
  expect(holds({ faces: null, hasReference: false })).toEqual([]);
  expect(holds({ faces: null, hasReference: false, tier: "suggestive" })).toEqual(["age_not_examined"]);
});

test("a clip is as like as its faces on average, as young as its youngest, and not examined when a moment was not", () => {
  const moment = (similarity: number | null, apparentAge: number | null) => ({ similarity, apparentAge });
  expect(facesOfClip([moment(0.9, 30), moment(null, null), moment(0.3, 17)])).toEqual(moment(0.6, 17));
  expect(facesOfClip([moment(null, null), moment(null, null)])).toEqual(moment(null, null));
  expect(facesOfClip([moment(0.9, 30), null])).toBeNull();
});
