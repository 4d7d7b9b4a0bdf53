// The queue of tests that run no worker: keeps what was asked for, in order, and runs nothing.
import type { JobQueue } from "../../ports/job-queue.ts";
import { QUEUES } from "../../work-orders/work-order.ts";

export interface RecordedJob {
  readonly order: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly jobId?: string;
  readonly delayMs?: number;
}

export interface RecordingQueue extends JobQueue {
  readonly jobs: readonly RecordedJob[];
}

export function createRecordingQueue(): RecordingQueue {
  const jobs: RecordedJob[] = [];
  return {
    info: { backend: "postgres" },
    jobs,
    add: async (order, payload, options = {}) => {
      jobs.push({ order: order.name, queue: order.queue, payload, ...options });
    },
    addAll: async (order, payloads) => {
      jobs.push(...payloads.map((payload) => ({ order: order.name, queue: order.queue, payload })));
    },
    has: async (order, jobId) => jobs.some((job) => job.order === order.name && job.jobId === jobId),
    counts: async () =>
      Object.fromEntries(
        QUEUES.map((queue) => {
          const waiting = jobs.filter((job) => job.queue === queue).length;
          return [queue, { waiting, active: 0, delayed: 0, failed: 0 }];
        }),
      ),
    close: async () => undefined,
  };
}
