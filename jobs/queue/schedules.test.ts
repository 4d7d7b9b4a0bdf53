import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "../../agents/kernel/clock.ts";
import { silentLogger } from "../../agents/kernel/log.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { startSchedules } from "./schedules.ts";
import type { Timers } from "./timers.ts";

const noTimers: Timers = { every: () => () => undefined, after: () => () => undefined };

describe("schedules", () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  function startTwo(name: string, run: (process: string) => Promise<void>) {
    const clock = new ManualClock();
    const start = (process: string) =>
      startSchedules({
        schedules: [{ name, everyMs: 60_000, run: () => run(process) }],
        context: { database, clock, log: silentLogger },
        timers: noTimers,
      });
    const [first, second] = [start("first"), start("second")];
    return { clock, first, second, tickBoth: () => Promise.all([first.tick(), second.tick()]) };
  }

  it("runs each time once, whichever process asks first", async () => {
    const runs: string[] = [];
    const { clock, tickBoth } = startTwo("once", async (process) => {
      runs.push(process);
    });
    await tickBoth();
    expect(runs).toHaveLength(1);
    clock.advance(59_999);
    await tickBoth();
    expect(runs).toHaveLength(1);
    clock.advance(1);
    await tickBoth();
    expect(runs).toHaveLength(2);
  });

  it("goes on after a failed run, and when the process that ran last is gone", async () => {
    const runs: string[] = [];
    const { clock, first, second } = startTwo("failing", async (process) => {
      runs.push(process);
      throw new Error("out of order");
    });
    await first.tick();
    await second.tick();
    await first.close();
    clock.advance(60_000);
    await second.tick();
    expect(runs).toEqual(["first", "second"]);
  });

  it("never starts a run beside one of its own that is still going, and waits for it when it closes", async () => {
    let finish: () => void = () => undefined;
    let started = 0;
    const { clock, first } = startTwo("slow", async () => {
      started += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    const run = first.tick();
    await expect.poll(() => started).toBe(1);
    clock.advance(60_000);
    await first.tick();
    expect(started).toBe(1);
    const closed = first.close();
    finish();
    await Promise.all([run, closed]);
  });
});
