// The report of a calendar month: money, fans, posts, each against the month before.
import { z } from "zod";
import { sheetUsd } from "../../kernel/csv.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";
import { monthCard, monthName } from "./month-card.ts";
import { MonthFacts, type MonthValue, monthFacts } from "./month-facts.ts";
import { monthAway, monthOf } from "./months.ts";
import { reportScope } from "./report-scope.ts";

const BARS = 12;

export const reportMonth = defineReport({
  name: "report.month",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), month: z.string().max(20).optional() }),
  output: MonthFacts.extend({ imageKey: z.string().nullable() }),
  positional: ["month", "avatar"],
  errors: ["not_found", "invalid_input"],
  run: async (context, { avatar, month }) => {
    const asked = readMonth(context, month);
    const facts = await monthFacts(context, asked, await reportScope(context, { avatar, days: 1 }));
    return { ...facts, imageKey: await drawMonth(context, facts) };
  },
  sheet: ({ month, avatars, ...total }) => [
    ["month", "avatar", "net_revenue_usd", "cost_usd", "profit_usd", "payers", "new_fans", "revenue_growth"],
    [
      ...[month, total.avatar ?? "total"],
      ...[total.revenueMicros - total.refundsMicros, total.costMicros, total.profitMicros].map(sheetUsd),
      ...[total.payers, total.newFans, total.growth],
    ],
    ...avatars.map((row) => [
      ...[month, row.avatar],
      ...[row.netRevenueMicros, row.costMicros, row.profitMicros].map(sheetUsd),
      ...[null, null, null],
    ]),
  ],
  view: (output, context) => {
    const card = monthCard(output, context.actor.language);
    return output.imageKey ? { ...card, images: [{ key: output.imageKey, alt: card.title }] } : card;
  },
});

/** The last whole one where none is named. @throws AppError `invalid_input` */
function readMonth({ actor, clock }: CommandContext, text: string | undefined): string {
  const now = monthOf(clock.now());
  if (text === undefined) return monthAway(now, -1);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text.trim())?.[0];
  if (month && month <= now) return month;
  const words = texts(actor.language).reports;
  throw new AppError("invalid_input", words.badMonth(text.slice(0, 20)), { field: "month", remedy: words.monthHint });
}

/** What each avatar brought and cost; null where nothing moved. */
async function drawMonth(context: CommandContext, facts: MonthValue): Promise<string | null> {
  const { language } = context.actor;
  const words = texts(language).reports;
  const shown = facts.avatars.slice(0, BARS);
  const most = Math.max(...shown.flatMap((row) => [row.netRevenueMicros, row.costMicros]), 0);
  if (most === 0) return null;
  const bars = (figure: "netRevenueMicros" | "costMicros") =>
    shown.map((row) => ({
      label: row.avatar || words.unattributed,
      share: Math.max(0, row[figure]) / most,
      value: formatUsd(row[figure]),
    }));
  return await keptChart(context, "month", {
    title: words.monthTitle(monthName(facts.month, language), formatUsd(facts.profitMicros), facts.avatar),
    note: words.monthNote,
    groups: [
      { label: words.netRevenue, bars: bars("netRevenueMicros") },
      { label: words.cost, bars: bars("costMicros") },
    ],
  });
}
