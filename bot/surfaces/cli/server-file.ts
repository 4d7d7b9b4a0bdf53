// How the command line finds a running server: DATA_DIR/server.json with its address, DATA_DIR/cli-token with a token.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const ServerFacts = z.object({ url: z.url({ protocol: /^https?$/ }), pid: z.int().positive() });

export interface ServerFile {
  /** Without slash at the end; an address that works on this machine. */
  readonly url: string;
  readonly pid: number;
  /** Bearer token of the owner for REST. */
  readonly token: string;
}

const SERVER_FILE = "server.json";
const TOKEN_FILE = "cli-token";
/** Readable by its owner alone. */
const PRIVATE = 0o600;

/** Both files appear whole or not at all. */
export async function writeServerFile(dataDir: string, server: ServerFile): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writePrivate(path.join(dataDir, TOKEN_FILE), server.token);
  await writePrivate(path.join(dataDir, SERVER_FILE), JSON.stringify({ url: server.url, pid: server.pid }));
}

/** null when there is none, it cannot be read, or its process is gone. */
export async function readServerFile(dataDir: string): Promise<ServerFile | null> {
  const text = await readText(path.join(dataDir, SERVER_FILE));
  const token = await readStoredToken(dataDir);
  const facts = text === null ? null : ServerFacts.safeParse(parseJson(text));
  if (!facts?.success || token === null || !isRunning(facts.data.pid)) return null;
  return { ...facts.data, url: facts.data.url.replace(/\/+$/, ""), token };
}

/** The token outlives the server, so that each start uses the same one. */
export async function readStoredToken(dataDir: string): Promise<string | null> {
  const token = (await readText(path.join(dataDir, TOKEN_FILE)))?.trim() ?? "";
  return token === "" ? null : token;
}

/** Only of this process: a newer server's file stays. */
export async function removeServerFile(dataDir: string, pid: number): Promise<void> {
  const file = path.join(dataDir, SERVER_FILE);
  const facts = ServerFacts.safeParse(parseJson((await readText(file)) ?? ""));
  if (facts.success && facts.data.pid === pid) await rm(file, { force: true });
}

async function writePrivate(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, text, { mode: PRIVATE, flag: "wx" });
  await rename(unfinished, file);
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
    throw thrown;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // A file cut short by a crash is as good as none.
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Another user's process may not be signalled, but it is there.
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
}
