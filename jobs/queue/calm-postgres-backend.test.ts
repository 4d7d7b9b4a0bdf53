import { setTimeout as delay } from "node:timers/promises";
import { isPgPool, runMigrations, withBackend } from "bullmq";
import { expect, it } from "vitest";
import { Gate } from "../../agents/ports/conformance/gate.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { createCalmPostgresBackend } from "./calm-postgres-backend.ts";

const WATCHED_MS = 400;
/** Without the brake it is about 500 even on the slow embedded database. */
const CALM_STATEMENTS = 60;

it("asks seldom while a waiting job may not start, and starts it at once when it may", async () => {
  const database = await createTestDatabase();
  const pool = database.queuePool(6);
  const client = await pool.connect();
  await runMigrations(client, "bullmq");
  client.release();
  const connection: unknown = pool;
  if (!isPgPool(connection)) throw new Error("not a pool");
  const { Queue, Worker } = withBackend(createCalmPostgresBackend);
  const queue = new Queue("crowded", { connection });
  await queue.setGlobalConcurrency(1);
  const [started, mayEnd, bothRan] = [new Gate(), new Gate(), new Gate(2)];
  const worker = new Worker(
    "crowded",
    async () => {
      started.open();
      await mayEnd.opened;
      bothRan.open();
    },
    { connection, concurrency: 5 },
  );
  await queue.addBulk([
    { name: "first", data: {} },
    { name: "second", data: {} },
  ]);
  await started.opened;
  let statements = 0;
  const query = connection.query.bind(connection);
  connection.query = (text, parameters) => {
    statements += 1;
    return query(text, parameters);
  };
  await delay(WATCHED_MS);
  expect(statements).toBeLessThan(CALM_STATEMENTS);
  mayEnd.open();
  await bothRan.opened;
  await worker.close();
  await queue.close();
  await database.close();
});
