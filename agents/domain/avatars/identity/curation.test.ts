import { expect, test } from "vitest";
import { seededRandom } from "../../../kernel/random.ts";
import { curate, type DatasetPicture, hashDistance, NEAR_DUPLICATE_BITS } from "./curation.ts";
import { planDataset } from "./dataset-plan.ts";

const shots = planDataset(50, seededRandom(1)).filter(({ angle }) => angle === "front view" || angle === "looking up");
const random = seededRandom(5);
const hash = () => Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join("");
const picture = (id: string, more: Partial<DatasetPicture> = {}): DatasetPicture => {
  const [shot] = shots;
  if (!shot) throw new Error("no shot");
  return { id, shot, hash: hash(), similarity: 0.8, examined: true, ...more };
};
const flipped = (of: string, bits: number) =>
  (BigInt(`0x${of}`) ^ ((1n << BigInt(bits)) - 1n)).toString(16).padStart(16, "0");

test("of near-duplicates the one most like the reference stays, whatever the order", () => {
  const base = hash();
  const pictures = [
    picture("a", { hash: base, similarity: 0.7 }),
    picture("b", { hash: flipped(base, NEAR_DUPLICATE_BITS), similarity: 0.9 }),
  ];
  for (const some of [pictures, pictures.toReversed()]) {
    expect(curate(some, 0.5).pictures).toEqual(
      some.map(({ id }) =>
        id === "b"
          ? { id, kept: true, reason: null, twin: null }
          : { id, kept: false, reason: "near_duplicate", twin: "b" },
      ),
    );
  }
  const apart = [picture("a", { hash: base }), picture("c", { hash: flipped(base, NEAR_DUPLICATE_BITS + 1) })];
  expect(curate(apart, 0.5).pictures.every(({ kept }) => kept)).toBe(true);
});

test("what an earlier round kept stays, however like her a later twin is", () => {
  const base = hash();
  const [shot] = shots;
  if (!shot) throw new Error("no shot");
  const pictures = [
    picture("later", { hash: base, similarity: 0.99, shot: { ...shot, again: { place: 4, round: 1 } } }),
    picture("kept", { hash: base, similarity: 0.6 }),
  ];
  expect(curate(pictures, 0.5).pictures).toEqual([
    { id: "later", kept: false, reason: "near_duplicate", twin: "kept" },
    { id: "kept", kept: true, reason: null, twin: null },
  ]);
});

test("somebody else and nobody are left out; unexamined pictures and hidden faces are not blamed", () => {
  const over = planDataset(50, seededRandom(1)).find(({ angle }) => angle === "over the shoulder view");
  const { pictures, coverage } = curate(
    [
      picture("like"),
      picture("other", { similarity: 0.3 }),
      picture("nobody", { similarity: null }),
      picture("unexamined", { similarity: null, examined: false }),
      picture("from_behind", { similarity: null, ...(over ? { shot: over } : {}) }),
    ],
    0.55,
  );
  expect(pictures.map(({ reason }) => reason)).toEqual([null, "not_like", "no_face", null, null]);
  expect(coverage).toMatchObject({
    kept: 3,
    dropped: { not_like: 1, no_face: 1 },
    meanSimilarity: 0.8,
    warnings: ["lopsided", "few"],
  });
});

test("hashes differ by bits", () => {
  expect(hashDistance("0000000000000000", "ffffffffffffffff")).toBe(64);
  expect(() => hashDistance("xyz", "0000000000000000")).toThrow(RangeError);
});
