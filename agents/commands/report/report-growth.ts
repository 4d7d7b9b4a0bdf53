// How the business grows, month by month or week by week: new fans, payers, revenue, and each against the time before.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { arpuMicros, growthRate } from "../../domain/sales/revenue.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { sheetUsd } from "../../kernel/csv.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";
import { mondayOf, monthAway, monthOf, startOfMonth } from "./months.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportScope } from "./report-scope.ts";

const STEPS = ["month", "week"] as const;
const WEEK_MS = 7 * DAY_MS;

const Period = z.object({
  /** "2026-11", or the Monday of a week. */
  period: z.string(),
  newFans: z.number(),
  payers: z.number(),
  sales: z.number(),
  revenueMicros: z.number(),
  /** Revenue / payers. */
  arpuMicros: z.number().nullable(),
  /** Revenue against the period before. */
  growth: z.number().nullable(),
  fanGrowth: z.number().nullable(),
});
const Output = z.object({
  avatar: z.string().nullable(),
  by: z.enum(STEPS),
  /** Oldest first; the last one is not over yet. */
  periods: z.array(Period),
  /** Nothing was really sold in all this time, so sandbox sales are shown. */
  isPlay: z.boolean(),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;

export const reportGrowth = defineReport({
  name: "report.growth",
  role: "analyst",
  input: z.object({
    avatar: z.string().optional(),
    by: z.enum(STEPS).default("month"),
    periods: z.number().int().min(2).max(24).default(6),
  }),
  output: Output,
  positional: ["avatar", "by"],
  errors: ["not_found"],
  run: async (context, { by, periods: count, ...asked }) => {
    const scope = await reportScope(context, { ...asked, days: 1 });
    const keys = periodsUpTo(scope.to, by, count);
    const rows = await readPeriods(context, scope, by, keys[0] ?? "");
    const isPlay = !rows.some(({ play, sales }) => !play && sales > 0) && rows.some(({ play }) => play);
    const periods = keys.map((period, index) => periodOf(period, keys[index - 1], rows, isPlay));
    const report = { avatar: scope.avatar, by, periods, isPlay };
    return { ...report, imageKey: await drawRevenue(context, report) };
  },
  sheet: ({ by, periods }) => [
    [by, "new_fans", "fan_growth", "payers", "sales", "revenue_usd", "arpu_usd", "revenue_growth"],
    ...periods.map((row) => [
      ...[row.period, row.newFans, row.fanGrowth, row.payers, row.sales],
      ...[row.revenueMicros, row.arpuMicros].map(sheetUsd),
      row.growth,
    ]),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

function periodsUpTo(to: Date, by: Report["by"], count: number): string[] {
  const ago = Array.from({ length: count }, (_, index) => count - 1 - index);
  if (by === "month") return ago.map((months) => monthAway(monthOf(to), -months));
  return ago.map((weeks) => new Date(mondayOf(to).getTime() - weeks * WEEK_MS).toISOString().slice(0, 10));
}

interface Row {
  readonly period: string;
  /** null: fans, who are of both books. */
  readonly play: boolean | null;
  readonly fans: number;
  readonly payers: number;
  readonly sales: number;
  readonly revenue: string;
}

async function readPeriods(
  { database }: CommandContext,
  { to, allows }: ReportScope,
  by: Report["by"],
  first: string,
): Promise<readonly Row[]> {
  const from = by === "month" ? startOfMonth(first) : new Date(`${first}T00:00:00Z`);
  const period = (at: Prisma.Sql) =>
    Prisma.sql`to_char(date_trunc(${by}, ${at} AT TIME ZONE 'UTC'), ${by === "month" ? "YYYY-MM" : "YYYY-MM-DD"})`;
  return await database.prisma.$queryRaw<Row[]>`
    SELECT period, NULL::boolean AS play, count(*)::int AS fans, 0 AS payers, 0 AS sales, '0' AS revenue
    FROM (
      SELECT ${period(Prisma.sql`"createdAt"`)} AS period FROM "Conversation"
      WHERE "createdAt" >= ${from} AND "createdAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}) AS began
    GROUP BY period
    UNION ALL
    SELECT period, play, 0, count(DISTINCT "fanId")::int, count(*)::int, sum("amountUsd")::text
    FROM (
      SELECT ${period(Prisma.sql`"paidAt"`)} AS period, sandbox AS play, "fanId", "amountUsd" FROM "Purchase"
      WHERE "paidAt" >= ${from} AND "paidAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}) AS paid
    GROUP BY period, play`;
}

function periodOf(period: string, before: string | undefined, rows: readonly Row[], isPlay: boolean) {
  const money = (key?: string) => rows.find((row) => row.period === key && row.play === isPlay);
  const fans = (key?: string) => rows.find((row) => row.period === key && row.play === null)?.fans ?? 0;
  const own = money(period);
  const revenueMicros = microsFromUsd(own?.revenue ?? "0");
  return {
    period,
    newFans: fans(period),
    payers: own?.payers ?? 0,
    sales: own?.sales ?? 0,
    revenueMicros,
    arpuMicros: arpuMicros(revenueMicros, own?.payers ?? 0),
    growth: growthRate(revenueMicros, microsFromUsd(money(before)?.revenue ?? "0")),
    fanGrowth: growthRate(fans(period), fans(before)),
  };
}

async function drawRevenue(context: CommandContext, report: Omit<Report, "imageKey">): Promise<string | null> {
  const words = texts(context.actor.language).reports;
  const most = Math.max(...report.periods.map(({ revenueMicros }) => revenueMicros));
  if (most === 0) return null;
  const bars = report.periods.map(({ period, revenueMicros }) => ({
    label: period,
    share: revenueMicros / most,
    value: formatUsd(revenueMicros),
  }));
  const title = words.growthTitle(report.by, report.avatar);
  const note = report.isPlay ? words.salesPlay : words.growthNote;
  return await keptChart(context, "growth", { title, note, groups: [{ label: words.revenue, bars }] });
}

function cardOf(output: Report, language: Language): Card {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  const title = words.growthTitle(output.by, output.avatar);
  const scope = output.avatar ? { avatar: output.avatar } : {};
  return {
    title,
    table: {
      columns: [
        { label: words.periods[output.by] },
        ...[words.newFans, words.change, words.payers, words.revenue, words.arpu, words.change].map(right),
      ],
      rows: output.periods.map((row) => [
        row.period,
        String(row.newFans),
        percent(row.fanGrowth, language),
        String(row.payers),
        formatUsd(row.revenueMicros),
        row.arpuMicros === null ? words.unknown : formatUsd(row.arpuMicros),
        percent(row.growth, language),
      ]),
    },
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: title }] } : {}),
    buttons: [
      ...STEPS.filter((by) => by !== output.by).map((by) => ({
        label: words.growthBy[by],
        command: "report.growth",
        input: { ...scope, by },
      })),
      { label: words.openCohorts, command: "report.cohort", input: scope },
    ],
    note: output.isPlay ? words.salesPlay : words.growthNote,
  };
}
