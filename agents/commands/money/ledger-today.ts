// What the ledger says about today, by avatar: the day is UTC's, and a call belongs to the day it was reserved on.
import type { Database } from "../../../prisma/client.ts";
import { microsFromUsd } from "../../kernel/money.ts";
import type { Transaction } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";

export interface DaySpend {
  /** null: calls that belong to no avatar, such as the drafting of a persona. */
  readonly avatarId: string | null;
  readonly spentMicros: number;
  /** Of calls in flight. */
  readonly reservedMicros: number;
}

export function dayKey(now: Date): string {
  return now.toISOString().slice(0, 10);
}

export async function ledgerToday(
  database: Pick<Transaction | Database["prisma"], "$queryRaw">,
  now: Date,
): Promise<readonly DaySpend[]> {
  const midnight = new Date(`${dayKey(now)}T00:00:00Z`);
  const rows = await database.$queryRaw<{ avatarId: string | null; spent: string; reserved: string }[]>`
    SELECT "avatarId", sum("amountUsd")::text AS spent,
      COALESCE(sum("reservedUsd") FILTER (WHERE state = 'reserved'), 0)::text AS reserved
    FROM "CostEntry"
    WHERE "createdAt" >= ${midnight} AND state <> 'released' AND provider <> ${EXAMPLE_PROVIDER}
    GROUP BY "avatarId"`;
  return rows.map((row) => ({
    avatarId: row.avatarId,
    spentMicros: microsFromUsd(row.spent),
    reservedMicros: microsFromUsd(row.reserved),
  }));
}
