// The JobQueue port on BullMQ, for both of its backends.
import { AppError } from "../../agents/kernel/errors.ts";
import type { AddOptions, JobQueue, QueueCounts } from "../../agents/ports/job-queue.ts";
import { QUEUES, type QueueName, type WorkOrder, type WorkOrderPayload } from "../../agents/work-orders/work-order.ts";
import type { OrderQueue, QueueBackend } from "./backend.ts";
import { jobOptions } from "./job-options.ts";

export interface BulkEntry {
  readonly order: WorkOrder;
  readonly payload: WorkOrderPayload<WorkOrder>;
  readonly jobId: string;
  /** Of what asked for it. */
  readonly traceparent?: string | undefined;
}

/** What became of a job: still to run or running, given up, or not there. */
export type JobFate = { readonly state: "present" | "absent" } | { readonly state: "failed"; readonly reason: string };

/** Resolves when every queue is connected; from then on they reconnect by themselves. */
export async function openJobQueue(backend: QueueBackend): Promise<BullmqJobQueue> {
  const queues = new Map(QUEUES.map((name) => [name, backend.queue(name)]));
  try {
    await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  } catch (cause) {
    throw unreachable(cause);
  }
  return new BullmqJobQueue(backend.kind, queues);
}

export class BullmqJobQueue implements JobQueue {
  readonly info: JobQueue["info"];
  readonly #queues: ReadonlyMap<QueueName, OrderQueue>;

  constructor(kind: QueueBackend["kind"], queues: ReadonlyMap<QueueName, OrderQueue>) {
    this.info = { backend: kind };
    this.#queues = queues;
  }

  async add<Order extends WorkOrder>(
    order: Order,
    payload: WorkOrderPayload<Order>,
    options?: AddOptions,
  ): Promise<void> {
    const opts = jobOptions(order, payload, options);
    // Not addBulk: on Postgres that makes temporary tables, some 10 ms for a single job without a dedupe key.
    await this.#reach(order.queue, (queue) => queue.add(order.name, payload, opts));
  }

  async addAll<Order extends WorkOrder>(order: Order, payloads: readonly WorkOrderPayload<Order>[]): Promise<void> {
    if (payloads.length === 0) return;
    const jobs = payloads.map((payload) => ({ name: order.name, data: payload, opts: jobOptions(order, payload) }));
    await this.#reach(order.queue, (queue) => queue.addBulk(jobs));
  }

  /** One round trip a queue. An entry whose job id is present already changes nothing. */
  async addBulk(entries: readonly BulkEntry[]): Promise<void> {
    for (const name of QUEUES) {
      const jobs = entries
        .filter((entry) => entry.order.queue === name)
        .map(({ order, payload, jobId, traceparent: parent }) => ({
          name: order.name,
          data: payload,
          opts: jobOptions(order, payload, { jobId, traceparent: parent }),
        }));
      if (jobs.length > 0) await this.#reach(name, (queue) => queue.addBulk(jobs));
    }
  }

  async has(order: WorkOrder, jobId: string): Promise<boolean> {
    return (await this.fate(order, jobId)).state === "present";
  }

  async fate(order: WorkOrder, jobId: string): Promise<JobFate> {
    return this.#reach(order.queue, async (queue) => {
      const job = await queue.getJob(jobId);
      if (!job) return { state: "absent" };
      const state = await job.getState();
      if (state === "failed") return { state: "failed", reason: job.failedReason ?? "unknown" };
      return { state: state === "completed" || state === "unknown" ? "absent" : "present" };
    });
  }

  async counts(): Promise<Readonly<Record<string, QueueCounts>>> {
    const counted = QUEUES.map(async (name): Promise<[string, QueueCounts]> => {
      const states = await this.#reach(name, (queue) => queue.getJobCounts("waiting", "active", "delayed", "failed"));
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = states;
      return [name, { waiting, active, delayed, failed }];
    });
    return Object.fromEntries(await Promise.all(counted));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }

  async #reach<Result>(name: QueueName, action: (queue: OrderQueue) => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(name);
    if (!queue) throw new AppError("internal", `There is no queue ${name}.`);
    try {
      return await action(queue);
    } catch (cause) {
      throw unreachable(cause);
    }
  }
}

function unreachable(cause: unknown): AppError {
  return new AppError("unavailable", "The job queue cannot be reached.", { cause });
}
