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

test("what comes at one moment, or while a run is under way, goes together", async () => {
  const { runs, call } = recorded(upper);
  expect(await Promise.all(["a", "b", "c", "d", "e"].map(call))).toEqual(["A", "B", "C", "D", "E"]);
  const first = call("f");
  await null;
  expect(await Promise.all([first, call("g"), call("h")])).toEqual(["F", "G", "H"]);
  expect(runs).toEqual(["abc", "de", "f", "gh"]);
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
  expect(runs).toEqual(["abx", "a", "b", "x", "c"]);
});
