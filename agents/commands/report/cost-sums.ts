// What the ledger says about a time, summed by one kind of subject. Settled calls are the cost; what is in flight stands apart.
import { Prisma } from "../../../prisma/client.ts";
import type { CostGroup, CostSum } from "../../domain/money/cost-report.ts";
import { microsFromUsd } from "../../kernel/money.ts";
import type { CommandContext } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import type { ReportScope } from "./report-scope.ts";

/** Lines of the report at most: a year of days, or the most expensive of a long list. The total counts all. */
const MOST_LINES = 366;

const KEYS: Readonly<Record<CostGroup, Prisma.Sql>> = {
  day: Prisma.sql`(c."createdAt" AT TIME ZONE 'UTC')::date`,
  avatar: Prisma.sql`COALESCE(a.slug, '')`,
  provider: Prisma.sql`c.provider`,
  model: Prisma.sql`c.provider || ' · ' || c.model`,
  batch: Prisma.sql`COALESCE(a.slug || '-b' || b.number, '')`,
  operator: Prisma.sql`COALESCE(o.name, '')`,
};

interface Row {
  readonly isTotal: boolean;
  readonly key: string | null;
  readonly calls: number;
  readonly cost: string;
  readonly reserved: string;
  readonly example: string;
}

export interface CostSums {
  readonly sums: readonly CostSum[];
  readonly total: Omit<CostSum, "key">;
  /** Part of the total that the example creator's ledger claims; nobody paid it. */
  readonly exampleMicros: number;
}

/** One pass over the index on time (and avatar); the total comes with the groups. Sums stay decimal text. */
export async function costSums(context: CommandContext, scope: ReportScope, by: CostGroup): Promise<CostSums> {
  const newestFirst = by === "day" ? Prisma.sql`entry.key DESC` : Prisma.sql`cost DESC, reserved DESC, entry.key`;
  const rows = await context.database.prisma.$queryRaw<Row[]>`
    SELECT "isTotal", entry.key::text, calls, cost::text, reserved::text, example::text
    FROM (
      SELECT GROUPING(key) = 1 AS "isTotal", key,
        (count(*) FILTER (WHERE state = 'settled'))::int AS calls,
        COALESCE(sum("amountUsd") FILTER (WHERE state = 'settled'), 0) AS cost,
        COALESCE(sum("reservedUsd") FILTER (WHERE state = 'reserved'), 0) AS reserved,
        COALESCE(sum("amountUsd") FILTER (WHERE state = 'settled' AND "isExample"), 0) AS example
      FROM (
        SELECT ${KEYS[by]} AS key, c.state, c."amountUsd", c."reservedUsd", c.provider = ${EXAMPLE_PROVIDER} AS "isExample"
        FROM "CostEntry" c
        LEFT JOIN "Avatar" a ON a.id = c."avatarId"
        LEFT JOIN "Batch" b ON b.id = c."batchId"
        LEFT JOIN "Operator" o ON o.id = c."operatorId"
        WHERE c."createdAt" > ${scope.from} AND c."createdAt" <= ${scope.to}
          AND c.state <> 'released' AND ${scope.allows(Prisma.sql`c."avatarId"`)}
      ) AS call
      GROUP BY GROUPING SETS ((key), ())
    ) AS entry
    ORDER BY "isTotal" DESC, ${newestFirst}
    LIMIT ${MOST_LINES + 1}`;
  const total = rows.find((row) => row.isTotal);
  return {
    sums: rows.filter((row) => !row.isTotal).map((row) => ({ key: row.key ?? "", ...amounts(row) })),
    total: amounts(total),
    exampleMicros: microsFromUsd(total?.example ?? "0"),
  };
}

function amounts(row: Row | undefined): Omit<CostSum, "key"> {
  return {
    calls: row?.calls ?? 0,
    costMicros: microsFromUsd(row?.cost ?? "0"),
    reservedMicros: microsFromUsd(row?.reserved ?? "0"),
  };
}
