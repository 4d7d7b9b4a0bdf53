// Starts the product under test and speaks with it: over HTTP as a user, over the channel about what only it can know.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FromProduct, ProductQuestion, ProductSettings } from "./product-protocol.ts";

export interface Product {
  readonly url: string;
  /** A command over REST, with the yes to its run card; its output. @throws Error when it was refused */
  run<Output = unknown>(command: string, input?: object): Promise<Output>;
  /** Jobs per second that do nothing, on this product's backend and in its process. */
  bareJobsPerSecond(count: number): Promise<number>;
  /** Processor time so far, of all its threads. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL("./product-process.ts", import.meta.url));

export async function startProduct(settings: ProductSettings): Promise<Product> {
  const child = fork(ENTRY, [JSON.stringify(settings)], {
    execArgv: [
      "--enable-source-maps",
      "--import",
      import.meta.resolve("tsx"),
      ...(process.env.PROF ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROF}`] : []),
    ],
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
    run: async <Output>(command: string, input: object = {}) =>
      (await runOverRest(ready.url, ready.token, command, input)) as Output,
    bareJobsPerSecond: (count) => ask({ ask: "bare-jobs", count }),
    cpuMs: () => ask({ ask: "cpu" }),
    close: async () => {
      await ask({ ask: "close" });
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
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

interface RestAnswer {
  readonly state?: "done" | "waiting";
  readonly output?: unknown;
  readonly runCardId?: string;
  readonly title?: string;
}

async function runOverRest(url: string, token: string, command: string, input: object): Promise<unknown> {
  const post = async (name: string, body: object): Promise<RestAnswer> => {
    const response = await fetch(`${url}/api/v1/${name.replace(".", "/")}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as RestAnswer;
  };
  const first = await post(command, input);
  if (first.state === "done") return first.output;
  if (first.state !== "waiting") throw new Error(`${command}: ${first.title}`);
  const second = await post("run.approve", { id: first.runCardId });
  if (second.state !== "done") throw new Error(`${command}: ${second.title}`);
  return (second.output as { result: unknown }).result;
}
