// Months in minutes: rows are moved towards the end of their tokens, and the schedule that renews them is due at once.
import type pg from "pg";
import { DAY_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { TokenPlatform } from "./platform.ts";

const LOOK_MS = 400;
const AGED_DAYS = 51;

/** Accounts that have not come to rest; $1: those whose owner took the permission back. */
export const UNFINISHED = `SELECT count(*) AS value FROM "Account" WHERE "renewingAt" IS NOT NULL
  OR (state <> 'disconnected' AND ("externalId" = ANY($1)
    OR ("reconnectAskedAt" IS NULL AND "tokenExpiresAt" < now() + interval '6 hours')
    OR ("reconnectAskedAt" IS NULL AND platform = 'instagram' AND "tokenExpiresAt" < now() + interval '10 days')))`;

const DUE_NOW = `DELETE FROM "Setting" WHERE key = 'schedule:renew-tokens'`;
/** What was taken back shows itself at the next renewal, and is looked for in any case. */
const REVOKED_ARE_OLD = `UPDATE "Account" SET "tokenIssuedAt" = now() - interval '51 days', "tokenExpiresAt" = now() + interval '9 days'
  WHERE "externalId" = ANY($1) AND platform = 'instagram' AND state <> 'disconnected' AND "renewingAt" IS NULL
    AND ("tokenExpiresAt" IS NULL OR "tokenExpiresAt" > now() + interval '10 days')`;

/** @returns what ends it */
export function nudge(pool: pg.Pool, revoked: ReadonlySet<string>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const look = async () => {
    try {
      await pool.query(DUE_NOW);
      await pool.query(REVOKED_ARE_OLD, [[...revoked]]);
    } catch {
      // the product is dead at the moment, and with it the embedded database
    }
  };
  const timer = setInterval(() => {
    running = running.then(look);
  }, LOOK_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Brings tokens that were renewed or never were into their last ten days, at the platform first. */
export async function ageAccounts(pool: pg.Pool, { instagram }: TokenPlatform, ids: readonly string[]): Promise<void> {
  const young = `"externalId" = ANY($1) AND platform = 'instagram' AND state <> 'disconnected' AND "renewingAt" IS NULL
    AND ("tokenExpiresAt" IS NULL OR "tokenExpiresAt" > now() + interval '20 days')`;
  try {
    const { rows } = await pool.query<{ externalId: string }>(`SELECT "externalId" FROM "Account" WHERE ${young}`, [
      ids,
    ]);
    for (const { externalId } of rows) instagram.age(externalId, AGED_DAYS * DAY_MS);
    await pool.query(
      `UPDATE "Account" SET "tokenIssuedAt" = now() - interval '51 days', "tokenExpiresAt" = now() + interval '9 days'
       WHERE ${young}`,
      [rows.map(({ externalId }) => externalId)],
    );
  } catch {
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS)); // the product is away: another life's
  }
}
