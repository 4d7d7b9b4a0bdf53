// The product as users run it: a process of its own, started from the build when that is fresh, and killed without a word.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = path.join(ROOT, "dist/bot/main.js");
const SOURCES = ["agents", "bot", "jobs", "prisma"];
const LOOK_INTERVAL_MS = 100;

export interface ProductOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Beside PATH and HOME nothing of our own environment goes in. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it prints, of all its lives, goes here. */
  readonly logFile: string;
}

export class ProductProcess {
  readonly url: string;
  readonly #options: ProductOptions;
  readonly #command: readonly string[];
  /** Lives that ended without being told to. */
  readonly deaths: string[] = [];
  #child: ChildProcess | undefined;
  #isEnding = false;

  constructor(options: ProductOptions, command: readonly string[]) {
    this.#options = options;
    this.#command = command;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  start(): void {
    const { dataDir, port, environment, logFile } = this.#options;
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(process.execPath, this.#command, {
      cwd: ROOT,
      env: { PATH, HOME, ...environment, DATA_DIR: dataDir, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const log = createWriteStream(logFile, { flags: "a" });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once("close", (code, signal) => {
      log.end();
      if (!this.#isEnding) this.deaths.push(`exit ${code ?? signal}`);
    });
    this.#isEnding = false;
    this.#child = child;
  }

  /** Answers once /readyz says yes. @throws Error when it does not within the time */
  async ready(limitMs: number): Promise<void> {
    const until = performance.now() + limitMs;
    while (performance.now() < until) {
      if (await this.#isReady()) return;
      await delay(LOOK_INTERVAL_MS);
    }
    throw new Error(`the product was not ready within ${limitMs / 1_000} s; see ${this.#options.logFile}`);
  }

  /** The token the product leaves for its own command line. */
  async token(): Promise<string> {
    return (await readFile(path.join(this.#options.dataDir, "cli-token"), "utf8")).trim();
  }

  /** Like a power cut: no drain, no good-bye. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async #isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false; // not listening yet
    }
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.#isEnding = true;
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    child.kill(signal);
    await ended;
  }
}

/** Arguments for node: the build, or the sources when they are newer. */
export async function productCommand(): Promise<readonly string[]> {
  const isFresh = (await modifiedAtMs(BUILT)) > (await newestSourceMs());
  return isFresh
    ? ["--enable-source-maps", BUILT]
    : ["--import", import.meta.resolve("tsx"), path.join(ROOT, "bot/main.ts")];
}

async function modifiedAtMs(file: string): Promise<number> {
  return await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestSourceMs(): Promise<number> {
  const folders = await Promise.all(
    SOURCES.map((folder) => readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true })),
  );
  const sources = folders
    .flat()
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => modifiedAtMs(path.join(entry.parentPath, entry.name)));
  return Math.max(...(await Promise.all(sources)));
}

/** Free now; the same port for every life of the product, since platforms know its address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
