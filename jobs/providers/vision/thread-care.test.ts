// How the vision thread is looked after, with a thread that hangs and breaks on demand.
import { Worker } from "node:worker_threads";
import { afterEach, expect, it } from "vitest";
import { createVision, type Vision } from "./vision.ts";

const LOOK_LIMIT_MS = 1_000;
const IDLE_LIMIT_MS = 2_000;

let vision: Vision;
afterEach(() => vision.close());

function obedient() {
  const timers = new Map<number, () => void>();
  const threads: Worker[] = [];
  vision = createVision({
    startThread: () => {
      const thread = new Worker(new URL("./testing/obedient-thread.mjs", import.meta.url), { execArgv: [] });
      threads.push(thread);
      return thread;
    },
    after: (ms, run) => {
      timers.set(ms, run);
      return () => timers.delete(ms);
    },
    lookLimitMs: LOOK_LIMIT_MS,
    idleLimitMs: IDLE_LIMIT_MS,
  });
  return {
    threads,
    look: async (word: string): Promise<unknown> => await vision.findFaces(new TextEncoder().encode(word)),
    isSet: (ms: number) => timers.has(ms),
    elapse: (ms: number) => {
      const run = timers.get(ms);
      timers.delete(ms);
      if (!run) throw new Error(`nothing waits ${ms} ms`);
      run();
    },
  };
}

const ended = (thread: Worker | undefined) => expect.poll(() => thread?.threadId, { interval: 5 }).toBe(-1);

it("gives a look up after its time, and its neighbours get a new thread", async () => {
  const { look, elapse, threads } = obedient();
  await expect(look("first")).resolves.toMatchObject({ word: "first" });
  const hanging = look("hang");
  const neighbours = [look("second"), look("third")];
  elapse(LOOK_LIMIT_MS);
  await expect(hanging).rejects.toMatchObject({ code: "unavailable", reason: "vision_timeout", retryable: true });
  const [second, third] = await Promise.all(neighbours);
  expect(second).toMatchObject({ word: "second", threadId: (third as { threadId: number }).threadId });
  expect(threads).toHaveLength(2);
  await ended(threads[0]);
});

it.each(["exit", "throw"])("a thread that breaks (%s) fails the look it was at, and no other", async (word) => {
  const { look, threads } = obedient();
  const [broken, next] = await Promise.allSettled([look(word), look("next")]);
  expect(broken).toMatchObject({ status: "rejected", reason: { code: "unavailable", reason: "vision_stopped" } });
  expect(next).toMatchObject({ status: "fulfilled", value: { word: "next" } });
  expect(threads).toHaveLength(2);
});

it("where no thread can be started, each look says so", async () => {
  vision = createVision({
    startThread: () => {
      throw new Error("no threads left");
    },
  });
  const looks = await Promise.allSettled([1, 2].map((byte) => vision.findFaces(Uint8Array.of(byte))));
  for (const asked of looks) expect(asked).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
});

it("what the models say of a picture costs no thread", async () => {
  const { look, threads } = obedient();
  await expect(look("refuse")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(look("next")).resolves.toMatchObject({ word: "next" });
  expect(threads).toHaveLength(1);
});

it("is given one picture at a time", async () => {
  const { look, isSet } = obedient();
  const looks = [look("one"), look("two")];
  expect(isSet(LOOK_LIMIT_MS)).toBe(true);
  expect(isSet(IDLE_LIMIT_MS)).toBe(false);
  await Promise.all(looks);
  expect(isSet(LOOK_LIMIT_MS)).toBe(false);
});

it("gives its memory back when nothing was asked for a while, and opens anew at the next look", async () => {
  const { look, elapse, isSet, threads } = obedient();
  await look("one");
  elapse(IDLE_LIMIT_MS);
  await ended(threads[0]);
  expect(isSet(IDLE_LIMIT_MS)).toBe(false);
  await expect(look("two")).resolves.toMatchObject({ word: "two" });
  expect(threads).toHaveLength(2);
});

it("does not rest while it is asked", async () => {
  const { look, isSet } = obedient();
  await look("one");
  expect(isSet(IDLE_LIMIT_MS)).toBe(true);
  const next = look("two");
  expect(isSet(IDLE_LIMIT_MS)).toBe(false);
  await next;
});

it("closed, it fails what runs, what waits and what comes later, and its thread is gone", async () => {
  const { look, threads } = obedient();
  await look("one");
  const looks = [look("hang"), look("waiting")];
  const closed = vision.close();
  for (const asked of [...looks, look("later")]) {
    await expect(asked).rejects.toMatchObject({ code: "unavailable", reason: "vision_closed" });
  }
  await closed;
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  await vision.close();
});
