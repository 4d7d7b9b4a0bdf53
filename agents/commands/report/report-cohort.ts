// Fans by the month they began to write in: how many of them pay in each month after it, and what one has brought so far,
// which is the life-time value as it was really measured.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { sheetUsd } from "../../kernel/csv.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptPicture } from "./kept-chart.ts";
import { monthAway, monthOf, startOfMonth } from "./months.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportScope } from "./report-scope.ts";

const MEASURES = ["payers", "value"] as const;

const Cohort = z.object({
  /** "2026-11" */
  month: z.string(),
  fans: z.number(),
  /** One a month from its own on, up to now. */
  months: z.array(
    z.object({
      /** Of the cohort, who paid in this month. */
      payers: z.number(),
      share: z.number().nullable(),
      revenueMicros: z.number(),
      /** All the cohort brought up to the end of this month / its fans. */
      valueMicros: z.number().nullable(),
    }),
  ),
});
const Output = z.object({
  avatar: z.string().nullable(),
  by: z.enum(MEASURES),
  /** Oldest first. */
  cohorts: z.array(Cohort),
  isPlay: z.boolean(),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;
type CohortValue = z.output<typeof Cohort>;

export const reportCohort = defineReport({
  name: "report.cohort",
  role: "analyst",
  input: z.object({
    avatar: z.string().optional(),
    by: z.enum(MEASURES).default("payers"),
    months: z.number().int().min(2).max(12).default(6),
  }),
  output: Output,
  positional: ["avatar", "by"],
  errors: ["not_found"],
  run: async (context, { by, months, ...asked }) => {
    const scope = await reportScope(context, { ...asked, days: 1 });
    const now = monthOf(scope.to);
    const keys = Array.from({ length: months }, (_, index) => monthAway(now, index + 1 - months));
    const rows = await readCohorts(context, scope, startOfMonth(keys[0] ?? now));
    const isPlay = !rows.some(({ play }) => play === false) && rows.some(({ play }) => play === true);
    const cohorts = keys.map((month, index) => cohortOf(month, keys.slice(index), rows, isPlay));
    const report = { avatar: scope.avatar, by, cohorts, isPlay };
    return { ...report, imageKey: await drawCohorts(context, report) };
  },
  sheet: ({ cohorts }) => [
    ["cohort", "fans", "month", "payers", "share", "revenue_usd", "value_usd"],
    ...cohorts.flatMap(({ month, fans, months }) =>
      months.map(({ payers, share, revenueMicros, valueMicros }, index) => [
        ...[month, fans, index, payers, share],
        ...[revenueMicros, valueMicros].map(sheetUsd),
      ]),
    ),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

interface Row {
  readonly cohort: string;
  /** null: the size of the cohort. */
  readonly month: string | null;
  readonly play: boolean | null;
  readonly fans: number;
  readonly revenue: string;
}

async function readCohorts(
  { database }: CommandContext,
  { to, allows }: ReportScope,
  from: Date,
): Promise<readonly Row[]> {
  const month = (at: Prisma.Sql) => Prisma.sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM')`;
  return await database.prisma.$queryRaw<Row[]>`
    WITH began AS (
      SELECT "fanId", ${month(Prisma.sql`min("createdAt")`)} AS cohort, min("createdAt") AS at FROM "Conversation"
      WHERE "createdAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}
      GROUP BY "fanId" HAVING min("createdAt") >= ${from})
    SELECT cohort, NULL AS month, NULL::boolean AS play, count(*)::int AS fans, '0' AS revenue FROM began GROUP BY cohort
    UNION ALL
    SELECT cohort, ${month(Prisma.sql`p."paidAt"`)} AS month, p.sandbox, count(DISTINCT p."fanId")::int,
      sum(p."amountUsd" - p."refundedUsd")::text
    FROM "Purchase" p JOIN began ON began."fanId" = p."fanId"
    WHERE p."paidAt" >= ${from} AND p."paidAt" <= ${to}
    GROUP BY 1, 2, 3`;
}

function cohortOf(cohort: string, months: readonly string[], rows: readonly Row[], isPlay: boolean): CohortValue {
  const own = rows.filter((row) => row.cohort === cohort);
  const fans = own.find(({ month }) => month === null)?.fans ?? 0;
  let soFarMicros = 0;
  return {
    month: cohort,
    fans,
    months: months.map((month) => {
      const row = own.find((each) => each.month === month && each.play === isPlay);
      const revenueMicros = microsFromUsd(row?.revenue ?? "0");
      soFarMicros += revenueMicros;
      const payers = row?.fans ?? 0;
      return {
        payers,
        share: fans === 0 ? null : payers / fans,
        revenueMicros,
        valueMicros: fans === 0 ? null : Math.round(soFarMicros / fans),
      };
    }),
  };
}

const figureOf = (by: Report["by"], { share, valueMicros }: CohortValue["months"][number]): number | null =>
  by === "payers" ? share : valueMicros;

function said(by: Report["by"], month: CohortValue["months"][number], language: Language): string {
  if (by === "payers") return percent(month.share, language);
  return month.valueMicros === null ? texts(language).reports.unknown : formatUsd(month.valueMicros);
}

/** null where nobody paid. */
async function drawCohorts(context: CommandContext, report: Omit<Report, "imageKey">): Promise<string | null> {
  const { language } = context.actor;
  const words = texts(language).reports;
  const { by, cohorts } = report;
  const most = Math.max(...cohorts.flatMap(({ months }) => months.map((month) => figureOf(by, month) ?? 0)));
  if (most === 0) return null;
  const map = {
    title: words.cohortTitle(by, report.avatar),
    note: report.isPlay ? words.salesPlay : words.cohortNote[by],
    columns: cohorts.map((_, index) => words.monthNumber(index)),
    rows: cohorts.map(({ month, fans, months }) => ({
      label: `${month} (${fans})`,
      cells: cohorts.map((_, index) => {
        const cell = months[index];
        const figure = cell && figureOf(by, cell);
        // The most is as hot as it gets.
        return cell && figure !== null && figure !== undefined
          ? { heat: figure / most, text: said(by, cell, language).replace(" %", "%"), faint: figure === 0 }
          : null;
      }),
    })),
  };
  return await keptPicture(context, "cohort", map, () => context.ports.media.heatMap(map));
}

function cardOf(output: Report, language: Language): Card {
  const words = texts(language).reports;
  const { by, cohorts } = output;
  const right = (label: string) => ({ label, align: "right" as const });
  const title = words.cohortTitle(by, output.avatar);
  const scope = output.avatar ? { avatar: output.avatar } : {};
  return {
    title,
    table: {
      columns: [
        { label: words.cohort },
        right(words.fans),
        ...cohorts.map((_, index) => right(words.monthNumber(index))),
      ],
      rows: cohorts.map(({ month, fans, months }) => [
        month,
        String(fans),
        ...cohorts.map((_, index) => {
          const cell = months[index];
          return cell ? said(by, cell, language) : "";
        }),
      ]),
    },
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: title }] } : {}),
    buttons: [
      ...MEASURES.filter((measure) => measure !== by).map((measure) => ({
        label: words.cohortBy[measure],
        command: "report.cohort",
        input: { ...scope, by: measure },
      })),
      { label: words.openGrowth, command: "report.growth", input: scope },
    ],
    note: output.isPlay ? words.salesPlay : words.cohortNote[by],
  };
}
