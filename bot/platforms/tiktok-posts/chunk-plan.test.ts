import { expect, it } from "vitest";
import { CHUNK_BYTES, chunkRange, planChunks } from "./chunk-plan.ts";

const MIB = 1024 * 1024;
const lastOf = (size: number) => {
  const plan = planChunks(size);
  const { start, end } = chunkRange(plan, plan.count - 1);
  return end - start;
};

it.each([
  [1, 1, 1],
  [4_999_999, 1, 4_999_999],
  [5 * MIB, 1, 5 * MIB],
  [20 * MIB - 1, 1, 20 * MIB - 1],
  [20 * MIB, 2, 10 * MIB],
  [60_000_000, 5, 60_000_000 - 4 * CHUNK_BYTES],
  // As published: one byte more than 64 MiB.
  [67_108_865, 6, 14_680_065],
  [4 * 1024 * MIB, 409, 4 * 1024 * MIB - 408 * CHUNK_BYTES],
])("%i bytes go in %i chunks, the last of %i bytes", (size, count, last) => {
  const plan = planChunks(size);
  expect(plan.count).toBe(count);
  expect(lastOf(size)).toBe(last);
  expect(plan.count).toBe(Math.floor(size / plan.chunkSize));
});

it("covers every byte once, in order", () => {
  const plan = planChunks(67_108_865);
  const ranges = Array.from({ length: plan.count }, (_, index) => chunkRange(plan, index));
  expect(ranges[0]?.start).toBe(0);
  expect(ranges.at(-1)?.end).toBe(67_108_865);
  for (const [index, range] of ranges.entries()) if (index > 0) expect(range.start).toBe(ranges[index - 1]?.end);
});

it("never holds more than two chunks, and never cuts smaller than 5 MB or in more than a thousand", () => {
  for (let size = 5 * MIB; size <= 4 * 1024 * MIB; size += 7_654_321) {
    const { chunkSize, count } = planChunks(size);
    expect(lastOf(size)).toBeLessThan(2 * CHUNK_BYTES);
    expect(chunkSize).toBeGreaterThanOrEqual(5 * MIB);
    expect(count).toBeLessThanOrEqual(1_000);
  }
});
