// One process a data folder. PGlite itself has no lock and two openers lose rows silently, so the owner listens on a
// Unix socket: it dies with the process, and local tools (psql, prisma) can talk to the database through it.
import { createHash } from "node:crypto";
import { mkdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseError, errorCode } from "../database-error.ts";

export interface DataDirLock {
  /** Folder to give to `psql -h`. */
  socketDir: string;
  /** Hands connections of local tools to the database from now on. */
  serve(connect: () => Duplex): void;
  release(): Promise<void>;
}

// The name that libpq looks for in the folder given as host.
const SOCKET_NAME = ".s.PGSQL.5432";
// sun_path holds 104 bytes on macOS, 108 on Linux, with the terminator.
const LONGEST_SOCKET_PATH_BYTES = 100;
const ATTEMPTS = 40;
const RETRY_DELAY_MS = 150;
const TAKEOVER_STALE_MS = 5_000;

export async function lockDataDir(homeDir: string): Promise<DataDirLock> {
  const socketDir = await socketDirOf(homeDir);
  const socketPath = pathOf(socketDir);
  const ownerFile = path.join(socketDir, "owner.pid");
  let connect: (() => Duplex) | undefined;
  const clients = new Set<net.Socket>();
  const server = net.createServer((client) => {
    clients.add(client);
    client.once("close", () => clients.delete(client));
    // A client that breaks off is its own affair; the close of the pair rolls its transaction back.
    client.on("error", () => client.destroy());
    if (connect) join(client, connect());
    else client.destroy();
  });

  for (let attempt = 1; !(await listen(server, socketPath)); attempt += 1) {
    if (attempt > ATTEMPTS || (await isAlive(socketPath))) throw await inUse(homeDir, ownerFile);
    await removeDeadSocket(socketPath);
  }
  await writeFile(ownerFile, String(process.pid), { mode: 0o600 });
  server.unref();

  return {
    socketDir,
    serve: (open) => {
      connect = open;
    },
    release: async () => {
      for (const client of clients) client.destroy();
      await rm(ownerFile, { force: true });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function socketDirOf(homeDir: string): Promise<string> {
  await mkdir(homeDir, { recursive: true, mode: 0o700 });
  const realHome = await realpath(homeDir);
  if (Buffer.byteLength(path.join(realHome, SOCKET_NAME)) <= LONGEST_SOCKET_PATH_BYTES) return realHome;
  const hash = createHash("sha256").update(realHome).digest("hex").slice(0, 16);
  const socketDir = path.join(os.tmpdir(), `vixenbliss-${hash}`);
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  return socketDir;
}

function pathOf(socketDir: string): string {
  const socketPath = path.join(socketDir, SOCKET_NAME);
  // Windows has named pipes instead, which vanish with their process.
  return process.platform === "win32" ? path.join("\\\\.\\pipe", socketPath) : socketPath;
}

/** False when the address is taken, by a living owner or by the socket file of a dead one. */
function listen(server: net.Server, socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => {
      if (errorCode(error) === "EADDRINUSE") resolve(false);
      else reject(error);
    };
    server.once("error", onError);
    server.listen(socketPath, () => {
      server.off("error", onError);
      resolve(true);
    });
  });
}

function isAlive(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect(socketPath);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", (error) => resolve(!["ECONNREFUSED", "ENOENT"].includes(errorCode(error) ?? "")));
  });
}

/** Of several starters only one may remove the dead socket, or it would remove the next owner's living one. */
async function removeDeadSocket(socketPath: string): Promise<void> {
  const takeover = `${socketPath}.takeover`;
  try {
    await mkdir(takeover);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    await delay(RETRY_DELAY_MS);
    const since = await stat(takeover).catch(() => undefined);
    if (since && Date.now() - since.mtimeMs > TAKEOVER_STALE_MS) await rm(takeover, { recursive: true, force: true });
    return;
  }
  try {
    if (!(await isAlive(socketPath))) await rm(socketPath, { force: true });
  } finally {
    await rm(takeover, { recursive: true, force: true });
  }
}

async function inUse(homeDir: string, ownerFile: string): Promise<DatabaseError> {
  const owner = await readFile(ownerFile, "utf8").catch(() => "unknown");
  return new DatabaseError(
    "in_use",
    `DATA_DIR in use by process ${owner}: ${homeDir}. Stop that process or choose another DATA_DIR.`,
    { detail: { processId: owner, folder: homeDir } },
  );
}

function join(client: net.Socket, connection: Duplex): void {
  client.pipe(connection).pipe(client);
  client.once("close", () => connection.destroy());
}
