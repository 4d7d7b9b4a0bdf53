// Who subscribes, who left, and what a subscriber is worth by what was measured (domain 8). Play money apart.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { arpuMicros, churnRate, lifetimeValueMicros, monthsFromChurn } from "../../domain/sales/revenue.ts";
import { sheetUsd } from "../../kernel/csv.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { defineReport } from "./define-report.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

const DAYS_PER_MONTH = 30;

const Book = z.object({
  active: z.number(),
  inGrace: z.number(),
  /** Paid for some time yet, and not renewed. */
  leaving: z.number(),
  started: z.number(),
  ended: z.number(),
  /** Of those that ran when the period began. */
  churn: z.number().nullable(),
  revenueMicros: z.number(),
  /** A month of a subscriber x the months one stays: measured, or 3 while nobody left. */
  lifetimeValueMicros: z.number().nullable(),
});

const Report = z.object({ avatar: z.string().nullable(), days: z.number(), real: Book, play: Book });

export const reportSubscriptions = defineReport({
  name: "report.subscriptions",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: Report,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const rows = await sums(context, scope);
    const book = (play: boolean) =>
      bookOf(
        rows.find((row) => row.play === play),
        scope.days,
      );
    return { avatar: scope.avatar, days: scope.days, real: book(false), play: book(true) };
  },
  sheet: ({ real, play }) => [
    ["book", "active", "in_grace", "leaving", "started", "ended", "churn", "revenue_usd", "lifetime_value_usd"],
    ...Object.entries({ real, play }).map(([book, row]) => [
      ...[book, row.active, row.inGrace, row.leaving, row.started, row.ended, row.churn],
      ...[row.revenueMicros, row.lifetimeValueMicros].map(sheetUsd),
    ]),
  ],
  view: (output, context) => {
    const words = texts(context.actor.language).reports;
    const hasPlay = output.play.active + output.play.ended + output.play.leaving + output.play.inGrace > 0;
    return {
      title: words.subscribersTitle(output.real.active, output.avatar),
      fields: [
        ...fieldsOf(output.real, context, ""),
        ...(hasPlay ? fieldsOf(output.play, context, `${words.playMoney}: `) : []),
      ],
    };
  },
});

interface Row {
  readonly play: boolean;
  readonly active: number;
  readonly grace: number;
  readonly leaving: number;
  readonly started: number;
  readonly ended: number;
  readonly leftOfStart: number;
  readonly atStart: number;
  readonly revenue: string;
  readonly payers: number;
}

async function sums({ database }: CommandContext, { from, to, allows }: ReportScope): Promise<readonly Row[]> {
  const isAtStart = Prisma.sql`"startedAt" <= ${from} AND ("endedAt" IS NULL OR "endedAt" > ${from})`;
  return await database.prisma.$queryRaw<Row[]>`
    SELECT s.*, COALESCE(p.revenue, 0)::text AS revenue, COALESCE(p.payers, 0)::int AS payers
    FROM (
      SELECT sandbox AS play, count(*) FILTER (WHERE state = 'active')::int AS active,
        count(*) FILTER (WHERE state = 'grace')::int AS grace,
        count(*) FILTER (WHERE state = 'canceled')::int AS leaving,
        count(*) FILTER (WHERE "startedAt" > ${from} AND "startedAt" <= ${to})::int AS started,
        count(*) FILTER (WHERE "endedAt" > ${from} AND "endedAt" <= ${to})::int AS ended,
        count(*) FILTER (WHERE ${isAtStart} AND "endedAt" <= ${to})::int AS "leftOfStart",
        count(*) FILTER (WHERE ${isAtStart})::int AS "atStart"
      FROM "Subscription" WHERE ${allows(Prisma.sql`"avatarId"`)} GROUP BY sandbox
    ) s
    LEFT JOIN (
      SELECT sandbox AS play, sum("amountUsd" - "refundedUsd") AS revenue, count(DISTINCT "subscriptionId") AS payers
      FROM "Purchase"
      WHERE "subscriptionId" IS NOT NULL AND "paidAt" > ${from} AND "paidAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}
      GROUP BY sandbox
    ) p ON p.play = s.play`;
}

function bookOf(row: Row | undefined, days: number): z.output<typeof Book> {
  const churn = churnRate(row?.leftOfStart ?? 0, row?.atStart ?? 0);
  const revenueMicros = microsFromUsd(row?.revenue ?? "0");
  const arpu = arpuMicros(revenueMicros, row?.payers ?? 0);
  const monthly = arpu === null ? null : arpu / Math.max(1, days / DAYS_PER_MONTH);
  return {
    active: row?.active ?? 0,
    inGrace: row?.grace ?? 0,
    leaving: row?.leaving ?? 0,
    started: row?.started ?? 0,
    ended: row?.ended ?? 0,
    churn,
    revenueMicros,
    lifetimeValueMicros:
      monthly === null ? null : lifetimeValueMicros(monthly, "subscription", monthsFromChurn(churn, days)),
  };
}

function fieldsOf(book: z.output<typeof Book>, context: CommandContext, prefix: string) {
  const words = texts(context.actor.language).reports;
  const field = (label: string, value: string) => ({ label: `${prefix}${label}`, value });
  return [
    field(words.subscribersActive, String(book.active)),
    field(words.subscribersLeaving, `${book.inGrace} / ${book.leaving}`),
    field(words.subscribersMoved, `+${book.started} / −${book.ended}`),
    field(words.churn, book.churn === null ? words.unknown : `${(100 * book.churn).toFixed(1)} %`),
    field(words.revenue, formatUsd(book.revenueMicros)),
    field(
      words.subscriberValue,
      book.lifetimeValueMicros === null ? words.unknown : formatUsd(book.lifetimeValueMicros),
    ),
  ];
}
