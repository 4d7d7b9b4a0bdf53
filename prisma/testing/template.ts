// The migrated database that every test database is a copy of: a file, or a database on the server of TEST_DATABASE_URL.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { openDatabase } from "../client.ts";
import { readMigrations } from "../migrate.ts";
import { silentLog } from "./silent-log.ts";

/** A server to test on instead of the embedded database. */
export const serverUrl: string | undefined = process.env.TEST_DATABASE_URL || undefined;

const CACHE_DIR = fileURLToPath(new URL("../../node_modules/.cache/test-database", import.meta.url));

/** Both are named by the migrations, so a template never outlives them. */
export async function templateNames(): Promise<{ file: string; database: string }> {
  const hash = createHash("sha256");
  for (const { name, checksum } of await readMigrations()) hash.update(name).update(checksum);
  const id = hash.digest("hex").slice(0, 16);
  return { file: path.join(CACHE_DIR, `${id}.tar`), database: `test_template_${id}` };
}

export async function makeTemplate(): Promise<void> {
  const { file, database } = await templateNames();
  // Also on a server: tests of the whole product open embedded databases too.
  if (!(await exists(file))) await makeTemplateFile(file);
  if (serverUrl) await makeTemplateDatabase(serverUrl, database);
}

/** The same server, another database. */
export function urlOf(databaseName: string, url: string): string {
  const other = new URL(url);
  other.pathname = `/${databaseName}`;
  return other.toString();
}

/** Runs one statement on the server's own database. */
export async function runOnServer(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

// Not gzipped: unpacking would cost every test database a tenth of a second.
async function makeTemplateFile(file: string): Promise<void> {
  await mkdir(CACHE_DIR, { recursive: true });
  const backup = `${file}.${process.pid}.gz`;
  const database = await openDatabase({ inMemory: true, log: silentLog });
  await database.backup(backup);
  await database.close();
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, gunzipSync(await readFile(backup)));
  await rm(backup);
  await rename(unfinished, file);
}

async function makeTemplateDatabase(url: string, name: string): Promise<void> {
  const { rowCount } = await runOnServer(url, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (rowCount === 0) await runOnServer(url, `CREATE DATABASE ${name}`);
  const database = await openDatabase({ databaseUrl: urlOf(name, url), poolSize: 1, log: silentLog });
  await database.close();
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
