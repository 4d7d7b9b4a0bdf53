// Opens the embedded Postgres of a data folder, or one in memory.
import { access } from "node:fs/promises";
import path from "node:path";
import { DatabaseError, errorMessage, isDiskFull } from "../database-error.ts";
import { type DataDirLock, lockDataDir } from "./data-dir-lock.ts";
import { type EmbeddedEngine, openEngine } from "./engine.ts";
import { openWorkerEngine } from "./worker-engine.ts";

export interface EmbeddedOptions {
  /** Folder that becomes the database's own (files in `pgdata`, lock beside them); absent: in memory. */
  homeDir?: string | undefined;
  /** Runs the database in a thread of its own. */
  inWorker?: boolean | undefined;
  /** A gzipped dump to start from when there is no database yet. */
  template?: Uint8Array | undefined;
  /** Default 30 s; see the multiplexer. */
  idleInTransactionMs?: number | undefined;
  onBroken?: ((error: unknown) => void) | undefined;
}

/** Throws DatabaseError `in_use` when another process has the folder, `disk_full` when there is no space. */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedEngine> {
  const { homeDir, inWorker, ...rest } = options;
  const open = inWorker ? openWorkerEngine : openEngine;
  if (homeDir === undefined) return open(rest);
  const lock = await lockDataDir(homeDir);
  try {
    const filesDir = path.join(homeDir, "pgdata");
    const isNew = await access(path.join(filesDir, "PG_VERSION")).then(
      () => false,
      () => true,
    );
    const engine = await open({ ...rest, filesDir, template: isNew ? rest.template : undefined });
    lock.serve(() => engine.connect());
    return { ...engine, close: () => closeBoth(engine, lock) };
  } catch (error) {
    await lock.release();
    if (!isDiskFull(error)) throw error;
    throw new DatabaseError("disk_full", `No space left for the database in ${homeDir}: ${errorMessage(error)}`, {
      detail: { folder: homeDir },
      cause: error,
    });
  }
}

async function closeBoth(engine: EmbeddedEngine, lock: DataDirLock): Promise<void> {
  try {
    await engine.close();
  } finally {
    await lock.release();
  }
}
