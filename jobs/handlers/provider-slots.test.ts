import { expect, it } from "vitest";
import { createProviderSlots } from "./provider-slots.ts";

/** Work that ends when it is told. */
function work() {
  const told: { leave: () => void; end: (result: string) => void }[] = [];
  const run = (leave: () => void) => new Promise<string>((end) => told.push({ leave, end }));
  return { told, run };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

it("lets so many work at each provider at once, and the next in when one is done", async () => {
  const slots = createProviderSlots(2);
  const { told, run } = work();
  const all = Array.from({ length: 3 }, () => slots.at("one", run));
  const other = slots.at("other", run);
  await turn();
  expect(told).toHaveLength(3);
  told[0]?.end("a");
  expect(await all[0]).toBe("a");
  await turn();
  expect(told).toHaveLength(4);
  for (const { end } of told) end("b");
  expect(await Promise.all([...all, other])).toEqual(["a", "b", "b", "b"]);
});

it("lets the next in when one has left, whose result still counts; a failure leaves too", async () => {
  const slots = createProviderSlots(1);
  const { told, run } = work();
  const first = slots.at("one", run);
  const second = slots.at("one", async () => await Promise.reject(new Error("no")));
  const third = slots.at("one", async () => "third");
  await turn();
  told[0]?.leave();
  await expect(second).rejects.toThrow("no");
  expect(await third).toBe("third");
  told[0]?.end("first");
  expect(await first).toBe("first");
});
