// Reads every store of the product as text and says where a word stands. It knows none of their names beforehand.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Redis } from "ioredis";
import type pg from "pg";

export interface Stores {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  /** Absent: there is no Redis. */
  readonly redisUrl?: string | undefined;
}

/** One thing that is stored: a row, a key of Redis, a file. */
export interface StoredText {
  /** "postgres public.Message", "redis", "file media/fans/…" */
  readonly place: string;
  readonly text: string;
}

/** Everything stored now. The database's own files are read through the database, not from the disk. */
export async function readStores({ pool, dataDir, redisUrl }: Stores): Promise<readonly StoredText[]> {
  return [
    ...(await readTables(pool)),
    ...(redisUrl === undefined ? [] : await readRedis(redisUrl)),
    ...(await readFiles(dataDir)),
  ];
}

/** Places that hold the word in any case, or written as hexadecimal or base64. */
export function placesOf(stored: readonly StoredText[], word: string): readonly string[] {
  const forms = [word.toLowerCase(), Buffer.from(word).toString("hex"), base64Core(word).toLowerCase()];
  const holds = (text: string) => forms.some((form) => text.toLowerCase().includes(form));
  return [...new Set(stored.filter(({ place, text }) => holds(text) || holds(place)).map(({ place }) => place))];
}

/** What base64 makes of a word that begins on a boundary, without its last, unsure letters. */
const base64Core = (word: string) => Buffer.from(word).toString("base64").replaceAll("=", "").slice(0, -2);

async function readTables(pool: pg.Pool): Promise<readonly StoredText[]> {
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const stored: StoredText[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM "${schema}"."${name}" t`);
    stored.push(...rows.map(({ text }) => ({ place: `postgres ${schema}.${name}`, text })));
  }
  return stored;
}

async function readRedis(url: string): Promise<readonly StoredText[]> {
  const redis = new Redis(url);
  try {
    const stored: StoredText[] = [];
    for (const key of await redis.keys("*")) {
      const text = JSON.stringify(await READERS[await redis.type(key)]?.(redis, key));
      stored.push({ place: `redis ${key}`, text });
    }
    return stored;
  } finally {
    redis.disconnect();
  }
}

const READERS: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, "0", "-1"),
  stream: (redis, key) => redis.xrange(key, "-", "+"),
};

/** What the embedded database keeps, as Postgres lays it out. */
const DATABASE_MARK = "PG_VERSION";

async function readFiles(folder: string, within = ""): Promise<readonly StoredText[]> {
  const entries = await readdir(path.join(folder, within), { withFileTypes: true });
  if (entries.some(({ name }) => name === DATABASE_MARK)) return [];
  const stored: StoredText[] = [];
  for (const entry of entries) {
    const name = path.join(within, entry.name);
    if (entry.isDirectory()) stored.push(...(await readFiles(folder, name)));
    else if (entry.isFile())
      stored.push({ place: `file ${name}`, text: await readFile(path.join(folder, name), "latin1") });
  }
  return stored;
}
