// The sums behind the profit and loss: sales, costs and offers of a period, per avatar, in two books.
import { Prisma } from "../../../prisma/client.ts";
import { microsFromUsd } from "../../kernel/money.ts";
import type { AppContext } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import type { ReportScope } from "./report-scope.ts";

/** Real money and play money never mix: sandbox sales and the example creator's claimed costs are the play book. */
export interface Book {
  readonly revenueMicros: number;
  readonly refundsMicros: number;
  readonly costMicros: number;
  readonly sales: number;
  /** Distinct fans who paid. */
  readonly payers: number;
  /** Revenue of the period of the same length before. */
  readonly revenueBeforeMicros: number;
}

export interface Business {
  /** null: all avatars, and what belongs to none. */
  readonly avatarId: string | null;
  readonly slug: string | null;
  readonly real: Book;
  readonly play: Book;
  readonly offersShown: number;
  readonly offersPaid: number;
}

interface Row {
  readonly avatarId: string | null;
  readonly isTotal: boolean;
  readonly slug: string | null;
  readonly play: boolean;
  readonly revenue: string;
  readonly before: string;
  readonly refunds: string;
  readonly cost: string;
  readonly sales: number;
  readonly payers: number;
  readonly shown: number;
  readonly paid: number;
}

type BusinessScope = Pick<ReportScope, "from" | "to" | "allows">;

/** The total first, then one entry an avatar with anything to tell. One query; a book is a row of it. */
export async function sumBusiness(
  context: Pick<AppContext, "database">,
  scope: BusinessScope,
): Promise<readonly Business[]> {
  const rows = await context.database.prisma.$queryRaw<Row[]>`
    SELECT entry."avatarId", GROUPING(entry."avatarId") = 1 AS "isTotal", min(avatar.slug) AS slug, entry.play,
      COALESCE(sum(revenue), 0)::text AS revenue, COALESCE(sum(before), 0)::text AS before,
      COALESCE(sum(refunds), 0)::text AS refunds, COALESCE(sum(cost), 0)::text AS cost,
      count(revenue)::int AS sales, count(DISTINCT payer)::int AS payers,
      COALESCE(sum(shown), 0)::int AS shown, COALESCE(sum(paid), 0)::int AS paid
    FROM (${salesSql(scope)} UNION ALL ${reversalsSql(scope)} UNION ALL ${costsSql(scope)} UNION ALL ${offersSql(scope)}) AS entry
    LEFT JOIN "Avatar" avatar ON avatar.id = entry."avatarId"
    GROUP BY GROUPING SETS ((entry."avatarId", entry.play), (entry.play))
    ORDER BY "isTotal" DESC, slug`;
  const total = rows.filter((row) => row.isTotal);
  const slugs = new Set(rows.filter((row) => !row.isTotal).flatMap((row) => row.avatarId ?? []));
  const avatars = [...slugs].map((id) => business(rows.filter((row) => row.avatarId === id && !row.isTotal)));
  return [business(total), ...avatars];
}

function salesSql({ from, to, allows }: BusinessScope): Prisma.Sql {
  const before = new Date(2 * from.getTime() - to.getTime());
  const paidNow = Prisma.sql`"paidAt" > ${from} AND "paidAt" <= ${to}`;
  return Prisma.sql`
    SELECT "avatarId", sandbox AS play,
      CASE WHEN ${paidNow} THEN "amountUsd" END AS revenue,
      CASE WHEN "paidAt" > ${before} AND "paidAt" <= ${from} THEN "amountUsd" END AS before,
      NULL::numeric AS refunds, NULL::numeric AS cost,
      CASE WHEN ${paidNow} THEN "fanId" END AS payer, 0 AS shown, 0 AS paid
    FROM "Purchase"
    WHERE "paidAt" <= ${to} AND "paidAt" > ${before} AND ${allows(Prisma.sql`"avatarId"`)}`;
}

/** In the period in which the money went back, whenever it was paid. */
function reversalsSql({ from, to, allows }: BusinessScope): Prisma.Sql {
  return Prisma.sql`
    SELECT "avatarId", sandbox, NULL, NULL, "amountUsd", NULL, NULL, 0, 0
    FROM "PurchaseReversal"
    WHERE "occurredAt" > ${from} AND "occurredAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}`;
}

function costsSql({ from, to, allows }: BusinessScope): Prisma.Sql {
  return Prisma.sql`
    SELECT "avatarId", provider = ${EXAMPLE_PROVIDER}, NULL, NULL, NULL, "amountUsd", NULL, 0, 0
    FROM "CostEntry"
    WHERE state = 'settled' AND "createdAt" > ${from} AND "createdAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}`;
}

/** Offers of the period they were shown in; paid ones among them. */
function offersSql({ from, to, allows }: BusinessScope): Prisma.Sql {
  return Prisma.sql`
    SELECT "avatarId", sandbox, NULL, NULL, NULL, NULL, NULL, 1, CASE WHEN "paidAt" IS NOT NULL THEN 1 ELSE 0 END
    FROM "Offer"
    WHERE "shownAt" > ${from} AND "shownAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}`;
}

function business(rows: readonly Row[]): Business {
  const [first] = rows;
  return {
    avatarId: first?.avatarId ?? null,
    slug: first?.slug ?? null,
    real: book(rows.find((row) => !row.play)),
    play: book(rows.find((row) => row.play)),
    offersShown: rows.reduce((sum, row) => sum + row.shown, 0),
    offersPaid: rows.reduce((sum, row) => sum + row.paid, 0),
  };
}

function book(row: Row | undefined): Book {
  return {
    revenueMicros: microsFromUsd(row?.revenue ?? "0"),
    refundsMicros: microsFromUsd(row?.refunds ?? "0"),
    costMicros: microsFromUsd(row?.cost ?? "0"),
    sales: row?.sales ?? 0,
    payers: row?.payers ?? 0,
    revenueBeforeMicros: microsFromUsd(row?.before ?? "0"),
  };
}
