// Embedded databases of one test process, used again and again: to open one costs half a second of CPU, to empty one a tenth.
import { readFile } from "node:fs/promises";
import pg from "pg";
import { type EmbeddedEngine, openEngine } from "../embedded/engine.ts";
import { templateNames } from "./template.ts";

interface Pooled {
  readonly engine: EmbeddedEngine;
  /** Of the schema as migrated: a test that changed it leaves a database nobody else wants. */
  readonly fingerprint: string;
  /** What migrations put in, by table. */
  readonly seeds: readonly { readonly table: string; readonly rows: string }[];
}

// Files of one process share modules, but not always: the pool is the process's.
const POOL = Symbol.for("vixenbliss.test-engines");
const shared = globalThis as typeof globalThis & { [POOL]?: Pooled[] };
shared[POOL] ??= [];
const idle: Pooled[] = shared[POOL];

/** A migrated, empty database. Closing it gives it back; it must have no connection then. */
export async function takeEngine(): Promise<EmbeddedEngine> {
  const used = idle.pop();
  const pooled = used && (await isAsNew(used)) ? used : await openPooled();
  return {
    connect: () => pooled.engine.connect(),
    dump: () => pooled.engine.dump(),
    close: async () => void idle.push(pooled),
  };
}

async function openPooled(): Promise<Pooled> {
  const { file } = await templateNames();
  const engine = await openEngine({ template: await readFile(file) });
  return await withClient(engine, async (client) => {
    const seeds = [];
    for (const table of await tablesWithRows(client)) {
      const { rows } = await client.query(`SELECT json_agg(t)::text AS rows FROM "${table}" t`);
      seeds.push({ table, rows: String(rows[0].rows) });
    }
    return { engine, fingerprint: await fingerprintOf(client), seeds };
  });
}

/** Empties it; false, and closed, where it cannot be used again. */
async function isAsNew({ engine, fingerprint, seeds }: Pooled): Promise<boolean> {
  try {
    await withClient(engine, async (client) => {
      if ((await fingerprintOf(client)) !== fingerprint) throw new Error("the schema was changed");
      const filled = await tablesWithRows(client);
      // Triggers that keep records from being deleted, and references, do not count here.
      await client.query("SET session_replication_role = replica");
      if (filled.length > 0) {
        await client.query(`TRUNCATE ${filled.map((table) => `"${table}"`).join(", ")} RESTART IDENTITY CASCADE`);
      }
      for (const { table, rows } of seeds) {
        await client.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`, [
          rows,
        ]);
      }
      await client.query("RESET session_replication_role");
      await client.query("DROP SCHEMA bullmq CASCADE");
      await client.query("CREATE SCHEMA bullmq");
    });
    return true;
  } catch {
    // Broken or changed by its test, on purpose: another one is opened.
    await engine.close().catch(() => undefined);
    return false;
  }
}

async function withClient<T>(engine: EmbeddedEngine, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    user: "postgres",
    database: "postgres",
    host: "embedded",
    ssl: false,
    stream: () => engine.connect(),
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function tablesWithRows(client: pg.Client): Promise<readonly string[]> {
  const { rows: all } = await client.query<{ table: string }>(
    `SELECT relname AS table FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  const questions = all.map(({ table }) => `SELECT '${table}' AS table WHERE EXISTS (SELECT FROM "${table}")`);
  const { rows } = await client.query<{ table: string }>(questions.join(" UNION ALL "));
  return rows.map(({ table }) => table);
}

async function fingerprintOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(`
    WITH mine AS (SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace),
    facts AS (
      SELECT format('relation %s %s', oid, relname) AS fact FROM mine
      UNION ALL SELECT format('column %s %s %s %s %s', attrelid, attname, atttypid, attnotnull, atthasdef)
        FROM pg_attribute JOIN mine ON mine.oid = attrelid
      UNION ALL SELECT format('trigger %s %s %s', tgrelid, tgname, tgenabled) FROM pg_trigger JOIN mine ON mine.oid = tgrelid
        WHERE NOT tgisinternal
      UNION ALL SELECT format('constraint %s', c.oid) FROM pg_constraint c JOIN mine ON mine.oid = conrelid
      UNION ALL SELECT format('function %s %s', proname, md5(prosrc)) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prolang <> 13
    )
    SELECT md5(string_agg(fact, E'\\n' ORDER BY fact)) AS fingerprint FROM facts`);
  return rows[0]?.fingerprint ?? "";
}
