// The engine's one-shot commands: is the database there, create it, drop it.
import pg from "pg";
import { errorCode, errorMessage } from "../../database-error.ts";
import { isMemoryUrl } from "./arguments.ts";
import { logError } from "./log.ts";

const STATEMENTS = new Map([
  ["create-database", "CREATE DATABASE"],
  ["drop-database", "DROP DATABASE"],
]);

/** Returns the exit code. P1003: the database does not exist; P1001: the server cannot be reached. */
export async function runDatabaseCommand(command: string, url: string | undefined): Promise<number> {
  try {
    if (!url) throw new Error("no datasource url");
    if (isMemoryUrl(url)) return 0;
    const statement = STATEMENTS.get(command);
    const address = new URL(url);
    const database = decodeURIComponent(address.pathname.slice(1)) || "postgres";
    if (statement) address.pathname = "/postgres";
    const client = new pg.Client({ connectionString: address.toString() });
    await client.connect();
    if (statement) await client.query(`${statement} ${client.escapeIdentifier(database)}`);
    await client.end();
    return 0;
  } catch (error) {
    logError(errorMessage(error), { is_panic: false, error_code: errorCode(error) === "3D000" ? "P1003" : "P1001" });
    return 1;
  }
}
