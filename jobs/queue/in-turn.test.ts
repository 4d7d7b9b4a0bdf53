import { expect, test } from "vitest";
import { elsewhere } from "../../agents/kernel/elsewhere.ts";
import { InTurn } from "./in-turn.ts";

const never = { timers: { every: () => () => undefined }, lagMs: () => 0 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

function held() {
  let end: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}

test("so many at a time, in the order of the calls, whatever becomes of those before", async () => {
  const turns = new InTurn(2, never);
  const gates = [held(), held(), held(), held()];
  const begun: number[] = [];
  const works = gates.map((gate, index) =>
    turns.run(async () => {
      begun.push(index);
      await gate.promise;
      if (index === 0) throw new Error("no");
      return index;
    }),
  );
  const ends = Promise.allSettled(works);
  expect(begun).toEqual([0, 1]);
  gates[0]?.end();
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  for (const gate of gates) gate.end();
  expect((await ends).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test("who waits for a model gives his turn to the next", async () => {
  const turns = new InTurn(1, never);
  const model = held();
  const first = turns.run(() => elsewhere(() => model.promise));
  await expect(turns.run(async () => "second")).resolves.toBe("second");
  model.end();
  await first;
});

test("while the process lags fewer are begun", async () => {
  let look: () => void = () => undefined;
  const every = (_ms: number, action: () => void) => {
    look = action;
    return () => undefined;
  };
  const turns = new InTurn(4, { timers: { every }, lagMs: () => 1_000 });
  look();
  look();
  const gates = [held(), held()];
  let begun = 0;
  const works = gates.map((gate) =>
    turns.run(async () => {
      begun += 1;
      await gate.promise;
    }),
  );
  expect(begun).toBe(1);
  for (const gate of gates) gate.end();
  await Promise.all(works);
  expect(begun).toBe(2);
});
