// One run at a time on a row: a lease with an end, so that a dead worker's row is free again by itself.
import type { AppContext } from "../../agents/commands/context.ts";
import { SECOND_MS } from "../../agents/kernel/clock.ts";

/** Longer than one provider call may take. */
export const LEASE_MS = 150 * SECOND_MS;

export type LeasedTable = "VendorJob" | "ScheduledPost";

/** @returns false when another run holds it */
export async function takeLease(context: AppContext, table: LeasedTable, id: string): Promise<boolean> {
  const now = context.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const { rowCount } = await context.database.pool.query({
    name: `take-lease-${table}`,
    text: `UPDATE "${table}" SET "leaseUntil" = $2 WHERE id = $1 AND ("leaseUntil" IS NULL OR "leaseUntil" <= $3)`,
    values: [id, until, now],
  });
  return rowCount === 1;
}

/** Keeps a lease while work goes on that takes as long as a vendor pleases. @returns what ends that */
export function renewLease(context: AppContext, table: LeasedTable, id: string): () => void {
  const renewing = setInterval(() => {
    const until = new Date(context.clock.now().getTime() + LEASE_MS);
    context.database.pool
      .query({
        name: `renew-lease-${table}`,
        text: `UPDATE "${table}" SET "leaseUntil" = $2 WHERE id = $1 AND "leaseUntil" IS NOT NULL`,
        values: [id, until],
      })
      .catch((error: unknown) => context.log.warn("lease not renewed", { error }));
  }, LEASE_MS / 3);
  renewing.unref();
  return () => clearInterval(renewing);
}

export async function releaseLease(context: AppContext, table: LeasedTable, id: string): Promise<void> {
  await context.database.pool.query({
    name: `release-lease-${table}`,
    text: `UPDATE "${table}" SET "leaseUntil" = NULL WHERE id = $1`,
    values: [id],
  });
}
