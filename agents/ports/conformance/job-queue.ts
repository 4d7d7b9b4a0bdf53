// What every JobQueue with its workers and its outbox must do, for `describe` blocks of its implementations.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { defineWorkOrder, type WorkOrder, type WorkOrderPayload } from "../../work-orders/work-order.ts";
import type { JobQueue } from "../job-queue.ts";
import { Gate } from "./gate.ts";

interface ConformanceJob {
  readonly attempt: number;
  readonly signal: AbortSignal;
  moveToDelayed(delayMs: number): Promise<never>;
}

export interface ConformanceHandler {
  readonly order: WorkOrder;
  run(payload: unknown, job: ConformanceJob): Promise<void>;
}

export interface WorkSettings {
  /** How long `close` lets jobs go on, and then how long they may take to leave. */
  readonly drainMs?: number;
  readonly abortGraceMs?: number;
  /** Lock duration and interval of the look for silent workers. */
  readonly lockDurationMs?: number;
}

export interface JobQueueHarness {
  readonly queue: JobQueue;
  work(handlers: readonly ConformanceHandler[], settings?: WorkSettings): Promise<{ close(): Promise<void> }>;
  /** Commits a request for work and lets it be carried to the queue. */
  request<Order extends WorkOrder>(order: Order, payload: WorkOrderPayload<Order>): Promise<void>;
  /** Everything the queue holds is gone, as when Redis was flushed. */
  wipe(): Promise<void>;
  /** Compares the requests with the queue, long after. */
  recover(): Promise<void>;
  /** "open", "done" or the error, in the order of the requests. */
  requests(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const plain = defineWorkOrder({
  name: "test.plain",
  queue: "system",
  payload: z.object({ id: z.string() }),
  attempts: 3,
  backoffMs: 1,
});
const keyed = defineWorkOrder({
  name: "test.keyed",
  queue: "conversation",
  payload: z.object({ key: z.string(), note: z.string() }),
  attempts: 3,
  backoffMs: 1,
  dedupe: (payload) => payload.key,
});

/** The relay under test has to know these. */
export const CONFORMANCE_ORDERS: readonly WorkOrder[] = [plain, keyed];

const FAR_MS = 60_000;
const NEAR_MS = 20;
const SHORT_LOCK_MS = 150;

export function jobQueueConformance(open: () => Promise<JobQueueHarness>): void {
  const state: { harness?: JobQueueHarness } = {};
  const harness = (): JobQueueHarness => {
    if (!state.harness) throw new Error("only within a test");
    return state.harness;
  };
  beforeEach(async () => {
    state.harness = await open();
  });
  afterEach(async () => {
    await harness().close();
  });

  describe("adding", () => addingConformance(harness));
  describe("one at a time by key", () => keyConformance(harness));
  describe("failing", () => failureConformance(harness));
  describe("stopping and dying", () => shutdownConformance(harness));
}

type Harness = () => JobQueueHarness;

function addingConformance(harness: Harness): void {
  it("knows and counts what it holds", async () => {
    const { queue } = harness();
    await queue.add(plain, { id: "1" }, { jobId: "job-waiting" });
    await queue.add(plain, { id: "2" }, { jobId: "job-delayed", delayMs: FAR_MS });
    expect(await queue.has(plain, "job-waiting")).toBe(true);
    expect(await queue.has(plain, "job-delayed")).toBe(true);
    expect(await queue.has(plain, "job-unknown")).toBe(false);
    expect((await queue.counts()).system).toEqual({ waiting: 1, active: 0, delayed: 1, failed: 0 });
  });

  it("holds one job an id", async () => {
    const { queue } = harness();
    await queue.add(plain, { id: "1" }, { jobId: "job-same" });
    await queue.add(plain, { id: "1" }, { jobId: "job-same" });
    expect((await queue.counts()).system?.waiting).toBe(1);
  });

  it("runs a delayed job when its time has come", async () => {
    const { queue, work } = harness();
    const gate = new Gate();
    await work([{ order: plain, run: async () => gate.open() }]);
    const addedAt = performance.now();
    await queue.add(plain, { id: "1" }, { delayMs: 50 });
    await gate.opened;
    expect(performance.now() - addedAt).toBeGreaterThanOrEqual(49);
  });
}

function keyConformance(harness: Harness): void {
  it("slides the waiting job to the newest time", async () => {
    const { queue, work } = harness();
    await queue.add(keyed, { key: "k", note: "first" }, { delayMs: FAR_MS });
    await queue.add(keyed, { key: "k", note: "second" }, { delayMs: NEAR_MS });
    await queue.add(keyed, { key: "other", note: "third" }, { delayMs: FAR_MS });
    expect((await queue.counts()).conversation?.delayed).toBe(2);
    const gate = new Gate();
    const workers = await work([{ order: keyed, run: async () => gate.open() }]);
    await gate.opened;
    await workers.close();
    expect((await queue.counts()).conversation).toEqual({ waiting: 0, active: 0, delayed: 1, failed: 0 });
  });

  it("books exactly one run after the active one, and never two at a time", async () => {
    const { queue, work } = harness();
    const [started, mayEnd, ranAgain] = [new Gate(), new Gate(), new Gate()];
    const notes: unknown[] = [];
    const workers = await work([
      {
        order: keyed,
        run: async (payload) => {
          notes.push(keyed.payload.parse(payload).note);
          if (notes.length > 1) return ranAgain.open();
          started.open();
          await mayEnd.opened;
        },
      },
    ]);
    await queue.add(keyed, { key: "k", note: "first" });
    await started.opened;
    for (const note of ["second", "third", "last"]) await queue.add(keyed, { key: "k", note });
    expect(notes).toEqual(["first"]);
    mayEnd.open();
    await ranAgain.opened;
    await workers.close();
    expect(notes).toEqual(["first", "last"]);
    expect((await queue.counts()).conversation?.waiting).toBe(0);
  });
}

function failureConformance(harness: Harness): void {
  it("tries again, then marks the request done", async () => {
    const { request, requests, work } = harness();
    const attempts: number[] = [];
    const gate = new Gate();
    const workers = await work([
      {
        order: plain,
        run: async (_payload, job) => {
          attempts.push(job.attempt);
          if (job.attempt < 3) throw new Error("connection reset");
          gate.open();
        },
      },
    ]);
    await request(plain, { id: "1" });
    await gate.opened;
    await workers.close();
    expect(attempts).toEqual([1, 2, 3]);
    expect(await requests()).toEqual(["done"]);
  });

  it("waits as long as the failed service asked, and counts no attempt for a job that was only too early", async () => {
    const { request, work } = harness();
    const runs: { attempt: number; atMs: number }[] = [];
    const gate = new Gate();
    await work([
      {
        order: plain,
        run: async (_payload, job) => {
          runs.push({ attempt: job.attempt, atMs: performance.now() });
          if (runs.length === 1) await job.moveToDelayed(NEAR_MS);
          if (runs.length === 2) throw new AppError("rate_limited", "slower", { retryAfterMs: 50 });
          gate.open();
        },
      },
    ]);
    await request(plain, { id: "1" });
    await gate.opened;
    expect(runs.map((run) => run.attempt)).toEqual([1, 1, 2]);
    const [first, second, third] = runs.map((run) => run.atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(NEAR_MS - 1);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(49);
  });

  it("gives up at once on what cannot be helped, and after the last attempt, and says why without secrets", async () => {
    const { queue, request, requests, work } = harness();
    const runs: string[] = [];
    const ends = new Gate(4);
    const workers = await work([
      {
        order: plain,
        run: async (payload) => {
          const { id } = plain.payload.parse(payload);
          runs.push(id);
          ends.open();
          if (id === "refused") throw new AppError("refused", "not with token=abcdef");
          throw new Error("always down");
        },
      },
    ]);
    await request(plain, { id: "refused" });
    await request(plain, { id: "down" });
    await ends.opened;
    await workers.close();
    expect(runs.sort()).toEqual(["down", "down", "down", "refused"]);
    expect(await requests()).toEqual(["refused: not with [redacted]", "internal: always down"]);
    expect((await queue.counts()).system).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 2 });
  });
}

function shutdownConformance(harness: Harness): void {
  it("lets the active job end before it closes", async () => {
    const { request, requests, work } = harness();
    const [started, mayEnd] = [new Gate(), new Gate()];
    const workers = await work([
      {
        order: plain,
        run: async () => {
          started.open();
          await mayEnd.opened;
        },
      },
    ]);
    await request(plain, { id: "1" });
    await started.opened;
    const closed = workers.close();
    expect(await requests()).toEqual(["open"]);
    mayEnd.open();
    await closed;
    expect(await requests()).toEqual(["done"]);
  });

  it("aborts a job that takes too long, and the next worker runs it without a lost attempt", async () => {
    const { request, requests, work } = harness();
    const [started, ranAgain] = [new Gate(), new Gate()];
    const first = await work(
      [
        {
          order: plain,
          run: (_payload, { signal }) => {
            started.open();
            return new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => reject(signal.reason));
            });
          },
        },
      ],
      { drainMs: 0 },
    );
    await request(plain, { id: "1" });
    await started.opened;
    await first.close();
    let attempt = 0;
    const second = await work([
      {
        order: plain,
        run: async (_payload, job) => {
          attempt = job.attempt;
          ranAgain.open();
        },
      },
    ]);
    await ranAgain.opened;
    await second.close();
    expect(attempt).toBe(1);
    expect(await requests()).toEqual(["done"]);
  });

  it("recovers the job of a worker that died", async () => {
    const { request, requests, work } = harness();
    const [started, ranAgain, never] = [new Gate(), new Gate(), new Gate()];
    const dying = await work(
      [
        {
          order: plain,
          run: async () => {
            started.open();
            await never.opened;
          },
        },
      ],
      { drainMs: 0, abortGraceMs: 0, lockDurationMs: SHORT_LOCK_MS },
    );
    await request(plain, { id: "1" });
    await started.opened;
    await dying.close();
    const second = await work([{ order: plain, run: async () => ranAgain.open() }], { lockDurationMs: SHORT_LOCK_MS });
    await ranAgain.opened;
    await second.close();
    expect(await requests()).toEqual(["done"]);
  });

  it("runs everything that was asked for although the queue lost it", async () => {
    const { queue, request, requests, wipe, recover, work } = harness();
    await request(plain, { id: "1" });
    await request(keyed, { key: "k", note: "first" });
    await request(keyed, { key: "k", note: "second" });
    await wipe();
    expect(await queue.counts()).toMatchObject({ system: { waiting: 0 }, conversation: { waiting: 0 } });
    await recover();
    const [plainRan, keyedRan] = [new Gate(), new Gate()];
    const workers = await work([
      { order: plain, run: async () => plainRan.open() },
      { order: keyed, run: async () => keyedRan.open() },
    ]);
    await Promise.all([plainRan.opened, keyedRan.opened]);
    await workers.close();
    expect(await requests()).toEqual(["done", "done", "done"]);
  });
}
