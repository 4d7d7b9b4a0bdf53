// The outbox table as a to-do list: which rows are to be dispatched, which a run answers for, and how they end.
import type { Database } from "../../prisma/client.ts";

export interface OutboxRow {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

type Statements = Pick<Database, "pool">;

const OPEN = `"doneAt" IS NULL AND "failedAt" IS NULL`;
/** Rows are locked in one order everywhere, so that the relay and the workers cannot wait for each other. */
const inOrder = (condition: string): string =>
  `id IN (SELECT id FROM "Outbox" WHERE ${condition} ORDER BY id FOR UPDATE)`;
const NOT_LEASED = `("leaseUntil" IS NULL OR "leaseUntil" <= $1)`;

/** Takes up to `limit` due rows for dispatch; nobody else gets them before `leaseUntil`. */
export async function claimDue(
  { pool }: Statements,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>({
    name: "outbox-claim-due",
    text: `UPDATE "Outbox" SET "leaseUntil" = $2 WHERE id IN (
        SELECT id FROM "Outbox"
        WHERE ${OPEN} AND "availableAt" <= $1 AND "dispatchedAt" IS NULL AND ${NOT_LEASED}
        ORDER BY "availableAt", id LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id, name, payload`,
    values: [now, leaseUntil, limit],
  });
  return rows;
}

export async function markDispatched({ pool }: Statements, ids: readonly string[], now: Date): Promise<void> {
  await pool.query({
    name: "outbox-dispatched",
    text: `UPDATE "Outbox" SET "dispatchedAt" = $2, "leaseUntil" = NULL WHERE ${inOrder(`id = ANY($1) AND "dispatchedAt" IS NULL`)}`,
    values: [ids, now],
  });
}

/** Gives claimed rows back, because the queue could not take them, or takes a dispatch back, because it was lost. */
export async function makeDueAgain({ pool }: Statements, ids: readonly string[]): Promise<void> {
  await pool.query(
    `UPDATE "Outbox" SET "dispatchedAt" = NULL, "leaseUntil" = NULL WHERE ${inOrder(`id = ANY($1) AND ${OPEN}`)}`,
    [ids],
  );
}

/** Milliseconds since 1970 of the next row that is not due yet. */
export async function nextDueMs({ pool }: Statements, now: Date): Promise<number | undefined> {
  const { rows } = await pool.query<{ due: Date | null }>(
    `SELECT min("availableAt") AS due FROM "Outbox" WHERE ${OPEN} AND "dispatchedAt" IS NULL AND "availableAt" > $1`,
    [now],
  );
  return rows[0]?.due?.getTime();
}

/** Takes dispatched rows that are open for too long, for a look at their jobs; the lease spaces the looks. */
export async function claimOverdue(
  { pool }: Statements,
  now: Date,
  dispatchedBefore: Date,
  leaseUntil: Date,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>(
    `UPDATE "Outbox" SET "leaseUntil" = $3 WHERE id IN (
        SELECT id FROM "Outbox" WHERE ${OPEN} AND "dispatchedAt" <= $2 AND ${NOT_LEASED}
        ORDER BY "dispatchedAt" LIMIT $4 FOR UPDATE SKIP LOCKED)
      RETURNING id, name, payload`,
    [now, dispatchedBefore, leaseUntil, limit],
  );
  return rows;
}

/**
 * Counts an attempt and answers which rows it covers: the job's own, and every due row of its key, since the run reads
 * the truth after this. A row that comes later is not covered and brings a run of its own.
 */
export async function beginRun(
  { pool }: Statements,
  job: { readonly id: string; readonly name: string; readonly dedupeKey: string | null },
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: "outbox-begin-run",
    text: `UPDATE "Outbox" SET attempts = attempts + 1
      WHERE ${inOrder(`${OPEN} AND (id = $1 OR (name = $2 AND "dedupeKey" = $3 AND "availableAt" <= $4))`)}
      RETURNING id`,
    values: [job.id, job.name, job.dedupeKey, now],
  });
  return rows.map((row) => row.id);
}

export async function markDone({ pool }: Statements, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await pool.query({
    name: "outbox-done",
    text: `UPDATE "Outbox" SET "doneAt" = $2, "leaseUntil" = NULL, error = NULL WHERE ${inOrder(`id = ANY($1) AND ${OPEN}`)}`,
    values: [ids, now],
  });
}

/** `error` is redacted by the caller. */
export async function markFailed(
  { pool }: Statements,
  ids: readonly string[],
  error: string,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await pool.query(
    `UPDATE "Outbox" SET "failedAt" = $2, "leaseUntil" = NULL, error = $3 WHERE ${inOrder(`id = ANY($1) AND ${OPEN}`)}`,
    [ids, now, error],
  );
}

/** Removes a portion of the rows that ended before `before`. */
export async function pruneEnded({ pool }: Statements, before: Date, limit: number): Promise<void> {
  await pool.query(
    `DELETE FROM "Outbox" WHERE id IN (
      SELECT id FROM "Outbox" WHERE "doneAt" < $1 OR ("doneAt" IS NULL AND "failedAt" < $1) LIMIT $2)`,
    [before, limit],
  );
}
