// What a run stands on: a scratch data folder, and with the backend `real` a database of its own and an empty Redis database.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { runOnServer, urlOf } from "../../prisma/testing/template.ts";

export type Backend = "embedded" | "real";

export interface Ground {
  readonly dataDir: string;
  /** What tells the product where its services are. */
  readonly environment: Readonly<Record<string, string>>;
  /** A look at the database beside the product; on embedded defaults it works only while the product runs. */
  connect(): pg.Pool;
  close(): Promise<void>;
}

/** Redis has 16 databases unless told otherwise; 0 is where people keep theirs. */
const REDIS_DATABASES = Array.from({ length: 15 }, (_, index) => 15 - index);

export async function prepareGround(backend: Backend): Promise<Ground> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "vixenbliss-prove-"));
  const closeFolder = () => rm(dataDir, { recursive: true, force: true });
  if (backend === "embedded") {
    return {
      dataDir,
      environment: {},
      connect: () => new pg.Pool({ host: dataDir, user: "postgres", database: "postgres", max: 1 }),
      close: closeFolder,
    };
  }
  const database = await createDatabase(variable("DATABASE_URL"));
  const redis = await chooseRedisDatabase(variable("REDIS_URL"));
  return {
    dataDir,
    environment: { DATABASE_URL: database.url, REDIS_URL: redis.url },
    connect: () => new pg.Pool({ connectionString: database.url, max: 1 }),
    close: async () => {
      await redis.empty();
      await database.drop();
      await closeFolder();
    },
  };
}

/** @throws Error that names the variable */
function variable(name: "DATABASE_URL" | "REDIS_URL"): string {
  const value = process.env[name] ?? process.env[`TEST_${name}`];
  if (!value) throw new Error(`--backend real needs ${name}; nothing in that server's own databases is touched.`);
  return value;
}

async function createDatabase(server: string) {
  const name = `prove_${process.pid}_${Date.now()}`;
  await runOnServer(server, `CREATE DATABASE ${name}`);
  return {
    url: urlOf(name, server),
    drop: async () => void (await runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function chooseRedisDatabase(server: string) {
  for (const index of REDIS_DATABASES) {
    const url = urlOf(String(index), server);
    const redis = new Redis(url, { maxRetriesPerRequest: 1 });
    const keys = await redis.dbsize().finally(() => redis.disconnect());
    if (keys === 0) return { url, empty: () => flush(url) };
  }
  throw new Error("No Redis database from 1 to 15 is empty.");
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
