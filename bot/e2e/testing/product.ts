// The whole product on a port of its own with a data folder of its own, as `npm start` runs it, for tests from outside.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import { vi } from "vitest";
import { actorOf } from "../../../agents/commands/session/actor-of.ts";
import { readConfig } from "../../../agents/kernel/config.ts";
import { silentLogger } from "../../../agents/kernel/log.ts";
import { templateNames } from "../../../prisma/testing/template.ts";
import { createDatabaseForProduct } from "../../../prisma/testing/test-database.ts";
import { type Running, start } from "../../compose/start.ts";

export interface RestAnswer {
  readonly status: number;
  readonly state?: "done" | "waiting";
  readonly output?: unknown;
  readonly runCardId?: string;
  readonly card?: { readonly title: string; readonly live?: { readonly finished: boolean } };
  readonly code?: string;
  readonly title?: string;
}

export interface Product {
  readonly running: Running;
  readonly url: string;
  readonly dataDir: string;
  readonly prisma: Running["app"]["context"]["database"]["prisma"];
  /** POST /api/v1/<noun>/<verb> with the owner's token. */
  call(command: string, input?: object): Promise<RestAnswer>;
  /** The same, with the yes to its run card; the command's output. @throws Error when it was refused */
  run<Output = unknown>(command: string, input?: object): Promise<Output>;
  /** Stops the product and keeps its folder. */
  stop(): Promise<void>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

export function newDataDir(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "vixenbliss-e2e-"));
}

export async function startProduct(environment: Environment = {}, folder?: string): Promise<Product> {
  const dataDir = folder ?? (await newDataDir());
  // A folder that is named is about the embedded database; everything else runs on the real services where there are some.
  const server = folder === undefined ? await createDatabaseForProduct() : null;
  const running = await start({
    config: readConfig({
      PORT: "0",
      DATA_DIR: dataDir,
      // The four seconds a fan may take for the next line of a burst would be most of these tests' time.
      BURST_QUIET_SECONDS: "0.4",
      ...(server ? await realServices(server.url) : {}),
      ...environment,
    }),
    log: silentLogger,
    databaseTemplate: await readFile((await templateNames()).file),
  });
  const token = await ownerToken(running);
  const call = (command: string, input: object = {}) => post(running.url, token, command, input);
  return {
    running,
    url: running.url,
    dataDir,
    prisma: running.app.context.database.prisma,
    call,
    run: async <Output>(command: string, input: object = {}) => (await approved(call, command, input)) as Output,
    stop: () => running.close(),
    close: async () => {
      await running.close();
      await server?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Test files run side by side: each worker of the test runner has a Redis database of its own, empty when a product begins. */
async function realServices(databaseUrl: string): Promise<Environment> {
  const server = process.env.TEST_REDIS_URL;
  if (!server) return { DATABASE_URL: databaseUrl };
  const index = 8 + (Number(process.env.VITEST_POOL_ID ?? 0) % 8);
  const url = `${server.replace(/\/\d+$/, "")}/${index}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return { DATABASE_URL: databaseUrl, REDIS_URL: url };
}

async function ownerToken({ app, owner }: Running): Promise<string> {
  const operator = await app.context.database.prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  const made = await app.execute({
    command: "token.create",
    input: { role: "owner" },
    actor: actorOf(operator, "cli"),
  });
  if (made.state !== "done") throw new Error(made.card.title);
  return (made.output as { token: string }).token;
}

async function post(url: string, token: string, command: string, input: object): Promise<RestAnswer> {
  const response = await fetch(`${url}/api/v1/${command.replace(".", "/")}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  return { ...((await response.json()) as object), status: response.status };
}

async function approved(call: Product["call"], command: string, input: object): Promise<unknown> {
  const first = await call(command, input);
  if (first.state === "done") return first.output;
  if (first.state !== "waiting") throw new Error(`${command}: ${first.title}`);
  const second = await call("run.approve", { id: first.runCardId });
  if (second.state !== "done") throw new Error(`${command}: ${second.title}`);
  return (second.output as { result: unknown }).result;
}

/** Looks again until it holds: work of jobs shows up in its own time. */
export function eventually<Found>(look: () => Promise<Found>, limitMs = 20_000): Promise<Found> {
  return vi.waitFor(look, { timeout: limitMs, interval: 100 });
}

/** Makes an avatar whose batch of `count` is finished; their references. */
export async function makeBatch(product: Product, name: string, count: number): Promise<string> {
  await product.run("avatar.create", { name, brief: "surf and coffee, warm and playful, lives by the sea" });
  return await finishBatch(product, name.toLowerCase(), count);
}

/** A finished batch of an avatar there is; its reference. */
export async function finishBatch(product: Product, slug: string, count: number): Promise<string> {
  const { reference } = await product.run<{ reference: string }>("batch.create", { avatar: slug, count });
  await eventually(async () => {
    const shown = await product.run<{ finished: number; total: number }>("batch.show", { batch: reference });
    if (shown.finished < shown.total) throw new Error(`${shown.finished} of ${shown.total} are finished`);
  }, 30_000);
  return reference;
}
