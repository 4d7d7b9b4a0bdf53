// The one way to the database: embedded or a Postgres server, used alike through Prisma and node-postgres.
import { writeFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { ChannelListener, type OnPayload } from "./channel-listener.ts";
import { DatabaseError, errorMessage, isDiskFull } from "./database-error.ts";
import type { DatabaseLog } from "./database-log.ts";
import type { EmbeddedEngine } from "./embedded/engine.ts";
import { openEmbedded } from "./embedded/open-embedded.ts";
import { type Prisma, PrismaClient } from "./generated/client/client.ts";
import { applyMigrations, readMigrations, requireVectorExtension } from "./migrate.ts";
import { requireReachable, serverConfig } from "./postgres-server.ts";

export { DatabaseError } from "./database-error.ts";
export type { DatabaseLog } from "./database-log.ts";
export { Prisma, PrismaClient } from "./generated/client/client.ts";

/** What a function may do inside `prisma.$transaction(async (tx) => ...)`. */
export type Transaction = Prisma.TransactionClient;

export interface Database {
  readonly prisma: PrismaClient;
  /** Raw SQL; the application's tables are in its search path. */
  readonly pool: pg.Pool;
  readonly embedded: boolean;
  /** A pool of its own for the job queue, whose unqualified tables live in the schema `bullmq`. */
  queuePool(max: number): pg.Pool;
  /** Payloads sent while a lost connection is restored are missed: a listener must also look for itself at times. */
  listen(channel: string, onPayload: OnPayload): Promise<() => Promise<void>>;
  /** `payload` holds at most 7,999 bytes (Postgres). */
  notify(channel: string, payload: string): Promise<void>;
  /** Writes a gzipped tar of the embedded database; for a server, DatabaseError `unsupported` (pg_dump does that). */
  backup(file: string): Promise<void>;
  /** Idempotent. Workers and queues that use a queue pool are to be closed before. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A Postgres server with pgvector; absent: embedded. */
  databaseUrl?: string | undefined;
  /** Folder of the embedded database. */
  dataDir?: string | undefined;
  /** Embedded without any file; for tests and trials. */
  inMemory?: boolean | undefined;
  /** Connections of the main pool, default 10. */
  poolSize?: number | undefined;
  /** Embedded: a thread of its own; see docs/adr/0003-embedded-postgres.md. */
  inWorker?: boolean | undefined;
  /** Embedded: a backup to start from when there is no database yet. */
  template?: Uint8Array | undefined;
  /** Embedded: open already; closed with the database. */
  engine?: EmbeddedEngine | undefined;
  /** The embedded database broke down (disk or memory full); the process has to be restarted. */
  onStopped?: ((error: DatabaseError) => void) | undefined;
  log: DatabaseLog;
}

// Transactions on the embedded database run one after another, so a wait longer than Prisma's 2 s is no fault.
const TRANSACTION_OPTIONS = { maxWait: 15_000, timeout: 15_000 };
const DEFAULT_POOL_SIZE = 10;

/** Opens the database and brings its schema up to date. Throws DatabaseError with a remedy. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const engine = options.databaseUrl === undefined ? (options.engine ?? (await openEngine(options))) : undefined;
  try {
    const config = engine ? embeddedConfig(engine) : serverConfig(options.databaseUrl ?? "");
    if (!engine) await requireReachable(config);
    const pool = openPool({ ...config, max: options.poolSize ?? DEFAULT_POOL_SIZE }, options.log);
    await prepare(pool, options.log);
    return assemble({ config, pool, engine, log: options.log });
  } catch (error) {
    await engine?.close();
    throw error;
  }
}

function openEngine(options: DatabaseOptions): Promise<EmbeddedEngine> {
  if (options.dataDir === undefined && !options.inMemory) {
    throw new Error("openDatabase needs databaseUrl, dataDir or inMemory");
  }
  return openEmbedded({
    homeDir: options.inMemory ? undefined : options.dataDir,
    inWorker: options.inWorker,
    template: options.template,
    onBroken: (cause) => {
      const why = isDiskFull(cause) ? "the disk is full" : errorMessage(cause);
      const error = new DatabaseError("stopped", `The embedded database stopped: ${why}. Restart the process.`, {
        cause,
      });
      options.log.error({ err: error }, error.message);
      options.onStopped?.(error);
    },
  });
}

/** One search path for all: with one of its own, each change from another pool's connection would cost a statement. */
function embeddedConfig(engine: EmbeddedEngine): pg.ClientConfig {
  const place = { user: "postgres", database: "postgres", host: "embedded", options: "-c search_path=public,bullmq" };
  return { ...place, ssl: false, stream: () => engine.connect() };
}

function openPool(config: pg.PoolConfig, log: DatabaseLog): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection broke; the pool replaces it, and without a listener the process would end.
  pool.on("error", (error) => log.warn({ err: error }, "idle database connection failed"));
  return pool;
}

async function prepare(pool: pg.Pool, log: DatabaseLog): Promise<void> {
  const client = await pool.connect();
  let isSound = false;
  try {
    await requireVectorExtension(client);
    await applyMigrations(client, await readMigrations(), log);
    await client.query("CREATE SCHEMA IF NOT EXISTS bullmq");
    isSound = true;
  } finally {
    client.release(!isSound);
    if (!isSound) await pool.end();
  }
}

interface Parts {
  config: pg.ClientConfig;
  pool: pg.Pool;
  engine: EmbeddedEngine | undefined;
  log: DatabaseLog;
}

function assemble({ config, pool, engine, log }: Parts): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTION_OPTIONS });
  const listener = new ChannelListener(config, log);
  const pools = [pool];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await listener.close();
    await prisma.$disconnect();
    await Promise.all(pools.filter((each) => !each.ending).map((each) => each.end()));
    await engine?.close();
  };
  return {
    prisma,
    pool,
    embedded: engine !== undefined,
    queuePool: (max) => {
      const options = config.options ?? "-c search_path=bullmq";
      const queuePool = openPool({ ...config, max, options }, log);
      // Every queue object adds an error listener of its own and never removes it.
      queuePool.setMaxListeners(0);
      pools.push(queuePool);
      return queuePool;
    },
    listen: (channel, onPayload) => listener.listen(channel, onPayload),
    notify: async (channel, payload) => {
      await pool.query("SELECT pg_notify($1, $2)", [channel, payload]);
    },
    backup: async (file) => {
      if (!engine) throw new DatabaseError("unsupported", "Back a Postgres server up with pg_dump.");
      await writeFile(file, await engine.dump(), { mode: 0o600 });
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
