import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson, chainHash, GENESIS_HASH, verifyChain } from "./hash-chain.ts";

function chain(entries: readonly Record<string, unknown>[]) {
  let prevHash = GENESIS_HASH;
  return entries.map((entry) => {
    const row = { entry, prevHash, hash: chainHash(prevHash, entry) };
    prevHash = row.hash;
    return row;
  });
}

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
  expect(canonicalJson({ at: new Date("2026-11-24T00:00:00Z") })).toBe('{"at":"2026-11-24T00:00:00.000Z"}');
  expect(() => canonicalJson({ n: Number.NaN })).toThrow(TypeError);
});

test("the hash is sha256 over the former hash, a line break and the row", () => {
  const expected = createHash("sha256").update(`${GENESIS_HASH}\n{"seq":1}`).digest("hex");
  expect(chainHash(GENESIS_HASH, { seq: 1 })).toBe(expected);
});

test("a changed, a missing and a swapped row show", () => {
  const rows = chain([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
  const [first, second, third] = rows;
  if (!first || !second || !third) throw new Error("three rows expected");
  expect(verifyChain(rows)).toEqual({ intact: true, count: 3 });
  expect(verifyChain([])).toEqual({ intact: true, count: 0 });
  expect(verifyChain([first, { ...second, entry: { seq: 9 } }, third])).toEqual({
    intact: false,
    index: 1,
    fault: "changed_row",
  });
  expect(verifyChain([first, third])).toEqual({ intact: false, index: 1, fault: "broken_link" });
  expect(verifyChain([second, first, third])).toEqual({ intact: false, index: 0, fault: "broken_link" });
});
