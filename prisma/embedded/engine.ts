// The embedded database as its users see it, and the plain variant of it that lives in the calling thread.
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";
import { MemoryBlob } from "./memory-blob.ts";
import { Multiplexer } from "./multiplexer.ts";
import { VirtualSocket } from "./virtual-socket.ts";

/** One embedded Postgres; the same whether it runs in this thread or in one of its own. */
export interface EmbeddedEngine {
  /** A new connection, for the `stream` option of node-postgres. Any number may be open. */
  connect(): VirtualSocket;
  /** The whole database as a gzipped tar, taken between transactions; usable as `template` later. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of the Postgres files; absent: in memory. */
  filesDir?: string | undefined;
  /** A dump to start from, gzipped or not; only allowed when there are no files yet. */
  template?: Uint8Array | undefined;
  idleInTransactionMs?: number | undefined;
  /** Told once when the database broke down; only a restart of the process helps. */
  onBroken?: ((error: unknown) => void) | undefined;
}

// Postgres' defaults (128 MB, 1 GB) are made for a server of its own: fewer buffers open faster and hold less memory
// (figures in docs/adr/0003-embedded-postgres.md), a short log keeps the folder small and the restart after a crash quick.
const MEMORY_SETTINGS = ["-c", "shared_buffers=32MB", "-c", "max_wal_size=128MB", "-c", "min_wal_size=32MB"];

export async function openEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const database = await PGlite.create({
    extensions: { vector, pg_trgm },
    startParams: [...PGlite.defaultStartParams, ...MEMORY_SETTINGS],
    ...(options.filesDir === undefined ? {} : { dataDir: options.filesDir }),
    ...(options.template === undefined ? {} : { loadDataDir: new MemoryBlob(options.template) }),
  });
  const multiplexer = await Multiplexer.create(database, {
    ...(options.idleInTransactionMs === undefined ? {} : { idleInTransactionMs: options.idleInTransactionMs }),
    ...(options.onBroken === undefined ? {} : { onBroken: options.onBroken }),
  });
  return {
    connect: () => {
      const socket = new VirtualSocket();
      return socket.attach(
        multiplexer.open({ send: (bytes) => socket.deliver(bytes), end: () => socket.deliver(null) }),
      );
    },
    dump: () =>
      multiplexer.exclusively(async () => {
        await database.exec("CHECKPOINT");
        const tarball = await database.dumpDataDir("gzip");
        return new Uint8Array(await tarball.arrayBuffer());
      }),
    close: async () => {
      await multiplexer.close();
      // A broken one would not return.
      if (!multiplexer.isBroken) await database.close();
    },
  };
}
