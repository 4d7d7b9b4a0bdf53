// A process to be killed: opens the data folder of its argument and reports every row that it was told is committed.
import { readFile } from "node:fs/promises";
import pg from "pg";
import { openEmbedded } from "../embedded/open-embedded.ts";
import { templateNames } from "./template.ts";

const [, , homeDir = "", mode = ""] = process.argv;
const template = await readFile((await templateNames()).file);
const engine = await openEmbedded({ homeDir, inWorker: mode === "worker", template });
const pool = new pg.Pool({
  user: "postgres",
  database: "postgres",
  ssl: false,
  max: 4,
  stream: () => engine.connect(),
});
await pool.query("CREATE TABLE IF NOT EXISTS entry (id SERIAL PRIMARY KEY, half INT)");
console.log("open");

/** Two rows a transaction: a survivor's count must be even, and hold everything that was reported. */
async function write(): Promise<never> {
  const client = await pool.connect();
  for (;;) {
    await client.query("BEGIN");
    await client.query("INSERT INTO entry (half) VALUES (1)");
    const { rows } = await client.query<{ id: number }>("INSERT INTO entry (half) VALUES (2) RETURNING id");
    await client.query("COMMIT");
    console.log(rows[0]?.id);
  }
}

await Promise.all([write(), write()]);
