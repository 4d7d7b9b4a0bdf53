import { afterAll, beforeAll, describe } from "vitest";
import { jobQueueConformance } from "../../agents/ports/conformance/job-queue.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { openQueueHarness } from "./testing/queue-harness.ts";

const redisUrl = process.env.TEST_REDIS_URL;
let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
});

describe("job queue on Postgres", () => jobQueueConformance(() => openQueueHarness(database)));

describe.skipIf(!redisUrl)("job queue on Redis (needs TEST_REDIS_URL)", () =>
  jobQueueConformance(() => openQueueHarness(database, redisUrl)),
);
