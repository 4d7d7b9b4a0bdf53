// A Postgres server of the user's own: its settings, and a first contact that explains why it failed.
import pg from "pg";
import { DatabaseError, errorCode, errorMessage } from "./database-error.ts";

const CONNECT_TIMEOUT_MS = 10_000;

export function serverConfig(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "vixenbliss",
  };
}

/** Throws DatabaseError `unreachable` with host, port and remedy. The URL itself is never shown: it holds a password. */
export async function requireReachable(config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(config);
  const { host, port } = client;
  // A failure after the connect is reported by connect() or end() as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const reason = errorMessage(error) || errorCode(error) || "no answer";
    throw new DatabaseError(
      "unreachable",
      `Postgres at ${host}:${port} cannot be used: ${reason}. Check that it runs and that DATABASE_URL is right, ` +
        "or leave DATABASE_URL out to use the embedded database.",
      { detail: { host, port, reason }, cause: error },
    );
  }
}
