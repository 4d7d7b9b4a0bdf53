// How a work order becomes a BullMQ job: its options, its place among others of its key, and when it is tried again.
import type { BackoffStrategy, JobsOptions } from "bullmq";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Random } from "../../agents/kernel/random.ts";
import { traceparent } from "../../agents/kernel/tracing.ts";
import type { AddOptions } from "../../agents/ports/job-queue.ts";
import type { WorkOrder, WorkOrderPayload } from "../../agents/work-orders/work-order.ts";

/** Failed jobs are kept to be looked at; the outbox row holds the lasting record. */
const FAILED_KEPT_SECONDS = 24 * 60 * 60;
const FAILED_KEPT_COUNT = 1_000;
const BACKOFF_TYPE = "work-order";
/** Share of each wait that is random, so that jobs that failed together do not come back together. */
const JITTER = 0.3;

export function jobOptions<Order extends WorkOrder>(
  order: Order,
  payload: WorkOrderPayload<Order>,
  {
    jobId,
    delayMs,
    traceparent: parent = traceparent(),
  }: AddOptions & { readonly traceparent?: string | undefined } = {},
): JobsOptions {
  const key = order.dedupe?.(payload);
  return {
    attempts: order.attempts,
    backoff: { type: BACKOFF_TYPE, delay: order.backoffMs },
    removeOnComplete: true,
    removeOnFail: { age: FAILED_KEPT_SECONDS, count: FAILED_KEPT_COUNT },
    ...(parent === undefined ? {} : { telemetry: { metadata: parent } }),
    ...(jobId === undefined ? {} : { jobId }),
    ...(delayMs === undefined ? {} : { delay: delayMs }),
    ...(key === undefined
      ? {}
      : { deduplication: { id: `${order.name}/${key}`, reschedule: true, keepLastIfActive: true } }),
  };
}

/** Doubling waits with jitter; never before what the failed service asked for. */
export function backoffStrategy(random: Random): BackoffStrategy {
  return (attemptsMade, _type, error, job) => {
    const backoff = job?.opts.backoff;
    const firstMs = typeof backoff === "object" ? (backoff.delay ?? 0) : 0;
    const fullMs = firstMs * 2 ** (attemptsMade - 1);
    const waitMs = Math.round(fullMs * (1 - JITTER * random()));
    const askedMs = error instanceof AppError ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(waitMs, askedMs);
  };
}
