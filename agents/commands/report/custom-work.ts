// What became of the wishes for things made for one fan, in a period.
import { Prisma } from "../../../prisma/client.ts";
import type { CommandContext } from "../context.ts";
import type { ReportScope } from "./report-scope.ts";

interface CustomWork {
  readonly asked: number;
  readonly quoted: number;
  readonly delivered: number;
  /** From the payment to the delivery; null: none was delivered. */
  readonly meanMs: number | null;
}

/** @param sandbox play money or real; what was never quoted is in both */
export async function customWork(
  context: CommandContext,
  { from, to, allows }: ReportScope,
  sandbox: boolean,
): Promise<CustomWork> {
  const within = (column: Prisma.Sql) => Prisma.sql`${column} > ${from} AND ${column} <= ${to}`;
  const [row] = await context.database.prisma.$queryRaw<CustomWork[]>`
    SELECT count(*) FILTER (WHERE ${within(Prisma.sql`r."createdAt"`)})::int AS asked,
      count(*) FILTER (WHERE ${within(Prisma.sql`r."quotedAt"`)})::int AS quoted,
      count(*) FILTER (WHERE ${within(Prisma.sql`r."deliveredAt"`)})::int AS delivered,
      (extract(epoch FROM avg(r."deliveredAt" - r."paidAt") FILTER (WHERE ${within(Prisma.sql`r."deliveredAt"`)}))
        * 1000)::float8 AS "meanMs"
    FROM "CustomRequest" r
    LEFT JOIN "Offer" o ON o.id = r."offerId"
    WHERE r.state <> 'refused' AND (o.id IS NULL OR o.sandbox = ${sandbox}) AND ${allows(Prisma.sql`r."avatarId"`)}`;
  return row ?? { asked: 0, quoted: 0, delivered: 0, meanMs: null };
}
