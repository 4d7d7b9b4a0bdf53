// What paid calls cost, from the one ledger, by day, avatar, provider, batch or operator (domain 5).
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import type { Card } from "../view.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

const GROUPS = ["day", "avatar", "provider", "batch", "operator"] as const;
type Group = (typeof GROUPS)[number];

/** Lines of the report at most: a year of days, or the most expensive of a long list. The total counts all. */
const MOST_LINES = 366;

const KEYS: Readonly<Record<Group, Prisma.Sql>> = {
  day: Prisma.sql`to_char(c."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  avatar: Prisma.sql`COALESCE(a.slug, '')`,
  provider: Prisma.sql`c.provider || ' · ' || c.model`,
  batch: Prisma.sql`COALESCE(a.slug || '-b' || b.number, '')`,
  operator: Prisma.sql`COALESCE(o.name, '')`,
};

const Line = z.object({
  /** "" where the calls belong to none of the kind. */
  key: z.string(),
  calls: z.number(),
  costMicros: z.number(),
});

const Output = z.object({
  avatar: z.string().nullable(),
  by: z.enum(GROUPS),
  days: z.number(),
  from: z.string(),
  to: z.string(),
  lines: z.array(Line),
  calls: z.number(),
  costMicros: z.number(),
  /** Calls in flight: reserved, not yet settled. */
  reservedMicros: z.number(),
  /** Part of the total that the example creator's ledger claims; nobody paid it. */
  exampleMicros: z.number(),
});

interface Row {
  readonly isTotal: boolean;
  readonly key: string | null;
  readonly calls: number;
  readonly cost: string;
  readonly reserved: string;
  readonly example: string;
}

export const reportCosts = defineCommand({
  name: "report.costs",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional(), days: reportDays, by: z.enum(GROUPS).default("provider") }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const rows = await sumCosts(context, scope, input.by);
    const total = rows.find((row) => row.isTotal);
    return {
      avatar: scope.avatar,
      by: input.by,
      days: scope.days,
      from: scope.from.toISOString(),
      to: scope.to.toISOString(),
      lines: rows
        .filter((row) => !row.isTotal && row.calls > 0)
        .map((row) => ({ key: row.key ?? "", calls: row.calls, costMicros: microsFromUsd(row.cost) })),
      calls: total?.calls ?? 0,
      costMicros: microsFromUsd(total?.cost ?? "0"),
      reservedMicros: microsFromUsd(total?.reserved ?? "0"),
      exampleMicros: microsFromUsd(total?.example ?? "0"),
    };
  },
  view: (output, context) => costsCard(output, context),
});

/** One pass over the index on time (and avatar); the total comes with the groups. Sums stay decimal text. */
async function sumCosts(context: CommandContext, scope: ReportScope, by: Group): Promise<readonly Row[]> {
  const newestFirst = by === "day" ? Prisma.sql`"key" DESC` : Prisma.sql`sum("amountUsd") DESC, "key"`;
  return await context.database.prisma.$queryRaw<Row[]>`
    SELECT GROUPING("key") = 1 AS "isTotal", "key",
      (count(*) FILTER (WHERE state = 'settled'))::int AS calls,
      COALESCE(sum("amountUsd") FILTER (WHERE state = 'settled'), 0)::text AS cost,
      COALESCE(sum("reservedUsd") FILTER (WHERE state = 'reserved'), 0)::text AS reserved,
      COALESCE(sum("amountUsd") FILTER (WHERE state = 'settled' AND "isExample"), 0)::text AS example
    FROM (
      SELECT ${KEYS[by]} AS "key", c.state, c."amountUsd", c."reservedUsd", c.provider = ${EXAMPLE_PROVIDER} AS "isExample"
      FROM "CostEntry" c
      LEFT JOIN "Avatar" a ON a.id = c."avatarId"
      LEFT JOIN "Batch" b ON b.id = c."batchId"
      LEFT JOIN "Operator" o ON o.id = c."operatorId"
      WHERE c."createdAt" > ${scope.from} AND c."createdAt" <= ${scope.to}
        AND c.state <> 'released' AND ${scope.allows(Prisma.sql`c."avatarId"`)}
    ) AS entry
    GROUP BY GROUPING SETS (("key"), ())
    ORDER BY "isTotal" DESC, ${newestFirst}
    LIMIT ${MOST_LINES + 1}`;
}

function costsCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language).reports;
  const share = (micros: number) =>
    output.costMicros > 0 ? `${((100 * micros) / output.costMicros).toFixed(1)} %` : words.unknown;
  const none = words.noneOf[output.by];
  return {
    title: words.costsTitle(formatUsd(output.costMicros), output.days, output.avatar),
    ...(output.lines.length === 0 ? { text: words.noCosts } : {}),
    fields: [
      { label: words.calls, value: String(output.calls) },
      ...(output.reservedMicros > 0 ? [{ label: words.reserved, value: formatUsd(output.reservedMicros) }] : []),
    ],
    ...(output.lines.length > 0
      ? {
          table: {
            columns: [
              { label: words.groups[output.by] },
              { label: words.calls, align: "right" as const },
              { label: words.cost, align: "right" as const },
              { label: words.share, align: "right" as const },
            ],
            rows: output.lines.map((line) => [
              line.key === "" ? none : line.key,
              String(line.calls),
              formatUsd(line.costMicros),
              share(line.costMicros),
            ]),
          },
        }
      : {}),
    buttons: GROUPS.filter((group) => group !== output.by).map((group) => ({
      label: words.groupedBy[group],
      command: "report.costs",
      input: { ...(output.avatar ? { avatar: output.avatar } : {}), days: output.days, by: group },
    })),
    ...(output.exampleMicros > 0 ? { note: words.exampleCosts(formatUsd(output.exampleMicros)) } : {}),
  };
}
