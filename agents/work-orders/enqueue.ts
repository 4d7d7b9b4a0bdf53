// Asking for work inside the transaction that makes it necessary: both are kept, or neither.
import type { Transaction } from "../../prisma/client.ts";
import type { Clock } from "../kernel/clock.ts";
import { SECOND_MS } from "../kernel/clock.ts";
import type { Ids } from "../kernel/ids.ts";
import { traceparent } from "../kernel/tracing.ts";
import type { WorkOrder, WorkOrderPayload } from "./work-order.ts";

/** Channel the relay listens on; the payload is the time the row is due, in milliseconds since 1970. */
export const OUTBOX_CHANNEL = "outbox";

/** Rows of one key due within this time of each other become one: a debounce slides, a far reminder stays what it is. */
const SLIDE_WINDOW_MS = 60 * SECOND_MS;

/** Beside the payload's own fields. */
const TRACE_FIELD = "traceparent";

export interface EnqueueOptions {
  readonly delayMs?: number;
}

/**
 * Writes an outbox row, or, for an order with a dedupe key, slides a waiting row of the same key to the new time.
 * The relay hears of it when the transaction commits.
 */
export async function enqueue<Order extends WorkOrder>(
  tx: Pick<Transaction, "$executeRaw">,
  ids: Ids,
  clock: Clock,
  order: Order,
  payload: WorkOrderPayload<Order>,
  options: EnqueueOptions = {},
): Promise<void> {
  const now = clock.now();
  const dueMs = now.getTime() + (options.delayMs ?? 0);
  const parsed = withTrace(order.payload.parse(payload));
  const dedupeKey = order.dedupe?.(payload) ?? null;
  await tx.$executeRaw`
    WITH slid AS (
      UPDATE "Outbox" SET "availableAt" = ${new Date(dueMs)}, payload = ${JSON.stringify(parsed)}::jsonb
      WHERE name = ${order.name} AND "dedupeKey" = ${dedupeKey}
        AND "dispatchedAt" IS NULL AND "leaseUntil" IS NULL AND "doneAt" IS NULL AND "failedAt" IS NULL
        AND "availableAt" > ${now}
        AND "availableAt" BETWEEN ${new Date(dueMs - SLIDE_WINDOW_MS)} AND ${new Date(dueMs + SLIDE_WINDOW_MS)}
      RETURNING id
    ), added AS (
      INSERT INTO "Outbox" (id, name, queue, payload, "dedupeKey", "availableAt", "createdAt")
      SELECT ${ids.next("outbox")}, ${order.name}, ${order.queue}, ${JSON.stringify(parsed)}::jsonb, ${dedupeKey},
        ${new Date(dueMs)}::timestamptz, ${now}::timestamptz
      WHERE NOT EXISTS (SELECT 1 FROM slid)
    )
    SELECT pg_notify(${OUTBOX_CHANNEL}, ${String(dueMs)})`;
}

/** What was going on when the work was asked for, for the trace of the job; only where traces are sent. */
const withTrace = (payload: object): object => {
  const parent = traceparent();
  return parent === undefined ? payload : { ...payload, [TRACE_FIELD]: parent };
};

/** Splits what `enqueue` wrote. */
export function takeTrace(stored: unknown): { readonly payload: unknown; readonly traceparent?: string } {
  if (stored === null || typeof stored !== "object" || !(TRACE_FIELD in stored)) return { payload: stored };
  const { [TRACE_FIELD]: parent, ...payload } = stored;
  return { payload, traceparent: String(parent) };
}

/**
 * Asks anew for work that was given up: a row of its own, since the queue still knows the job of the old one, which goes.
 * @returns its name; null where no row of this id was given up
 */
export async function askAgain(
  tx: Pick<Transaction, "$queryRaw" | "$executeRaw">,
  ids: Ids,
  clock: Clock,
  id: string,
): Promise<string | null> {
  const now = clock.now();
  const [gone] = await tx.$queryRaw<{ name: string }[]>`
    WITH gone AS (
      DELETE FROM "Outbox" WHERE id = ${id} AND "failedAt" IS NOT NULL AND "doneAt" IS NULL RETURNING *
    )
    INSERT INTO "Outbox" (id, name, queue, payload, "dedupeKey", "availableAt", "createdAt")
    SELECT ${ids.next("outbox")}, name, queue, payload, "dedupeKey", ${now}::timestamptz, ${now}::timestamptz FROM gone
    RETURNING name`;
  if (!gone) return null;
  await tx.$executeRaw`SELECT pg_notify(${OUTBOX_CHANNEL}, ${String(now.getTime())})`;
  return gone.name;
}
