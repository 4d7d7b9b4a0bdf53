import { expect, test } from "vitest";
import { packedRows, unpackedRows } from "./sparse-rows.ts";

const WIDTH = 3;

test.each([
  ["nothing", []],
  ["neighbours", [0, 1, 2]],
  ["gaps about one byte's length", [254, 509, 510, 766, 1_022]],
  ["the last row after a long gap", [1_999]],
])("a table comes back as it was: %s", (_name, rows) => {
  const table = new Int8Array(2_000 * WIDTH);
  for (const row of rows) table.set([-128, 127, row % 7], row * WIDTH);
  expect(unpackedRows(packedRows(table, WIDTH), 2_000, WIDTH)).toEqual(table);
});

test("rows of another table are refused", () => {
  const table = new Int8Array(2_000 * WIDTH).fill(1, 1_999 * WIDTH);
  expect(() => unpackedRows(packedRows(table, WIDTH), 1_999, WIDTH)).toThrow("not of a table of this size");
  expect(() => unpackedRows(packedRows(table, WIDTH), 2_000, WIDTH + 1)).toThrow("not of a table of this size");
});
