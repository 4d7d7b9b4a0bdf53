// An isolated, migrated database for a test file: `const database = await createTestDatabase();`
import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "../client.ts";
import { takeEngine } from "./engine-pool.ts";
import { silentLog } from "./silent-log.ts";
import { runOnServer, serverUrl, templateNames, urlOf } from "./template.ts";

/** True when the tests run on a Postgres server: tests about the embedded database itself skip then. */
export const isServerTest: boolean = serverUrl !== undefined;

/** In memory, or on the server of TEST_DATABASE_URL. Close it in `afterAll`: that also removes it. */
export async function createTestDatabase(): Promise<Database> {
  if (!serverUrl) return await openDatabase({ engine: await takeEngine(), log: silentLog });
  const made = await createServerDatabase(serverUrl);
  const database = await openDatabase({ databaseUrl: made.url, log: silentLog });
  return {
    ...database,
    close: async () => {
      await database.close();
      await made.drop();
    },
  };
}

/** A migrated database on the server for a product that opens it by its address; null where tests run embedded. */
export async function createDatabaseForProduct(): Promise<{ url: string; drop: () => Promise<void> } | null> {
  return serverUrl ? await createServerDatabase(serverUrl) : null;
}

async function createServerDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const { database } = await templateNames();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${database}`);
  const drop = async () => void (await runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: urlOf(name, server), drop };
}
