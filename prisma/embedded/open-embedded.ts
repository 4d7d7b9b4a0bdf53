// Opens the embedded Postgres of a data folder, or one in memory.
import { access, rename, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { DatabaseError, errorMessage, isDiskFull } from "../database-error.ts";
import { type DataDirLock, lockDataDir } from "./data-dir-lock.ts";
import { type EmbeddedEngine, type EngineOptions, openEngine } from "./engine.ts";
import { unpackTemplate } from "./unpack-template.ts";
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

// One segment of the write-ahead log.
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

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
    if (isNew) await makeFiles({ ...rest, filesDir });
    const engine = await open({ ...rest, filesDir, template: undefined });
    lock.serve(() => engine.connect());
    return { ...engine, close: () => closeBoth(engine, lock) };
  } catch (error) {
    await lock.release();
    if (!isDiskFull(error) && !(await isNearlyFull(homeDir))) throw error;
    throw new DatabaseError("disk_full", `No space left for the database in ${homeDir}: ${errorMessage(error)}`, {
      detail: { folder: homeDir },
      cause: error,
    });
  }
}

/** Postgres cannot start without room for its log, and the embedded one does not say why it failed. */
async function isNearlyFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < LEAST_FREE_BYTES;
}

/** Under another name until it is whole, so that a process killed meanwhile starts over. */
async function makeFiles({ template, ...options }: EngineOptions & { filesDir: string }): Promise<void> {
  const unfinishedDir = `${options.filesDir}.unfinished`;
  await rm(unfinishedDir, { recursive: true, force: true });
  if (template) await unpackTemplate(template, unfinishedDir);
  else await initialise({ ...options, filesDir: unfinishedDir });
  await rename(unfinishedDir, options.filesDir);
}

/** In a thread that ends afterwards: making a database takes 400 MB that would stay with this process. */
async function initialise(options: EngineOptions): Promise<void> {
  const maker = await openWorkerEngine(options);
  await maker.close();
}

async function closeBoth(engine: EmbeddedEngine, lock: DataDirLock): Promise<void> {
  try {
    await engine.close();
  } finally {
    await lock.release();
  }
}
