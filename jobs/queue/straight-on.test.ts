import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { z } from "zod";
import { createRecordingQueue } from "../../agents/commands/testing/recording-queue.ts";
import { elsewhere } from "../../agents/kernel/elsewhere.ts";
import { silentLogger } from "../../agents/kernel/log.ts";
import { defineWorkOrder } from "../../agents/work-orders/work-order.ts";
import { defineHandler, type JobRun } from "../handlers/handler.ts";
import { StraightOnQueue } from "./straight-on.ts";

const answer = defineWorkOrder({
  ...{ name: "test.answer", queue: "conversation", attempts: 3, backoffMs: 500 },
  payload: z.object({ id: z.string() }),
  dedupe: ({ id }) => id,
});
const other = defineWorkOrder({ ...answer, name: "test.other" });

interface Started {
  readonly id: string;
  readonly job: JobRun;
  end(): void;
  fail(error: Error): void;
}

interface Options {
  readonly concurrency?: number;
  readonly isBusy?: () => boolean;
  /** Instead of waiting for the test. */
  readonly work?: (id: string) => Promise<void>;
}

/** Runs end when the test says so, and time passes when it says so. */
function straightOn({ concurrency = 5, isBusy = () => false, work }: Options = {}) {
  const inner = createRecordingQueue();
  const queue = new StraightOnQueue(inner);
  const started: Started[] = [];
  const timers = new Map<() => void, number>();
  const handler = defineHandler(answer, (_context: unknown, { id }, job) => {
    const held = new Promise<void>((end, fail) => started.push({ id, job, end, fail }));
    return work ? work(id) : held;
  });
  queue.start({
    ...{ handler, context: { log: silentLogger }, concurrency, isBusy, lagMs: () => 0 },
    timers: {
      every: () => () => undefined,
      after: (delayMs, action) => {
        timers.set(action, delayMs);
        return () => timers.delete(action);
      },
    },
  });
  const passTime = () => {
    for (const action of [...timers.keys()]) {
      timers.delete(action);
      action();
    }
  };
  return { queue, inner, started, timers, passTime, ids: () => started.map(({ id }) => id) };
}

/** What an ended run sets going. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what is due is run here and needs no job; what is due much later, or is another's, is one", async () => {
  const { queue, inner, ids } = straightOn();
  await queue.add(answer, { id: "now" });
  await queue.add(answer, { id: "tomorrow" }, { delayMs: 86_400_000 });
  await queue.add(other, { id: "other" });
  await queue.addAll(answer, [{ id: "late" }]);
  expect(ids()).toEqual(["now", "late"]);
  expect(inner.jobs.map(({ payload }) => payload)).toEqual([{ id: "tomorrow" }, { id: "other" }]);
});

test("one run of a key at a time, and once more for what was asked meanwhile", async () => {
  const { queue, started, ids, passTime } = straightOn();
  await queue.add(answer, { id: "a" }, { delayMs: 400 });
  await queue.add(answer, { id: "a" }, { delayMs: 400 });
  expect(ids()).toEqual([]);
  passTime();
  await queue.add(answer, { id: "a" });
  await queue.add(answer, { id: "a" });
  expect(ids()).toEqual(["a"]);
  started[0]?.end();
  await settled();
  expect(ids()).toEqual(["a", "a"]);
  started[1]?.end();
  await settled();
  expect(ids()).toHaveLength(2);
});

test("a run that wants to come back does, and one that fails becomes a job with attempts of its own", async () => {
  const { queue, inner, started, ids, timers, passTime } = straightOn();
  await queue.add(answer, { id: "a" });
  await started[0]?.job.moveToDelayed(700).catch((error) => started[0]?.fail(error));
  await settled();
  expect([...timers.values()]).toEqual([700]);
  passTime();
  expect(ids()).toEqual(["a", "a"]);
  started[1]?.fail(new Error("the model is away"));
  await settled();
  expect(inner.jobs).toEqual([
    { order: answer.name, queue: "conversation", payload: { id: "a" }, delayMs: answer.backoffMs },
  ]);
});

test("no more at a time than wanted, and none is begun while others go first", async () => {
  const load = { isBusy: true };
  const { queue, started, ids, passTime } = straightOn({ concurrency: 1, isBusy: () => load.isBusy });
  await queue.add(answer, { id: "a" });
  await queue.add(answer, { id: "b" });
  expect(ids()).toEqual([]);
  load.isBusy = false;
  passTime();
  expect(ids()).toEqual(["a"]);
  started[0]?.end();
  await settled();
  expect(ids()).toEqual(["a", "b"]);
});

test("at the end what waits goes to the queue, and what runs is waited for", async () => {
  const { queue, inner, started } = straightOn({ concurrency: 1 });
  await queue.add(answer, { id: "a" });
  await queue.add(answer, { id: "b" });
  await queue.add(answer, { id: "c" }, { delayMs: 900 });
  let hasStopped = false;
  const stopped = queue.stop().then(() => {
    hasStopped = true;
  });
  await settled();
  expect(hasStopped).toBe(false);
  expect(inner.jobs.map(({ payload }) => payload)).toEqual([{ id: "b" }, { id: "c" }]);
  started[0]?.end();
  await stopped;
  await queue.add(answer, { id: "d" });
  expect(inner.jobs).toHaveLength(3);
});

test("a run that begins where another left its place is no part of that one's context", async () => {
  const graph = new AsyncLocalStorage<string>();
  const contexts: (string | undefined)[] = [];
  let leave: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const { queue } = straightOn({
    concurrency: 1,
    work: async () => {
      contexts.push(graph.getStore());
      await graph.run("a graph", async () => {
        await ready;
        await elsewhere(() => new Promise(() => undefined));
      });
    },
  });
  await queue.add(answer, { id: "a" });
  await graph.run("who asked", () => queue.add(answer, { id: "b" }));
  expect(contexts).toEqual([undefined]);
  leave();
  await settled();
  expect(contexts).toEqual([undefined, "who asked"]);
});
