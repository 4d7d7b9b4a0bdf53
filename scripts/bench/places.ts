// Where products under test live: folders, and on real services scratch databases that nobody else uses.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import type { Bench } from "./benchmark.ts";

export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export interface Places {
  readonly claim: Bench["claimPlace"];
  /** Removes everything that was made. */
  clear(): Promise<void>;
}

/** @param services absent: embedded */
export function openPlaces(services: Services | null): Places {
  const undo: (() => Promise<unknown>)[] = [];
  return {
    claim: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), "vixenbliss-bench-"));
      undo.push(() => rm(folder, { recursive: true, force: true }));
      const common = { DATA_DIR: folder, PORT: "0", ROLES: "web,worker", LOG_LEVEL: "warn" };
      if (!services) return common;
      const database = await makeDatabase(services.databaseUrl);
      const redis = await claimRedis(services.redisUrl);
      undo.push(database.drop, redis.empty);
      return { ...common, DATABASE_URL: database.url, REDIS_URL: redis.url };
    },
    clear: async () => {
      for (const each of undo.splice(0).reverse()) await each();
    },
  };
}

async function makeDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `vixenbliss_bench_${randomUUID().replaceAll("-", "")}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** The first empty one of Redis' 16 databases, marked so that nobody takes it for empty. */
async function claimRedis(server: string): Promise<{ url: string; empty: () => Promise<void> }> {
  for (let index = 15; index > 0; index -= 1) {
    const url = new URL(server);
    url.pathname = `/${index}`;
    const client = new Redis(url.toString());
    const isFree = (await client.dbsize()) === 0 && (await client.set("bench", "in use", "NX")) === "OK";
    if (isFree) {
      const empty = async () => {
        await client.flushdb();
        client.disconnect();
      };
      return { url: url.toString(), empty };
    }
    client.disconnect();
  }
  throw new Error("REDIS_URL: none of the databases 1 to 15 is empty.");
}
