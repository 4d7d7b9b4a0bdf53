import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import { Gate } from "../../agents/ports/conformance/gate.ts";
import { advanceConversation } from "../../agents/work-orders/advance-conversation.ts";
import { advanceVendorJob } from "../../agents/work-orders/advance-vendor-job.ts";
import { enqueue } from "../../agents/work-orders/enqueue.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { openQueueHarness, type QueueHarness } from "./testing/queue-harness.ts";

describe("outbox relay", () => {
  let database: Database;
  let harness: QueueHarness;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    harness = await openQueueHarness(database);
  });
  afterEach(async () => {
    await harness.close();
  });

  const waiting = async () => (await harness.queue.counts()).conversation?.waiting;

  it("hears of a request when it is committed, and never of one that is rolled back", async () => {
    const gate = new Gate();
    const runs: unknown[] = [];
    await harness.work([
      {
        order: advanceConversation,
        run: async (payload) => {
          runs.push(payload);
          gate.open();
        },
      },
    ]);
    const rolledBack = database.prisma.$transaction(async (tx) => {
      const ids = createIds(harness.clock);
      await enqueue(tx, ids, harness.clock, advanceConversation, { conversationId: "cnv_never" });
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    await harness.commit(advanceConversation, { conversationId: "cnv_1" });
    await gate.opened;
    expect(runs).toEqual([{ conversationId: "cnv_1" }]);
  });

  it("holds a delayed request back, slides it with each new one of its key, and keeps a far one apart", async () => {
    const { clock, commit, relay } = harness;
    const payload = { conversationId: "cnv_1" };
    await commit(advanceConversation, payload, { delayMs: 24 * HOUR_MS });
    await commit(advanceConversation, payload, { delayMs: 2 * SECOND_MS });
    clock.advance(SECOND_MS);
    await commit(advanceConversation, payload, { delayMs: 2 * SECOND_MS });
    clock.advance(SECOND_MS + 500);
    await relay.tick();
    expect(await waiting()).toBe(0);
    clock.advance(SECOND_MS);
    await relay.tick();
    expect(await waiting()).toBe(1);
    const open = await database.prisma.outbox.findMany({ orderBy: { availableAt: "asc" } });
    expect(open.map((row) => row.dispatchedAt !== null)).toEqual([true, false]);
  });

  it("lets one run answer for every due request of its key, and runs again for one that came meanwhile", async () => {
    const { commit, request, requests, work } = harness;
    await commit(advanceConversation, { conversationId: "cnv_1" }, { delayMs: DAY_MS });
    for (let message = 0; message < 3; message += 1) await request(advanceConversation, { conversationId: "cnv_1" });
    const [started, mayEnd, ranAgain] = [new Gate(), new Gate(), new Gate()];
    let runs = 0;
    const workers = await work([
      {
        order: advanceConversation,
        run: async () => {
          runs += 1;
          if (runs > 1) return ranAgain.open();
          started.open();
          await mayEnd.opened;
        },
      },
    ]);
    await started.opened;
    await commit(advanceConversation, { conversationId: "cnv_1" });
    await harness.relay.tick();
    mayEnd.open();
    await ranAgain.opened;
    await workers.close();
    expect(runs).toBe(2);
    expect(await requests()).toEqual(["open", "done", "done", "done", "done"]);
  });

  it("shares the work with other relays without doing it twice", async () => {
    const other = await harness.openRelay();
    const { clock } = harness;
    const ids = createIds(clock);
    await database.prisma.$transaction(async (tx) => {
      for (let piece = 0; piece < 300; piece += 1) {
        await enqueue(tx, ids, clock, advanceVendorJob, { jobId: `vjb_${piece}` });
      }
    });
    await Promise.all([harness.relay.tick(), other.tick(), harness.relay.tick()]);
    await other.close();
    expect((await harness.queue.counts()).media?.waiting).toBe(300);
    expect(await database.prisma.outbox.count({ where: { dispatchedAt: null } })).toBe(0);
  });

  it("gives requests back when the queue cannot take them", async () => {
    const { backend, clock, commit, relay } = harness;
    await commit(advanceConversation, { conversationId: "cnv_1" }, { delayMs: SECOND_MS });
    clock.advance(SECOND_MS);
    await backend.close();
    await expect(relay.tick()).rejects.toMatchObject({ code: "unavailable" });
    // The request's own notice may come in late and have the relay try once more meanwhile.
    await expect
      .poll(() => database.prisma.outbox.findMany())
      .toMatchObject([{ dispatchedAt: null, leaseUntil: null }]);
  });

  it("marks what the queue has given up as failed, and what nobody can carry out", async () => {
    const { clock, recover, relay, request, requests, work } = harness;
    const workers = await work([
      {
        order: advanceVendorJob,
        run: async () => {
          throw new AppError("refused", "not this piece");
        },
      },
    ]);
    await request(advanceVendorJob, { jobId: "vjb_1" });
    await expect.poll(requests).toEqual(["refused: not this piece"]);
    await workers.close();
    // As if the worker had died before it could write that down.
    await database.prisma.outbox.updateMany({ data: { failedAt: null, error: null } });
    const [row] = await database.prisma.outbox.findMany();
    await database.prisma.outbox.create({
      data: { id: "obx_unknown", name: "no.such.order", queue: "media", payload: {}, availableAt: clock.now() },
    });
    expect(row?.dispatchedAt).not.toBeNull();
    await relay.tick();
    await recover();
    const rows = await database.prisma.outbox.findMany({ orderBy: { availableAt: "asc" } });
    expect(rows.map(({ error }) => error)).toEqual([
      "internal: refused: not this piece",
      "internal: unknown work order",
    ]);
  });

  it("forgets ended requests after a week, and open ones never", async () => {
    const { clock, commit, recover } = harness;
    await commit(advanceConversation, { conversationId: "cnv_done" }, { delayMs: DAY_MS });
    await database.prisma.outbox.updateMany({ data: { doneAt: clock.now() } });
    await commit(advanceConversation, { conversationId: "cnv_open" }, { delayMs: 30 * DAY_MS });
    clock.advance(7 * DAY_MS + MINUTE_MS);
    await recover();
    expect(await database.prisma.outbox.findMany()).toMatchObject([{ dedupeKey: "cnv_open" }]);
  });
});
