// The embedded database as its users see it, and the plain variant of it that lives in the calling thread.
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
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

export async function openEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const database = await PGlite.create({
    extensions: { vector },
    ...(options.filesDir === undefined ? {} : { dataDir: options.filesDir }),
    ...(options.template === undefined ? {} : { loadDataDir: tarball(options.template) }),
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
      await database.close();
    },
  };
}

const GZIP_MAGIC = Buffer.of(0x1f, 0x8b);

function tarball(template: Uint8Array): Blob {
  const isGzipped = GZIP_MAGIC.equals(template.subarray(0, GZIP_MAGIC.length));
  return new Blob([Uint8Array.from(template)], { type: isGzipped ? "application/x-gzip" : "application/x-tar" });
}
