import { expect, test } from "vitest";
import { gather } from "./gather.ts";

function recorded(run: (items: readonly string[]) => readonly string[]) {
  const runs: string[] = [];
  const call = gather(async (items: readonly string[]) => {
    runs.push(items.join(""));
    return run(items);
  }, 3);
  return { runs, call };
}

const upper = (items: readonly string[]) => items.map((item) => item.toUpperCase());

test("the first goes at once and alone, what comes meanwhile goes together", async () => {
  const { runs, call } = recorded(upper);
  expect(await Promise.all(["a", "b", "c", "d", "e"].map(call))).toEqual(["A", "B", "C", "D", "E"]);
  expect(runs).toEqual(["a", "bcd", "e"]);
  expect(await call("f")).toBe("F");
});

test("one that fails takes nobody along", async () => {
  const { runs, call } = recorded((items) => {
    if (items.includes("x")) throw new Error("x is bad");
    return upper(items);
  });
  const settled = await Promise.allSettled(["a", "b", "x", "c"].map(call));
  expect(settled.map((each) => (each.status === "fulfilled" ? each.value : each.reason.message))).toEqual([
    "A",
    "B",
    "x is bad",
    "C",
  ]);
  expect(runs).toEqual(["a", "bxc", "b", "x", "c"]);
});
