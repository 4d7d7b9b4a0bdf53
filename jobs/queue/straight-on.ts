// Wake-ups that need no job: a process that does the work itself goes straight on from the committed row. The row is the
// truth and the sweep of late conversations its safety net, so nothing is written for what starts in a moment anyway.
import { AsyncResource } from "node:async_hooks";
import { SECOND_MS } from "../../agents/kernel/clock.ts";
import { inPlace } from "../../agents/kernel/elsewhere.ts";
import { span } from "../../agents/kernel/tracing.ts";
import type { AddOptions, JobQueue, QueueCounts } from "../../agents/ports/job-queue.ts";
import type { WorkOrder, WorkOrderPayload } from "../../agents/work-orders/work-order.ts";
import type { Handler, JobRun } from "../handlers/handler.ts";
import { adaptConcurrency } from "./adaptive-concurrency.ts";
import type { RunnerContext } from "./job-runner.ts";
import { Places } from "./places.ts";
import { type Cancel, systemTimers, type Timers } from "./timers.ts";

export interface StraightOnOptions<Context extends Pick<RunnerContext, "log">> {
  /** Of an order with a dedupe key whose work is found again when its wake-up is lost. */
  readonly handler: Handler<Context>;
  readonly context: Context;
  /** Runs that work at a time; who waits for another machine does not. */
  readonly concurrency: number;
  /** How long `close` lets runs go on before it aborts their signals. Default 20 s. */
  readonly drainMs?: number;
  readonly timers?: Timers;
  /** Mean lag of the event loop in ms since the last call. */
  readonly lagMs?: () => number;
  /** Somebody else's turn: nothing starts while it says so, for a while. */
  readonly isBusy?: () => boolean;
}

interface Wish {
  readonly payload: WorkOrderPayload<WorkOrder>;
  state: "timed" | "ready" | "running";
  /** In the context of whoever asked: a run begins where another left its place, and is no part of that one's graph or trace. */
  readonly begin: () => void;
  cancel?: Cancel;
  /** Asked for while it ran: when to run once more. */
  againMs?: number;
}

/** What is due later is a job: a restart in between must not lose it for as long as a sweep takes. */
const SOON_MS = 10 * SECOND_MS;
/** Beyond this the queue holds what waits. */
const MOST = 10_000;
/** Begun and not ended, most of them waiting for a model. */
const MOST_BEGUN = 500;
/** Fewer leave a process that lags for somebody else's sake waiting for its own database most of the time. */
const FEWEST = 4;
/** However busy the process is otherwise, somebody is answered this often. */
const LONGEST_PAUSE_MS = 250;
const BUSY_LOOK_MS = 5;
const DRAIN_MS = 20_000;

class Later extends Error {
  readonly delayMs: number;

  constructor(delayMs: number) {
    super("later");
    this.delayMs = delayMs;
  }
}

/** A queue as any other until `start`, and after `stop`. */
export class StraightOnQueue implements JobQueue {
  readonly info: JobQueue["info"];
  readonly #inner: JobQueue;
  #runs: Runs<Pick<RunnerContext, "log">> | undefined;

  constructor(inner: JobQueue) {
    this.#inner = inner;
    this.info = inner.info;
  }

  start<Context extends Pick<RunnerContext, "log">>(options: StraightOnOptions<Context>): void {
    this.#runs = new Runs(this.#inner, options) as unknown as Runs<Pick<RunnerContext, "log">>;
  }

  /** Hands what waits over to the queue and lets runs end. */
  async stop(): Promise<void> {
    const runs = this.#runs;
    this.#runs = undefined;
    await runs?.stop();
  }

  async add<Order extends WorkOrder>(
    order: Order,
    payload: WorkOrderPayload<Order>,
    options: AddOptions = {},
  ): Promise<void> {
    const takes = options.jobId === undefined && this.#runs?.take(order, payload, options.delayMs ?? 0);
    if (!takes) await this.#inner.add(order, payload, options);
  }

