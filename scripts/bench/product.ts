// Starts the product under test on ground of its own and speaks with it: over HTTP as a user, over the channel about what
// only it can know.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { type Backend, prepareGround } from "../testbed/ground.ts";
import { Operator } from "../testbed/operator.ts";
import type { FromProduct, ProductQuestion, ProductSettings } from "./product-protocol.ts";

export interface Product {
  readonly url: string;
  readonly dataDir: string;
  /** Works over REST. */
  readonly operator: Operator;
  /** Of its whole process, in MB, without what only waits to be collected. */
  memoryMb(): Promise<number>;
  /** The most it ever had while `work` ran, in MB; what waits to be collected counts. */
  peakMemoryMb(work: () => Promise<unknown>): Promise<number>;
  /** Spent by its whole process so far, in ms: embedded Postgres is in it, a server's is not. */
  cpuMs(): Promise<number>;
  /** A look at its database beside it. */
  connect(): pg.Pool;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL("./product-process.ts", import.meta.url));
const DEFAULTS = { PORT: "0", ROLES: "web,worker", LOG_LEVEL: "warn" };

export async function startProduct(
  backend: Backend,
  { answers = "graph", environment = {} }: Partial<ProductSettings> = {},
): Promise<Product> {
  const ground = await prepareGround(backend);
  const settings: ProductSettings = {
    answers,
    environment: { ...DEFAULTS, ...ground.environment, DATA_DIR: ground.dataDir, ...environment },
  };
  const child = fork(ENTRY, [JSON.stringify(settings)], {
    execArgv: ["--enable-source-maps", "--expose-gc", "--import", import.meta.resolve("tsx")],
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const ready = await next(child);
  if (ready.kind !== "ready") throw new Error("the product did not start");
  const ask = async (question: ProductQuestion): Promise<number> => {
    child.send(question);
    const message = await next(child);
    if (message.kind === "answer") return message.value;
    throw new Error(message.kind === "failed" ? message.message : "the product spoke out of turn");
  };
  return {
    url: ready.url,
    dataDir: ground.dataDir,
    operator: new Operator(ready.url, async () => ready.token),
    memoryMb: () => ask({ ask: "memory" }),
    peakMemoryMb: async (work) => {
      await ask({ ask: "watch" });
      await work();
      return await ask({ ask: "peak" });
    },
    cpuMs: () => ask({ ask: "cpu" }),
    connect: ground.connect,
    close: async () => {
      await ask({ ask: "close" });
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
      await ground.close();
    },
  };
}

async function next(child: ChildProcess): Promise<FromProduct> {
  const ended = new AbortController();
  const exit = once(child, "exit", { signal: ended.signal }).then(([code]) => {
    throw new Error(`the product ended by itself (${code})`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal: ended.signal }), exit]);
    return message as FromProduct;
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
}
