// Outside capability: running work orders later. BullMQ on Redis or on Postgres stands behind it; a job is only a
// wake-up, the row it names is the truth.
import type { WorkOrder, WorkOrderPayload } from "../work-orders/work-order.ts";

export interface AddOptions {
  /** Unique among the queue's present jobs; the outbox row's id. */
  readonly jobId?: string;
  readonly delayMs?: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface JobQueue {
  readonly info: { readonly backend: "redis" | "postgres" };
  /** Adds or, for a deduplicated order, slides the waiting job / books one run after the active one. */
  add<Order extends WorkOrder>(order: Order, payload: WorkOrderPayload<Order>, options?: AddOptions): Promise<void>;
  /** The same for many payloads of one order, due now, in one round trip. */
  addAll<Order extends WorkOrder>(order: Order, payloads: readonly WorkOrderPayload<Order>[]): Promise<void>;
  /** Is a job with this id waiting, delayed or active? Used to re-emit work after Redis was flushed. */
  has(order: WorkOrder, jobId: string): Promise<boolean>;
  counts(): Promise<Readonly<Record<string, QueueCounts>>>;
  close(): Promise<void>;
}
