// Carries outbox rows to the queue, and again when the queue lost them: the table is the truth, a job only a wake-up.
import type { Clock } from "../../agents/kernel/clock.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import { type Logger, redact } from "../../agents/kernel/log.ts";
import { OUTBOX_CHANNEL, takeTrace } from "../../agents/work-orders/enqueue.ts";
import type { WorkOrder } from "../../agents/work-orders/work-order.ts";
import type { Database } from "../../prisma/client.ts";
import type { BulkEntry, BullmqJobQueue } from "./bullmq-job-queue.ts";
import {
  claimDue,
  claimOverdue,
  makeDueAgain,
  markDispatched,
  markFailed,
  nextDueMs,
  type OutboxRow,
  pruneEnded,
} from "./outbox.ts";
import { type Cancel, systemTimers, type Timers } from "./timers.ts";

export interface OutboxRelayOptions {
  readonly database: Pick<Database, "pool" | "listen">;
  readonly queue: Pick<BullmqJobQueue, "addBulk" | "fate">;
  readonly clock: Clock;
  readonly log: Logger;
  /** Those this process has handlers for. */
  readonly orders: readonly WorkOrder[];
  readonly timers?: Timers;
  /** A dispatched row that is open for longer is compared with the queue. Default 30 s. */
  readonly reemitAfterMs?: number;
}

export interface OutboxRelay {
  /** Dispatches everything that is due. */
  tick(): Promise<void>;
  /** Compares long dispatched rows with the queue and dispatches the lost ones again. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

const POLL_MS = SECOND_MS;
const RECOVER_EVERY_MS = 10 * SECOND_MS;
const REEMIT_AFTER_MS = 30 * SECOND_MS;
/** Longest time one batch may take to reach the queue. */
const LEASE_MS = 15 * SECOND_MS;
const BATCH = 200;
const ENDED_KEPT_MS = 7 * DAY_MS;
const PRUNE_EVERY_MS = HOUR_MS;
const PRUNE_BATCH = 10_000;

/** Any number of processes may run one: rows are leased. */
export async function startOutboxRelay(options: OutboxRelayOptions): Promise<OutboxRelay> {
  const relay = new Relay(options);
  await relay.start();
  return relay;
}

class Relay implements OutboxRelay {
  readonly #options: OutboxRelayOptions;
  readonly #timers: Timers;
  readonly #reemitAfterMs: number;
  readonly #orders: ReadonlyMap<string, WorkOrder>;
  readonly #cancels = new Set<Cancel>();
  #stopListening: (() => Promise<void>) | undefined;
  #work: Promise<void> = Promise.resolve();
  #tickIsQueued = false;
  #isClosed = false;
  #pruneAtMs = 0;

  constructor(options: OutboxRelayOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#reemitAfterMs = options.reemitAfterMs ?? REEMIT_AFTER_MS;
    this.#orders = new Map(options.orders.map((order) => [order.name, order]));
  }

  async start(): Promise<void> {
    this.#stopListening = await this.#options.database.listen(OUTBOX_CHANNEL, (payload) =>
      this.#wakeAt(Number(payload)),
    );
    this.#cancels.add(this.#timers.every(POLL_MS, () => this.#run(() => this.#poll())));
    this.#cancels.add(this.#timers.every(RECOVER_EVERY_MS, () => this.#run(() => this.recover())));
    this.#run(() => this.#poll());
  }

