import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLogger } from "../../agents/kernel/log.ts";
import { publishPost } from "../../agents/work-orders/publish-post.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { openQueueBackend } from "./backend.ts";
import { openJobQueue } from "./bullmq-job-queue.ts";

const redisUrl = process.env.TEST_REDIS_URL;

describe("queue backend", () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  it("says which Redis does not answer and what to do, without its password", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = portOf(server);
    server.close();
    const opened = openQueueBackend({
      redisUrl: `redis://user:hunter2@127.0.0.1:${port}`,
      database,
      log: silentLogger,
    });
    await expect(opened).rejects.toMatchObject({
      code: "unavailable",
      message: `Redis at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
    });
  });

  it.skipIf(!redisUrl)("fails at once while Redis is down and serves again when it is back", async () => {
    const relay = await openCutter(new URL(redisUrl ?? ""));
    const backend = await openQueueBackend({
      redisUrl: relay.url,
      database,
      log: silentLogger,
      namespace: `test-${randomUUID()}`,
    });
    const queue = await openJobQueue(backend);
    await queue.add(publishPost, { postId: "pst_1" });
    await relay.cut();
    const askedAt = performance.now();
    await expect(queue.add(publishPost, { postId: "pst_2" })).rejects.toMatchObject({ code: "unavailable" });
    await expect(queue.counts()).rejects.toMatchObject({ code: "unavailable" });
    expect(performance.now() - askedAt).toBeLessThan(1_000);
    await relay.restore();
    await expect
      .poll(async () => (await queue.counts().catch(() => undefined))?.publishing?.waiting, { timeout: 5_000 })
      .toBe(1);
    await queue.close();
    await relay.cut();
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** A way to Redis that can be cut. */
async function openCutter(target: URL) {
  const sockets = new Set<Socket>();
  const open = async (port: number): Promise<Server> => {
    const server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on("error", () => socket.destroy());
      }
      client.pipe(upstream).pipe(client);
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await open(0);
  const port = portOf(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    cut: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      if (server.listening) await once(server, "close");
    },
    restore: async () => {
      server = await open(port);
    },
  };
}
