// The workers of one process: one BullMQ Worker a queue, and an orderly end for all of them.
import type { QueueName } from "../../agents/work-orders/work-order.ts";
import type { Handler } from "../handlers/handler.ts";
import { adaptConcurrency } from "./adaptive-concurrency.ts";
import type { OrderWorker, QueueBackend } from "./backend.ts";
import { backoffStrategy } from "./job-options.ts";
import { JobRunner, type RunnerContext } from "./job-runner.ts";
import { systemTimers, type Timers } from "./timers.ts";

interface QueueTiming {
  /** A job whose worker is silent for this long may be taken over. */
  readonly lockDurationMs: number;
  readonly stalledIntervalMs: number;
  /** Takeovers before the job is given up. */
  readonly maxStalledCount: number;
}

export interface StartWorkersOptions<Context extends RunnerContext> {
  readonly backend: QueueBackend;
  readonly handlers: readonly Handler<Context>[];
  readonly context: Context;
  /** Jobs at a time, by queue. Default 5. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
  readonly timing?: Partial<Record<QueueName, QueueTiming>>;
  /** How long `close` lets active jobs go on before it aborts their signals. Default 20 s. */
  readonly drainMs?: number;
  /** How long an aborted job may take to leave. Default 3 s. */
  readonly abortGraceMs?: number;
  readonly timers?: Timers;
}

export interface Workers {
  /** Takes no new jobs, lets active ones end, then aborts them; those go back to the queue at once. */
  close(): Promise<void>;
}

const DEFAULT_CONCURRENCY = 5;
const DRAIN_MS = 20_000;
const ABORT_GRACE_MS = 3_000;

/** Measured: a killed worker's jobs start again after about lock duration + stalled interval. */
const QUICK: QueueTiming = { lockDurationMs: 10_000, stalledIntervalMs: 5_000, maxStalledCount: 5 };
/** Long calls in one process: a slow event loop must not look like a dead worker. */
const PATIENT: QueueTiming = { lockDurationMs: 60_000, stalledIntervalMs: 15_000, maxStalledCount: 5 };
const TIMING: Readonly<Record<QueueName, QueueTiming>> = {
  conversation: QUICK,
  media: PATIENT,
  publishing: PATIENT,
  system: QUICK,
};

/** Its jobs are short and many, so with all of them at once a busy process would answer nobody else. */
const YIELDING: QueueName = "conversation";

/** Starts a worker for every queue that has a handler, and resolves when all of them take jobs. */
export async function startWorkers<Context extends RunnerContext>(
  options: StartWorkersOptions<Context>,
): Promise<Workers> {
  const runner = new JobRunner(options.handlers, options.context);
  const queues = [...new Set(options.handlers.map((handler) => handler.order.queue))];
  const workers = queues.map((queue) => openWorker(options, queue, runner));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const yielding = workers.filter((_worker, index) => queues[index] === YIELDING);
  const stops = yielding.map((worker) => adaptConcurrency(worker));
  let closing: Promise<void> | undefined;
  return {
    close: () => {
      for (const stop of stops) stop();
      closing ??= closeWorkers(options, workers, runner);
      return closing;
    },
  };
}

function openWorker<Context extends RunnerContext>(
  { backend, context, concurrency, timing }: StartWorkersOptions<Context>,
  queue: QueueName,
  runner: JobRunner<Context>,
): OrderWorker {
  const { lockDurationMs, stalledIntervalMs, maxStalledCount } = timing?.[queue] ?? TIMING[queue];
  const worker = backend.worker(queue, (job, token) => runner.run(job, token), {
    concurrency: concurrency?.[queue] ?? DEFAULT_CONCURRENCY,
    lockDuration: lockDurationMs,
    stalledInterval: stalledIntervalMs,
    maxStalledCount,
    settings: { backoffStrategy: backoffStrategy(context.random) },
  });
  worker.on("lockRenewalFailed", (jobIds) => runner.abandon(jobIds));
  return worker;
}

async function closeWorkers<Context extends RunnerContext>(
  { context, drainMs = DRAIN_MS, abortGraceMs = ABORT_GRACE_MS, timers = systemTimers }: StartWorkersOptions<Context>,
  workers: readonly OrderWorker[],
  runner: JobRunner<Context>,
): Promise<void> {
  const closed = Promise.all(workers.map((worker) => worker.close()));
  if (await endsWithin(closed, drainMs, timers)) return;
  runner.stop();
  if (await endsWithin(closed, abortGraceMs, timers)) return;
  context.log.warn("worker.jobs_left_behind", { count: runner.activeCount });
  await Promise.all(workers.map((worker) => worker.disconnect()));
}

function endsWithin(work: Promise<unknown>, limitMs: number, timers: Timers): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => resolve(false));
    work.then(() => resolve(true), reject).finally(cancel);
  });
}