  tick(): Promise<void> {
    // A tick that has not begun will see everything that is committed by now.
    if (this.#tickIsQueued) return this.#work;
    this.#tickIsQueued = true;
    return this.#oneAtATime(async () => {
      this.#tickIsQueued = false;
      await this.#dispatchDue();
    });
  }

  recover(): Promise<void> {
    return this.#oneAtATime(async () => {
      await this.#recoverLost();
      await this.#prune();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const cancel of this.#cancels) cancel();
    await this.#stopListening?.();
    await this.#work;
  }

  async #poll(): Promise<void> {
    await this.tick();
    const dueMs = await nextDueMs(this.#options.database, this.#options.clock.now());
    if (dueMs !== undefined) this.#wakeAt(dueMs);
  }

  /** A time beyond the next poll is left to that poll. */
  #wakeAt(dueMs: number): void {
    const delayMs = dueMs - this.#options.clock.now().getTime();
    if (this.#isClosed || delayMs > POLL_MS) return;
    if (!(delayMs > 0)) {
      this.#run(() => this.tick());
      return;
    }
    const cancel = this.#timers.after(delayMs, () => {
      this.#cancels.delete(cancel);
      this.#run(() => this.tick());
    });
    this.#cancels.add(cancel);
  }

  /** Starts something nobody waits for. */
  #run(action: () => Promise<void>): void {
    if (this.#isClosed) return;
    action().catch((error) => this.#options.log.warn("outbox.relay_failed", { error }));
  }

  #oneAtATime(action: () => Promise<void>): Promise<void> {
    const done = this.#work.then(action);
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #dispatchDue(): Promise<void> {
    const { database, clock } = this.#options;
    for (let isMore = true; isMore && !this.#isClosed; ) {
      const now = clock.now();
      const rows = await claimDue(database, now, new Date(now.getTime() + LEASE_MS), BATCH);
      if (rows.length > 0) await this.#dispatch(rows);
      isMore = rows.length === BATCH;
    }
  }

  async #dispatch(rows: readonly OutboxRow[]): Promise<void> {
    const { database, queue, clock } = this.#options;
    const entries = await this.#entries(rows);
    const ids = entries.map((entry) => entry.jobId);
    try {
      await queue.addBulk(entries);
    } catch (thrown) {
      await makeDueAgain(database, ids);
      throw thrown;
    }
    await markDispatched(database, ids, clock.now());
  }

  /** Rows whose order this version does not know, or whose payload is not valid, fail at once. */
  async #entries(rows: readonly OutboxRow[]): Promise<readonly BulkEntry[]> {
    const entries: BulkEntry[] = [];
    for (const row of rows) {
      const order = this.#orders.get(row.name);
      const { payload: stored, traceparent } = takeTrace(row.payload);
      const payload = order?.payload.safeParse(stored);
      if (order && payload?.success) entries.push({ order, payload: payload.data, jobId: row.id, traceparent });
      else await this.#fail(row, order ? "invalid_input: the payload is not valid" : "internal: unknown work order");
    }
    return entries;
  }

  async #recoverLost(): Promise<void> {
    const { database, clock, log } = this.#options;
    const now = clock.now();
    const before = new Date(now.getTime() - this.#reemitAfterMs);
    const lookAgainAt = new Date(now.getTime() + this.#reemitAfterMs);
    const rows = await claimOverdue(database, now, before, lookAgainAt, BATCH);
    const lost: string[] = [];
    for (const row of rows) if (await this.#isLost(row)) lost.push(row.id);
    if (lost.length === 0) return;
    log.warn("outbox.reemitted", { count: lost.length });
    await makeDueAgain(database, lost);
    await this.#dispatchDue();
  }

  async #isLost(row: OutboxRow): Promise<boolean> {
    const order = this.#orders.get(row.name);
    if (!order) return false;
    const fate = await this.#options.queue.fate(order, row.id);
    // Given up by the queue itself, because its workers died of it again and again.
    if (fate.state === "failed") await this.#fail(row, `internal: ${redact(fate.reason)}`);
    return fate.state === "absent";
  }

  async #fail(row: OutboxRow, reason: string): Promise<void> {
    const { database, clock, log } = this.#options;
    log.error("outbox.row_failed", { jobId: row.id, reason });
    await markFailed(database, [row.id], reason, clock.now());
  }

  async #prune(): Promise<void> {
    const nowMs = this.#options.clock.now().getTime();
    if (nowMs < this.#pruneAtMs) return;
    this.#pruneAtMs = nowMs + PRUNE_EVERY_MS;
    await pruneEnded(this.#options.database, new Date(nowMs - ENDED_KEPT_MS), PRUNE_BATCH);
  }
}
