// Applies prisma/migrations at start, in the format of `prisma migrate deploy`, whose command line is then not needed
// in production.
import { createHash, randomUUID } from "node:crypto";
import { access, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ClientBase } from "pg";
import { DatabaseError, errorCode, errorMessage, isDiskFull } from "./database-error.ts";
import type { DatabaseLog } from "./database-log.ts";

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  checksum: string;
}

// The advisory lock key of Prisma's own schema engine: its command line and this code never migrate at once.
const LOCK_KEY = 72707369;
const INSUFFICIENT_PRIVILEGE = "42501";

// Prisma's own definition.
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** The migrations of this build, oldest first. */
export async function readMigrations(folder?: string): Promise<Migration[]> {
  const from = folder ?? (await migrationsFolder());
  const entries = await readdir(from, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const file = await readFile(path.join(from, name, "migration.sql"));
      return { name, sql: file.toString("utf8"), checksum: createHash("sha256").update(file).digest("hex") };
    }),
  );
}

/** Brings the schema up to date; returns the names of what it applied. Throws DatabaseError. */
export async function applyMigrations(
  client: ClientBase,
  migrations: Migration[],
  log: DatabaseLog,
): Promise<string[]> {
  await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
  try {
    await client.query(HISTORY_TABLE);
    const applied = await readHistory(client);
    refuseUnknown(applied, migrations);
    const done: string[] = [];
    for (const migration of migrations) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) {
        await applyOne(client, migration);
        log.info({ migration: migration.name }, "migration applied");
        done.push(migration.name);
      } else if (checksum !== migration.checksum) {
        log.warn({ migration: migration.name }, "migration was edited after it had been applied");
      }
    }
    return done;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK_KEY]);
  }
}

/** pgvector is checked first: the failure of the migration that creates it would leave a failed row behind. */
export async function requireVectorExtension(client: ClientBase): Promise<void> {
  const remedy =
    "Install pgvector (for example the image pgvector/pgvector:pg17, or the package postgresql-17-pgvector)";
  const { rows } = await client.query<{ installed: boolean }>(
    "SELECT installed_version IS NOT NULL AS installed FROM pg_available_extensions WHERE name = 'vector'",
  );
  const [extension] = rows;
  if (!extension)
    throw new DatabaseError("vector_missing", `The Postgres server has no pgvector extension. ${remedy}.`);
  if (extension.installed) return;
  try {
    await client.query("CREATE EXTENSION IF NOT EXISTS vector");
  } catch (error) {
    if (errorCode(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    const text =
      "This database user may not create the pgvector extension. Run once as a superuser: CREATE EXTENSION vector;";
    throw new DatabaseError("vector_missing", text, { cause: error });
  }
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  is_finished: boolean;
}

async function readHistory(client: ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS is_finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const failed = rows.find((row) => !row.is_finished);
  if (failed) {
    const { migration_name: migration } = failed;
    const remedy = `Repair the database, then: npx prisma migrate resolve --applied ${migration} (or --rolled-back)`;
    throw new DatabaseError("migration_failed", `Migration ${migration} failed earlier. ${remedy}.`, {
      detail: { migration },
    });
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function refuseUnknown(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).join(", ");
  if (unknown === "") return;
  const text = `The database has migrations that this build does not know (${unknown}). Start the newer version.`;
  throw new DatabaseError("migration_failed", text, { detail: { migration: unknown } });
}

async function applyOne(client: ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`, [
    id,
    checksum,
    name,
  ]);
  try {
    // Without parameters the whole file is one simple query, hence one implicit transaction.
    await client.query(sql);
  } catch (error) {
    const logs = errorMessage(error);
    await client.query(`UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1`, [id, logs]);
    const code = isDiskFull(error) ? "disk_full" : "migration_failed";
    throw new DatabaseError(code, `Migration ${name} failed: ${logs}`, { detail: { migration: name }, cause: error });
  }
  await client.query(
    `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = applied_steps_count + 1 WHERE id = $1`,
    [id],
  );
}

/** Beside this file in the source; a build in dist/ reads the same folder. */
async function migrationsFolder(): Promise<string> {
  const beside = fileURLToPath(new URL("./migrations", import.meta.url));
  return access(beside).then(
    () => beside,
    () => fileURLToPath(new URL("../../prisma/migrations", import.meta.url)),
  );
}
