// A process that dies between a paid call and its settlement leaves a reservation that nobody comes back to, such as a
// chat call of a turn that is run again under a new key. It counts as spent in full: the vendor may have billed it.
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";

/** Longer than any paid call may take. */
export const FORGOTTEN_AFTER_MS = 30 * MINUTE_MS;

/** Attempts of a vendor job that is still open are looked up and settled there. @returns how many it ended */
export async function settleForgotten({ database, clock }: Pick<AppContext, "database" | "clock">): Promise<number> {
  const now = clock.now();
  return await database.prisma.$executeRaw`
    UPDATE "CostEntry" c SET state = 'settled', "amountUsd" = c."reservedUsd", "settledAt" = ${now}
    WHERE c.state = 'reserved' AND c."createdAt" < ${new Date(now.getTime() - FORGOTTEN_AFTER_MS)}
      AND NOT EXISTS (
        SELECT 1 FROM "VendorAttempt" a JOIN "VendorJob" j ON j.id = a."jobId"
        WHERE a.key = c."attemptKey" AND j.state IN ('planned', 'running', 'unknown'))`;
}
