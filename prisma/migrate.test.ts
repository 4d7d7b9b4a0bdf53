// Start-up migrations keep Prisma's own books.
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database, DatabaseLog } from "./client.ts";
import { applyMigrations, type Migration, readMigrations } from "./migrate.ts";
import { silentLog } from "./testing/silent-log.ts";
import { createTestDatabase } from "./testing/test-database.ts";

let database: Database;
let client: pg.PoolClient;
let shipped: Migration[];

beforeAll(async () => {
  database = await createTestDatabase();
  client = await database.pool.connect();
  shipped = await readMigrations();
});
afterAll(async () => {
  client.release();
  await database.close();
});

const migration = (name: string, sql: string): Migration => ({ name, sql, checksum: name });

test("a second start applies nothing", async () => {
  expect(await applyMigrations(client, shipped, silentLog)).toEqual([]);
});

test("a new migration is applied once and kept in Prisma's format", async () => {
  const next = migration("29990101000000_next", `CREATE TABLE "Next" ("id" TEXT); INSERT INTO "Next" VALUES ('a;b');`);
  expect(await applyMigrations(client, [...shipped, next], silentLog)).toEqual([next.name]);
  expect(await applyMigrations(client, [...shipped, next], silentLog)).toEqual([]);
  const { rows } = await client.query(
    `SELECT checksum, applied_steps_count, finished_at IS NOT NULL AS finished, logs
     FROM "_prisma_migrations" WHERE migration_name = $1`,
    [next.name],
  );
  expect(rows).toEqual([{ checksum: next.name, applied_steps_count: 1, finished: true, logs: null }]);
});

test("an edited migration is reported, a database from a newer build is refused", async () => {
  const warnings: object[] = [];
  const log: DatabaseLog = { ...silentLog, warn: (fields) => warnings.push(fields) };
  const edited = migration("29990101000000_next", "");
  await applyMigrations(client, [...shipped, { ...edited, checksum: "edited" }], log);
  expect(warnings).toEqual([{ migration: edited.name }]);
  await expect(applyMigrations(client, shipped, silentLog)).rejects.toMatchObject({ code: "migration_failed" });
});

test("a failing migration leaves nothing half done and blocks the next start", async () => {
  const before = [...shipped, migration("29990101000000_next", "")];
  const broken = migration("29990102000000_broken", `CREATE TABLE "Half" ("id" TEXT); SELECT 1 / 0;`);
  const apply = () => applyMigrations(client, [...before, broken], silentLog);
  await expect(apply()).rejects.toMatchObject({ code: "migration_failed", detail: { migration: broken.name } });
  expect((await client.query(`SELECT to_regclass('"Half"') AS half`)).rows).toEqual([{ half: null }]);
  await expect(apply()).rejects.toThrow("failed earlier");
});
