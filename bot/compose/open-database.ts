// The database of the configuration. It imports little, so that the process can begin here: while the embedded one boots in
// its thread, everything else is loaded.
import { readFile } from "node:fs/promises";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import { type Database, DatabaseError, openDatabase } from "../../prisma/client.ts";
import { prepareDataDir } from "./data-dir.ts";

export interface OpenDatabaseOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The database broke for good; the process has to end. */
  readonly onBroken: (error: unknown) => void;
  /** A new embedded database starts from this backup instead of the one of the build. */
  readonly databaseTemplate?: Uint8Array;
}

export interface OpenedDatabase {
  readonly database: Database;
  readonly dataDir: string;
}

/** @throws AppError: database faults in the words every surface knows */
export async function openConfiguredDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const dataDir = await prepareDataDir(options.config.DATA_DIR);
  return { database: await open(options, dataDir), dataDir };
}

async function open(
  { config, log, onBroken, databaseTemplate }: OpenDatabaseOptions,
  dataDir: string,
): Promise<Database> {
  const where = config.DATABASE_URL
    ? { databaseUrl: config.DATABASE_URL }
    : { dataDir, inWorker: true, template: databaseTemplate ?? (await builtTemplate()) };
  const fields = (details: object) => ("err" in details ? { error: details.err } : {});
  try {
    return await openDatabase({
      ...where,
      poolSize: config.DATABASE_POOL_SIZE,
      onStopped: onBroken,
      log: {
        info: (details, message) => log.info(message, fields(details)),
        warn: (details, message) => log.warn(message, fields(details)),
        error: (details, message) => log.error(message, fields(details)),
      },
    });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new AppError(error.code === "in_use" ? "conflict" : "unavailable", error.message, {
      reason: `database_${error.code}`,
      cause: error,
    });
  }
}

/** A fresh, migrated database made by the build: the first start then skips the slow creation of one. */
async function builtTemplate(): Promise<Uint8Array | undefined> {
  try {
    return await readFile(new URL("../../database-template.tar.gz", import.meta.url));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
