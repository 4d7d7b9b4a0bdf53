// Queue, relay and workers on a test database, wired as the application does, for tests of what they do together.
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { createIds } from "../../../agents/kernel/ids.ts";
import { silentLogger } from "../../../agents/kernel/log.ts";
import { seededRandom } from "../../../agents/kernel/random.ts";
import {
  CONFORMANCE_ORDERS,
  type ConformanceHandler,
  type JobQueueHarness,
  type WorkSettings,
} from "../../../agents/ports/conformance/job-queue.ts";
import { type EnqueueOptions, enqueue } from "../../../agents/work-orders/enqueue.ts";
import { QUEUES, type WorkOrder, type WorkOrderPayload } from "../../../agents/work-orders/work-order.ts";
import type { Database } from "../../../prisma/client.ts";
import { defineHandler } from "../../handlers/handler.ts";
import { createHandlers } from "../../handlers/index.ts";
import { openQueueBackend, type QueueBackend } from "../backend.ts";
import { openJobQueue } from "../bullmq-job-queue.ts";
import { type OutboxRelay, startOutboxRelay } from "../outbox-relay.ts";
import type { Timers } from "../timers.ts";
import { startWorkers, type Workers } from "../worker.ts";

/** The relay moves only when a test says so. */
const noTimers: Timers = { every: () => () => undefined, after: () => () => undefined };

const REEMIT_AFTER_MS = 30_000;

export interface QueueHarness extends JobQueueHarness {
  readonly clock: ManualClock;
  readonly relay: OutboxRelay;
  readonly backend: QueueBackend;
  /** Commits a request and leaves it to the relay. */
  commit<Order extends WorkOrder>(
    order: Order,
    payload: WorkOrderPayload<Order>,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** A second relay on the same outbox and queue, as in another process. */
  openRelay(): Promise<OutboxRelay>;
}

export async function openQueueHarness(database: Database, redisUrl?: string): Promise<QueueHarness> {
  const namespace = `test-${randomUUID()}`;
  const backend = await openQueueBackend({ database, redisUrl, log: silentLogger, namespace, workerSets: 2 });
  const queue = await openJobQueue(backend);
  const clock = new ManualClock();
  const ids = createIds(clock);
  await database.prisma.outbox.deleteMany();
  const openRelay = () =>
    startOutboxRelay({
      database,
      queue,
      clock,
      log: silentLogger,
      timers: noTimers,
      reemitAfterMs: REEMIT_AFTER_MS,
      orders: [...createHandlers().map((handler) => handler.order), ...CONFORMANCE_ORDERS],
    });
  const relay = await openRelay();
  const commit: QueueHarness["commit"] = async (order, payload, options) => {
    await database.prisma.$transaction((tx) => enqueue(tx, ids, clock, order, payload, options));
    // Rows of one moment would have no order.
    clock.advance(1);
  };
  const started: Workers[] = [];
  return {
    queue,
    clock,
    relay,
    backend,
    commit,
    openRelay,
    work: async (handlers, settings) => {
      const workers = await startTestWorkers(backend, { database, clock }, handlers, settings);
      started.push(workers);
      return workers;
    },
    request: async (order, payload) => {
      await commit(order, payload);
      await relay.tick();
    },
    wipe: () => (redisUrl ? wipeRedis(redisUrl, namespace) : wipePostgres(database)),
    recover: async () => {
      clock.advance(REEMIT_AFTER_MS);
      await relay.recover();
    },
    requests: () => requestStates(database),
    close: async () => {
      await Promise.all(started.map((workers) => workers.close()));
      await relay.close();
      await queue.close();
      await backend.close();
      if (redisUrl) await wipeRedis(redisUrl, namespace);
    },
  };
}

function startTestWorkers(
  backend: QueueBackend,
  { database, clock }: { database: Database; clock: ManualClock },
  handlers: readonly ConformanceHandler[],
  { drainMs, abortGraceMs, lockDurationMs }: WorkSettings = {},
): Promise<Workers> {
  const context = { database, clock, random: seededRandom(1), log: silentLogger };
  const timing = lockDurationMs && { lockDurationMs, stalledIntervalMs: lockDurationMs, maxStalledCount: 5 };
  return startWorkers({
    backend,
    context,
    handlers: handlers.map(({ order, run }) =>
      defineHandler(order, (_context: typeof context, payload, job) => run(payload, job)),
    ),
    ...(drainMs === undefined ? {} : { drainMs }),
    ...(abortGraceMs === undefined ? {} : { abortGraceMs }),
    ...(timing ? { timing: Object.fromEntries(QUEUES.map((queue) => [queue, timing])) } : {}),
  });
}

async function requestStates(database: Database): Promise<readonly string[]> {
  const rows = await database.prisma.outbox.findMany({ orderBy: { createdAt: "asc" } });
  return rows.map((row) => {
    if (row.failedAt) return row.error ?? "failed";
    return row.doneAt ? "done" : "open";
  });
}

async function wipeRedis(redisUrl: string, namespace: string): Promise<void> {
  const redis = new Redis(redisUrl);
  const keys = await redis.keys(`bull:${namespace}-*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

async function wipePostgres(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'",
  );
  await database.pool.query(`TRUNCATE ${rows.map(({ name }) => `bullmq.${name}`).join(", ")}`);
}