  async addAll<Order extends WorkOrder>(order: Order, payloads: readonly WorkOrderPayload<Order>[]): Promise<void> {
    const others = payloads.filter((payload) => !this.#runs?.take(order, payload, 0));
    await this.#inner.addAll(order, others);
  }

  has(order: WorkOrder, jobId: string): Promise<boolean> {
    return this.#inner.has(order, jobId);
  }

  async counts(): Promise<Readonly<Record<string, QueueCounts>>> {
    const counts = await this.#inner.counts();
    const runs = this.#runs;
    const jobs = runs && counts[runs.queue];
    if (!jobs) return counts;
    const { waiting, active, delayed } = runs.counts();
    return {
      ...counts,
      [runs.queue]: {
        ...jobs,
        waiting: jobs.waiting + waiting,
        active: jobs.active + active,
        delayed: jobs.delayed + delayed,
      },
    };
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

class Runs<Context extends Pick<RunnerContext, "log">> {
  readonly #inner: JobQueue;
  readonly #options: StraightOnOptions<Context>;
  readonly #timers: Timers;
  readonly #wishes = new Map<string, Wish>();
  readonly #ready: string[] = [];
  /** One a run: a signal that lives as long as the process would gather listeners. */
  readonly #aborts = new Set<AbortController>();
  readonly #stopAdapting: Cancel;
  /** Fewer while the process lags. */
  readonly #places: Places;
  #look: Cancel | undefined;
  #begun = 0;
  #startedMs = performance.now();
  #isClosed = false;
  #idle: (() => void) | undefined;

  constructor(inner: JobQueue, options: StraightOnOptions<Context>) {
    this.#inner = inner;
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    const limit = { concurrency: options.concurrency };
    this.#places = new Places(limit, () => this.#go());
    const { lagMs } = options;
    this.#stopAdapting = adaptConcurrency(limit, {
      ...{ timers: this.#timers, fewest: FEWEST },
      ...(lagMs ? { lagMs } : {}),
    });
  }

  get queue(): WorkOrder["queue"] {
    return this.#options.handler.order.queue;
  }

  counts(): Pick<QueueCounts, "waiting" | "active" | "delayed"> {
    const timed = [...this.#wishes.values()].filter(({ state }) => state === "timed").length;
    return { waiting: this.#ready.length, active: this.#begun, delayed: timed };
  }

  /** @returns false: it is the queue's to do */
  take(order: WorkOrder, payload: WorkOrderPayload<WorkOrder>, delayMs: number): boolean {
    const key = order.name === this.#options.handler.order.name ? order.dedupe?.(payload) : undefined;
    if (key === undefined || this.#isClosed || delayMs > SOON_MS) return false;
    const wish = this.#wishes.get(key);
    if (wish?.state === "running") wish.againMs = Math.min(wish.againMs ?? delayMs, delayMs);
    else if (wish) this.#time(key, wish, delayMs);
    else {
      if (this.#wishes.size >= MOST) return false;
      const begin = AsyncResource.bind(() => void this.#run(key, made));
      const made: Wish = { payload, state: "timed", begin };
      this.#wishes.set(key, made);
      this.#time(key, made, delayMs);
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#isClosed = true;
    this.#look?.();
    this.#stopAdapting();
    for (const [key, wish] of this.#wishes) if (wish.state !== "running") this.#forget(key, wish);
    if (this.#begun > 0) {
      const idle = new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
      const cancel = this.#timers.after(this.#options.drainMs ?? DRAIN_MS, () => {
        for (const abort of this.#aborts) abort.abort(new Error("the worker is stopping"));
      });
      await idle;
      cancel();
    }
  }

  /** What waited is found by the sweep of whoever runs next; a job is a courtesy that may fail. */
  #forget(key: string, wish: Wish): void {
    wish.cancel?.();
    this.#wishes.delete(key);
    this.#giveToQueue(wish, 0);
  }

  #time(key: string, wish: Wish, delayMs: number): void {
    if (wish.state === "ready") return;
    wish.cancel?.();
    wish.state = "timed";
    if (delayMs > 0) wish.cancel = this.#timers.after(delayMs, () => this.#makeReady(key, wish));
    else this.#makeReady(key, wish);
  }

  #makeReady(key: string, wish: Wish): void {
    delete wish.cancel;
    wish.state = "ready";
    this.#ready.push(key);
    this.#go();
  }

  #go(): void {
    while (!this.#isClosed && this.#ready.length > 0 && this.#hasRoom()) {
      const key = this.#ready.shift() ?? "";
      const wish = this.#wishes.get(key);
      wish?.begin();
    }
  }

  #hasRoom(): boolean {
    if (!this.#places.hasRoom || this.#begun >= MOST_BEGUN) return false;
    if (!this.#options.isBusy?.() || performance.now() - this.#startedMs > LONGEST_PAUSE_MS) return true;
    this.#look ??= this.#timers.after(BUSY_LOOK_MS, () => {
      this.#look = undefined;
      this.#go();
    });
    return false;
  }

  async #run(key: string, wish: Wish): Promise<void> {
    wish.state = "running";
    this.#begun += 1;
    const place = this.#places.take();
    this.#startedMs = performance.now();
    const { handler, context } = this.#options;
    const abort = new AbortController();
    this.#aborts.add(abort);
    let againMs: number | undefined;
    try {
      const { name, queue } = handler.order;
      const run = async () => {
        try {
          await handler.run(context, wish.payload, this.#jobRun(key, abort.signal));
        } catch (thrown) {
          if (!(thrown instanceof Later)) throw thrown;
          againMs = thrown.delayMs;
        }
      };
      await inPlace(place, () => span(`job ${name}`, { queue, attempt: 1 }, run, { kind: "consumer" }));
    } catch (thrown) {
      this.#tryAgainAsJob(key, wish, thrown);
    }
    this.#aborts.delete(abort);
    this.#begun -= 1;
    this.#wishes.delete(key);
    const asked = Math.min(wish.againMs ?? Number.POSITIVE_INFINITY, againMs ?? Number.POSITIVE_INFINITY);
    if (Number.isFinite(asked) && !this.take(handler.order, wish.payload, asked)) this.#giveToQueue(wish, asked);
    if (this.#begun === 0) this.#idle?.();
    place.end();
  }

  #jobRun(key: string, signal: AbortSignal): JobRun {
    return {
      id: `straight-on:${key}`,
      attempt: 1,
      maxAttempts: this.#options.handler.order.attempts,
      signal,
      moveToDelayed: (delayMs) => Promise.reject(new Later(delayMs)),
      log: this.#options.context.log.child({ command: this.#options.handler.order.name, attempt: 1 }),
    };
  }

  /** From here on the queue counts attempts and spaces them. */
  #tryAgainAsJob(key: string, wish: Wish, error: unknown): void {
    const { handler, context } = this.#options;
    context.log.warn("job.attempt_failed", { jobId: key, command: handler.order.name, attempt: 1, error });
    this.#giveToQueue(wish, handler.order.backoffMs);
  }

  #giveToQueue(wish: Wish, delayMs: number): void {
    const { handler, context } = this.#options;
    this.#inner.add(handler.order, wish.payload, { delayMs }).catch((error: unknown) => {
      context.log.warn("wake-up failed, the sweeper will do it", { command: handler.order.name, error });
    });
  }
}
