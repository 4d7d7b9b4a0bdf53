import { afterAll, beforeAll, describe } from "vitest";
import { silentLogger } from "../../agents/kernel/log.ts";
import { eventBusConformance } from "../../agents/ports/conformance/event-bus.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { openEventBus } from "./postgres-event-bus.ts";

describe("event bus over Postgres", () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  eventBusConformance(async () => {
    const here = await openEventBus({ database, log: silentLogger });
    const there = await openEventBus({ database, log: silentLogger });
    return {
      here,
      there,
      close: async () => {
        await here.close();
        await there.close();
      },
    };
  });
});
