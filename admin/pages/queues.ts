// The queues as they stand: what BullMQ holds, on Redis or Postgres, beside the rows that are the truth, and what was given up.
import type { App } from "../../agents/commands/app.ts";
import type { Actor } from "../../agents/commands/context.ts";
import { type FailedJob, failedJobs } from "../../agents/commands/job/failed-jobs.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { QUEUES } from "../../agents/work-orders/work-order.ts";
import { canRead } from "../access.ts";
import { tableOf } from "../tables/all-tables.ts";

const GIVEN_UP_SHOWN = 50;

export interface QueueRow {
  readonly queue: string;
  /** Of jobs; null: the queue cannot be reached. */
  readonly waiting: number | null;
  readonly active: number | null;
  readonly delayed: number | null;
  readonly failed: number | null;
  /** Rows of the outbox that are due and not done. */
  readonly due: number;
  /** Seconds since the oldest of them was due. */
  readonly oldestSeconds: number | null;
}

export interface QueueData {
  readonly engine: "redis" | "postgres";
  readonly isReachable: boolean;
  readonly queues: readonly QueueRow[];
  /** The newest first; null: not for this role. */
  readonly givenUp: readonly FailedJob[] | null;
  /** ISO instant. */
  readonly at: string;
}

/** The reader is an owner or manager. */
export async function readQueues(app: App, actor: Actor): Promise<QueueData> {
  const { ports, clock } = app.context;
  const now = clock.now();
  const [counts, due, givenUp] = await Promise.all([
    countsOf(app),
    dueRows(app, now),
    canRead(tableOf("Outbox"), actor) ? failedJobs(app.context, GIVEN_UP_SHOWN) : null,
  ]);
  const names = [...new Set([...QUEUES, ...due.map(({ queue }) => queue)])];
  return {
    engine: ports.queue.info.backend,
    isReachable: counts !== null,
    queues: names.map((queue) => {
      const jobs = counts?.[queue];
      const row = due.find((each) => each.queue === queue);
      return {
        queue,
        waiting: jobs?.waiting ?? null,
        active: jobs?.active ?? null,
        delayed: jobs?.delayed ?? null,
        failed: jobs?.failed ?? null,
        due: row?.due ?? 0,
        oldestSeconds: row ? Math.max(0, Math.round((now.getTime() - row.oldest.getTime()) / 1_000)) : null,
      };
    }),
    givenUp,
    at: now.toISOString(),
  };
}

/** null: the queue cannot be reached, which is no reason to hide the rows. */
async function countsOf({ context }: App) {
  try {
    return await context.ports.queue.counts();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "unavailable") return null;
    throw thrown;
  }
}

async function dueRows({ context }: App, now: Date) {
  return await context.database.prisma.$queryRaw<{ queue: string; due: number; oldest: Date }[]>`
    SELECT queue, count(*)::int AS due, min("availableAt") AS oldest FROM "Outbox"
    WHERE "doneAt" IS NULL AND "failedAt" IS NULL AND "availableAt" <= ${now} GROUP BY queue ORDER BY queue`;
}
