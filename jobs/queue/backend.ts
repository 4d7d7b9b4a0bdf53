// Where the queue lives: on Redis when there is one, else on Postgres. Nothing else in the project knows which.
import {
  isPgPool,
  type Job,
  type JobsOptions,
  type Processor,
  Queue as RedisQueue,
  Worker as RedisWorker,
  runMigrations,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import { Redis } from "ioredis";
import { AppError } from "../../agents/kernel/errors.ts";
import { type Logger, redact } from "../../agents/kernel/log.ts";
import { QUEUES, type QueueName } from "../../agents/work-orders/work-order.ts";
import type { Database } from "../../prisma/client.ts";
import { createCalmPostgresBackend } from "./calm-postgres-backend.ts";

type JobPayload = Record<string, unknown>;
export type QueueJob = Job<JobPayload, void, string>;

/** The part of BullMQ's Queue we use; the same on both backends. */
export interface OrderQueue {
  /** Rejects when the connection breaks while it is set up: such a queue stays broken for ever. */
  waitUntilReady(): Promise<unknown>;
  add(name: string, data: JobPayload, opts: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: JobPayload; opts: JobsOptions }[]): Promise<unknown>;
  getJob(jobId: string): Promise<QueueJob | undefined>;
  getJobCounts(...states: ("waiting" | "active" | "delayed" | "failed")[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** The part of BullMQ's Worker we use. */
export interface OrderWorker {
  /** Jobs at a time; may be changed while it runs. */
  concurrency: number;
  waitUntilReady(): Promise<void>;
  on(event: "lockRenewalFailed", listener: (jobIds: string[]) => void): unknown;
  /** Waits for active jobs. */
  close(): Promise<void>;
  /** Drops the connections under a `close` that does not end. */
  disconnect(): Promise<void>;
}

type OrderWorkerOptions = Omit<WorkerOptions, "connection" | "prefix">;

export interface QueueBackend {
  readonly kind: "redis" | "postgres";
  /** Its calls fail at once while Redis is down, so that a web request never hangs. */
  queue(name: QueueName): OrderQueue;
  /** Reconnects by itself for ever. */
  worker(name: QueueName, processor: Processor<JobPayload, void, string>, options: OrderWorkerOptions): OrderWorker;
  /** Queues and workers are to be closed before. */
  close(): Promise<void>;
}

export interface QueueBackendOptions {
  /** Absent: Postgres. */
  readonly redisUrl?: string | undefined;
  readonly database: Database;
  readonly log: Logger;
  /** Keeps installations that share one Redis apart. */
  readonly namespace?: string;
  /** Worker sets this process starts on Postgres: each holds a connection per queue for LISTEN. Default 1. */
  readonly workerSets?: number;
}

const DEFAULT_NAMESPACE = "vixenbliss";
const CONNECT_TIMEOUT_MS = 5_000;
/** Of a Redis that took the connection and then says nothing. */
const COMMAND_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_DELAY_MS = 2_000;
/** Connections for statements, beside those that listen. */
const STATEMENT_CONNECTIONS = 5;
/** Lost connections repeat the same error many times a second. */
const ERROR_LOG_INTERVAL_MS = 30_000;

/** @throws AppError `unavailable` when `redisUrl` is set and no Redis answers there. */
export async function openQueueBackend(options: QueueBackendOptions): Promise<QueueBackend> {
  return options.redisUrl === undefined ? openPostgres(options) : openRedis(options, options.redisUrl);
}

async function openPostgres({ database, log, namespace, workerSets = 1 }: QueueBackendOptions): Promise<QueueBackend> {
  const pool = database.queuePool(QUEUES.length * workerSets + STATEMENT_CONNECTIONS);
  const client = await pool.connect();
  try {
    await runMigrations(client, "bullmq");
  } finally {
    client.release();
  }
  const { Queue, Worker } = withBackend(createCalmPostgresBackend);
  const fullName = nameIn(namespace);
  const connection: unknown = pool;
  if (!isPgPool(connection)) throw new AppError("internal", "BullMQ does not take the database's pool.");
  return {
    kind: "postgres",
    queue: (name) => watch(new Queue<JobPayload, void>(fullName(name), { connection }), name, log),
    worker: (name, processor, settings) =>
      watch(new Worker<JobPayload, void>(fullName(name), processor, { ...settings, connection }), name, log),
    close: () => (pool.ending ? Promise.resolve() : pool.end()),
  };
}

async function openRedis(options: QueueBackendOptions, redisUrl: string): Promise<QueueBackend> {
  await requireReachable(redisUrl, options.log);
  const shared = { url: redisUrl, retryStrategy: (times: number) => Math.min(200 * times, MAX_RECONNECT_DELAY_MS) };
  const producer = {
    ...shared,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
  };
  const consumer = { ...shared, maxRetriesPerRequest: null };
  const fullName = nameIn(options.namespace);
  return {
    kind: "redis",
    queue: (name) =>
      watch(new RedisQueue<JobPayload, void>(fullName(name), { connection: producer }), name, options.log),
    worker: (name, processor, settings) =>
      watch(
        new RedisWorker<JobPayload, void>(fullName(name), processor, { ...settings, connection: consumer }),
        name,
        options.log,
      ),
    close: () => Promise.resolve(),
  };
}

function nameIn(namespace = DEFAULT_NAMESPACE): (name: QueueName) => string {
  return (name) => `${namespace}-${name}`;
}

async function requireReachable(redisUrl: string, log: Logger): Promise<void> {
  const probe = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let lastError: unknown;
  probe.on("error", (error) => {
    lastError = error;
  });
  try {
    await probe.connect();
    const memory = await probe.info("memory");
    // An evicted job is only run after the relay missed it; an evicted lock runs a job twice.
    if (!memory.includes("maxmemory_policy:noeviction")) log.warn("queue.redis_may_evict");
  } catch (thrown) {
    const { host, port } = probe.options;
    const cause = lastError ?? thrown;
    const why = redact(cause instanceof Error ? cause.message : String(cause));
    throw new AppError("unavailable", `Redis at ${host}:${port} cannot be used: ${why}`, {
      remedy: "Start Redis, correct REDIS_URL, or unset it to run the queue on Postgres.",
      cause,
    });
  } finally {
    probe.disconnect();
  }
}

/** Without an error listener a lost connection would end the process. */
function watch<Member extends { on(event: "error", listener: (error: Error) => void): unknown }>(
  member: Member,
  queue: QueueName,
  log: Logger,
): Member {
  let quietUntil = 0;
  member.on("error", (error) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + ERROR_LOG_INTERVAL_MS;
    log.warn("queue.connection_error", { queue, error });
  });
  return member;
}
