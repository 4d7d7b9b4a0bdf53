import { expect, test } from "vitest";
import { adaptConcurrency } from "./adaptive-concurrency.ts";

function adapted(concurrency: number) {
  const worker = { concurrency };
  let look: () => void = () => undefined;
  let lag = 0;
  let isEnded = false;
  const end = adaptConcurrency(worker, {
    lagMs: () => lag,
    timers: {
      every: (_ms, action) => {
        look = action;
        return () => {
          isEnded = true;
        };
      },
    },
  });
  const after = (lagMs: number) => {
    lag = lagMs;
    look();
    return worker.concurrency;
  };
  return { after, end, isEnded: () => isEnded };
}

test("a process that lags halves its jobs down to one, and wins them back one by one", () => {
  const { after } = adapted(20);
  expect([40, 40, 40, 40, 40].map(after)).toEqual([10, 5, 2, 1, 1]);
  expect([10, 1, 1].map(after)).toEqual([1, 2, 3]);
});

test("never more than it began with, never none", () => {
  expect([0, 0].map(adapted(3).after)).toEqual([3, 3]);
  expect([99, 99].map(adapted(1).after)).toEqual([1, 1]);
});

test("ends when told to", () => {
  const { end, isEnded } = adapted(5);
  end();
  expect(isEnded()).toBe(true);
});
