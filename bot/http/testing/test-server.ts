// The real HTTP server over a real test database and the commands a test brings; outside capabilities are the least that works.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, createApp } from "../../../agents/commands/app.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { ensureOwner } from "../../../agents/commands/session/ensure-owner.ts";
import { type Clock, ManualClock } from "../../../agents/kernel/clock.ts";
import { readConfig } from "../../../agents/kernel/config.ts";
import { createIds } from "../../../agents/kernel/ids.ts";
import { createLogger, type Logger } from "../../../agents/kernel/log.ts";
import { systemRandom } from "../../../agents/kernel/random.ts";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import type { AppEvent, EventBus } from "../../../agents/ports/event-bus.ts";
import { createFileStore } from "../../../jobs/providers/storage/files.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import type { HealthCheck } from "../health.ts";
import type { Mount } from "../mount.ts";
import { createHttpServer, type HttpServer, type ServerLimits } from "../server.ts";

export const OWNER = { email: "owner@example.com", password: "correct horse battery" } as const;

export interface TestServer {
  readonly url: string;
  readonly app: App;
  readonly server: HttpServer;
  /** Everything logged so far. */
  readonly log: () => string;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly registry: Registry;
  readonly mounts: (app: App) => readonly Mount[];
  readonly checks?: readonly HealthCheck[];
  readonly clock?: Clock;
  readonly limits?: ServerLimits;
}

/** Events of this process only. */
function localEvents(): EventBus {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}

export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const clock = options.clock ?? new ManualClock();
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "vixenbliss-http-"));
  const logged: string[] = [];
  const log: Logger = createLogger("debug", { write: (line: string) => void logged.push(line) });
  const address = { url: "http://127.0.0.1:0" };
  const config = readConfig({ PORT: "0" });
  const queue = { counts: async () => ({ media: { waiting: 2, active: 1, delayed: 0, failed: 0 } }) };
  const parts = {
    config,
    log,
    clock,
    database,
    ids: createIds(clock),
    random: systemRandom,
    secrets: createSecretBox("a test key that is long enough to pass"),
    ports: { store: createFileStore(folder), events: localEvents(), queue },
    installation: {
      version: "0.1.0-test",
      startedAt: clock.now(),
      publicUrl: () => address.url,
      emulated: new Set(["instagram"]),
    },
  };
  // The commands of these tests use nothing else of the context.
  const app = createApp(parts as unknown as AppContext, options.registry);
  await callInternal(app.context, ensureOwner, { ...OWNER, loopback: true });
  const server = createHttpServer({
    app,
    config,
    checks: options.checks ?? [],
    mounts: options.mounts(app),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  address.url = `http://127.0.0.1:${await server.listen()}`;
  return {
    url: address.url,
    app,
    server,
    log: () => logged.join(""),
    close: async () => {
      await server.close(1_000);
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
