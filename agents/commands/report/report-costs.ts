// What paid calls cost, from the one ledger: by provider, model, avatar, batch, operator or day, as text, table, picture and CSV (domain 5).
import { z } from "zod";
import { COST_GROUPS, type CostLine, costLines, costSheet } from "../../domain/money/cost-report.ts";
import { sheetText } from "../../kernel/csv.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card, CardTable } from "../view.ts";
import { costPeriod } from "./cost-period.ts";
import { costPicture } from "./cost-picture.ts";
import { costSums } from "./cost-sums.ts";
import { costGroupWord, costKeyWord } from "./cost-words.ts";
import { defineReport } from "./define-report.ts";
import { type ReportScope, reportDays } from "./report-scope.ts";

const Line = z.object({
  /** "" where the calls belong to none of the kind. */
  key: z.string(),
  calls: z.number(),
  costMicros: z.number(),
  reservedMicros: z.number(),
  share: z.number().nullable(),
});

const CostReport = z.object({
  avatar: z.string().nullable(),
  by: z.enum(COST_GROUPS),
  days: z.number(),
  from: z.string(),
  to: z.string(),
  /** Both null: the last `days`. */
  fromDay: z.string().nullable(),
  toDay: z.string().nullable(),
  lines: z.array(Line),
  calls: z.number(),
  costMicros: z.number(),
  /** Calls in flight: reserved, not yet settled. */
  reservedMicros: z.number(),
  /** Part of the total that the example creator's ledger claims; nobody paid it. */
  exampleMicros: z.number(),
  csv: z.string(),
  imageKey: z.string().nullable(),
});
type CostReportValue = z.output<typeof CostReport>;

const day = z.string().trim().max(40).optional();

export const reportCosts = defineReport({
  name: "report.costs",
  role: "analyst",
  input: z.object({
    avatar: z.string().optional(),
    days: reportDays,
    by: z.enum(COST_GROUPS).default("provider"),
    from: day,
    to: day,
  }),
  output: CostReport,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await costPeriod(context, input);
    const { sums, total, exampleMicros } = await costSums(context, scope, input.by);
    const lines = costLines(sums, total.costMicros);
    const report = {
      avatar: scope.avatar,
      by: input.by,
      days: scope.days,
      from: scope.from.toISOString(),
      to: scope.to.toISOString(),
      ...daysOf(scope, input),
      lines: [...lines],
      ...total,
      exampleMicros,
      csv: sheetText(costSheet(input.by, lines, total)),
    };
    const title = titleOf(report, context);
    return { ...report, imageKey: await costPicture(context, { by: input.by, title, lines }) };
  },
  sheet: ({ by, lines, ...total }) => costSheet(by, lines, total),
  view: (output, context) => costsCard(output, context),
});

/** First and last day that are counted, where days were asked for. */
function daysOf(scope: ReportScope, asked: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  if (asked.from === undefined && asked.to === undefined) return { fromDay: null, toDay: null };
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  return { fromDay: dayOf(new Date(scope.from.getTime() + 1)), toDay: dayOf(scope.to) };
}

function titleOf(
  report: Pick<CostReportValue, "costMicros" | "days" | "avatar" | "fromDay" | "toDay">,
  context: CommandContext,
): string {
  const words = texts(context.actor.language);
  const { fromDay, toDay, days, avatar } = report;
  const cost = formatUsd(report.costMicros);
  return fromDay === null || toDay === null
    ? words.reports.costsTitle(cost, days, avatar)
    : words.studio.costs.between(cost, fromDay, toDay, avatar);
}

function costsCard(output: CostReportValue, context: CommandContext): Card {
  const { language } = context.actor;
  const words = texts(language).reports;
  const title = titleOf(output, context);
  const { fromDay, toDay, days } = output;
  const period = fromDay === null || toDay === null ? { days } : { from: fromDay, to: toDay };
  return {
    title,
    ...(output.lines.length === 0 ? { text: words.noCosts } : {}),
    fields: [
      { label: words.calls, value: String(output.calls) },
      ...(output.reservedMicros > 0 ? [{ label: words.reserved, value: formatUsd(output.reservedMicros) }] : []),
    ],
    ...(output.lines.length > 0 ? { table: tableOf(output, context) } : {}),
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: title }] } : {}),
    buttons: COST_GROUPS.filter((group) => group !== output.by).map((group) => ({
      label: texts(language).studio.costs.groupedBy[group],
      command: "report.costs",
      input: { ...(output.avatar ? { avatar: output.avatar } : {}), ...period, by: group },
    })),
    ...(output.exampleMicros > 0 ? { note: words.exampleCosts(formatUsd(output.exampleMicros)) } : {}),
  };
}

function tableOf({ by, lines, reservedMicros }: CostReportValue, context: CommandContext): CardTable {
  const { language } = context.actor;
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  const hasReserved = reservedMicros > 0;
  const share = ({ share: part }: CostLine) => (part === null ? words.unknown : `${(100 * part).toFixed(1)} %`);
  return {
    columns: [
      { label: costGroupWord(by, language) },
      right(words.calls),
      right(words.cost),
      right(words.share),
      ...(hasReserved ? [right(words.reserved)] : []),
    ],
    rows: lines.map((line) => [
      costKeyWord(by, line.key, language),
      String(line.calls),
      formatUsd(line.costMicros),
      share(line),
      ...(hasReserved ? [formatUsd(line.reservedMicros)] : []),
    ]),
  };
}
