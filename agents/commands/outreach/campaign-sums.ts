// What became of the messages of broadcasts or sequences, counted where they are kept; a sequence's by step.
import { Prisma } from "../../../prisma/client.ts";
import type { Transaction } from "../context.ts";

export interface CampaignSums {
  readonly campaignId: string;
  readonly step: number;
  readonly queued: number;
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly leftOut: number;
  readonly answered: number;
  readonly bought: number;
  readonly boughtUsd: string;
  readonly optedOut: number;
  readonly blocked: number;
  readonly complained: number;
}

export type CampaignKind = "broadcast" | "sequence";
const COLUMNS = { broadcast: Prisma.sql`o."broadcastId"`, sequence: Prisma.sql`o."sequenceId"` } as const;

export async function campaignSums(
  reader: Pick<Transaction, "$queryRaw">,
  kind: CampaignKind,
  ids: readonly string[],
): Promise<readonly CampaignSums[]> {
  if (ids.length === 0) return [];
  const column = COLUMNS[kind];
  return await reader.$queryRaw<CampaignSums[]>`
    SELECT ${column} AS "campaignId", o.step,
      count(*) FILTER (WHERE o.state = 'queued')::int AS queued,
      count(*) FILTER (WHERE o.state = 'planned')::int AS planned,
      count(*) FILTER (WHERE o.state = 'sent')::int AS sent,
      count(*) FILTER (WHERE o.state = 'failed')::int AS failed,
      count(*) FILTER (WHERE o.state = 'left_out')::int AS "leftOut",
      count(o."answeredAt")::int AS answered,
      count(o."boughtAt")::int AS bought,
      coalesce(sum(o."boughtUsd"), 0)::text AS "boughtUsd",
      count(o."optedOutAt")::int AS "optedOut",
      count(o."blockedAt")::int AS blocked,
      count(o."complainedAt")::int AS complained
    FROM "Outreach" o WHERE ${column} = ANY(${[...ids]}) GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Why those in the queue wait, and why others were left out since they were queued. */
export async function campaignReasons(
  reader: Pick<Transaction, "$queryRaw">,
  kind: CampaignKind,
  id: string,
): Promise<
  readonly { readonly state: "queued" | "left_out" | "failed"; readonly reason: string; readonly count: number }[]
> {
  return await reader.$queryRaw`
    SELECT o.state::text AS state, o.reason, count(*)::int AS count FROM "Outreach" o
    WHERE ${COLUMNS[kind]} = ${id} AND o.reason IS NOT NULL AND o.state IN ('queued', 'left_out', 'failed')
    GROUP BY 1, 2 ORDER BY 3 DESC, 2`;
}
