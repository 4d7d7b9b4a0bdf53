// The profit and loss as a person reads it: real money first, play money named as such wherever it appears.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardTable } from "../view.ts";
import { percent } from "./percent.ts";
import { PNL_GROUPS } from "./pnl-lines.ts";
import type { PnlBook, PnlReportValue } from "./report-pnl.ts";

export function pnlCard(report: PnlReportValue, language: Language): Card {
  const words = texts(language).reports;
  const { real, play, conversion, offersPaid, offersShown } = report.total;
  const hasPlay = isUsed(play);
  const scope = report.avatar ? { avatar: report.avatar } : {};
  return {
    title: words.pnlTitle(formatUsd(real.profitMicros), report.days, report.avatar),
    tone: real.profitMicros < 0 ? "warning" : "neutral",
    ...(hasPlay ? { text: words.playText(formatUsd(play.profitMicros)) } : {}),
    fields: [
      ...bookFields(real, language, ""),
      ...(hasPlay ? bookFields(play, language, `${words.playMoney}: `) : []),
      { label: words.conversion, value: `${percent(conversion, language)} (${offersPaid} / ${offersShown})` },
    ],
    ...tableOf(report, language, hasPlay),
    ...(report.imageKey ? { images: [{ key: report.imageKey, alt: words.pnlChart(words.groups[report.by]) }] } : {}),
    buttons: [
      { label: words.showCosts, command: "report.costs", input: { ...scope, days: report.days } },
      ...PNL_GROUPS.filter((group) => group !== report.by).map((by) => ({
        label: words.pnlBy[by],
        command: "report.pnl",
        input: { ...scope, by, days: report.days },
      })),
      ...[7, 90].map((days) => ({
        label: words.lastDays(days),
        command: "report.pnl",
        input: { ...scope, by: report.by, days },
      })),
    ],
    ...noteOf(report, language, hasPlay),
  };
}

function tableOf(report: PnlReportValue, language: Language, hasPlay: boolean): Pick<Card, "table"> {
  if (report.by !== "avatar") return report.lines.length > 0 ? { table: lineTable(report, language) } : {};
  return report.avatars.length > 0 ? { table: avatarTable(report, language, hasPlay) } : {};
}

function noteOf({ by }: PnlReportValue, language: Language, hasPlay: boolean): Pick<Card, "note"> {
  const words = texts(language).reports;
  const notes = [...(by === "avatar" ? [] : [words.pnlNotes[by]]), ...(hasPlay ? [words.playNote] : [])];
  return notes.length > 0 ? { note: notes.join(" ") } : {};
}

/** The rest is in the sheet. */
const SHOWN_LINES = 25;

function lineTable({ by, lines }: PnlReportValue, language: Language): CardTable {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [{ label: words.groups[by] }, ...[words.netRevenue, words.cost, words.profit, words.margin].map(right)],
    rows: lines
      .slice(0, SHOWN_LINES)
      .map((line) => [
        line.label || words.unattributed,
        ...[line.netRevenueMicros, line.costMicros, line.profitMicros].map(formatUsd),
        percent(line.margin, language),
      ]),
  };
}

/** Real money always shows; a row of zeros elsewhere would only be noise. */
function isUsed(book: PnlBook): boolean {
  return book.revenueMicros !== 0 || book.refundsMicros !== 0 || book.costMicros !== 0;
}

function bookFields(book: PnlBook, language: Language, prefix: string): { label: string; value: string }[] {
  const words = texts(language).reports;
  const money = (label: string, micros: number) => ({ label: `${prefix}${label}`, value: formatUsd(micros) });
  return [
    money(words.revenue, book.revenueMicros),
    ...(book.refundsMicros > 0 ? [money(words.refunds, book.refundsMicros)] : []),
    money(words.cost, book.costMicros),
    money(words.profit, book.profitMicros),
    ...(book.margin === null ? [] : [{ label: `${prefix}${words.margin}`, value: percent(book.margin, language) }]),
    ...(book.arpuMicros === null
      ? []
      : [{ label: `${prefix}${words.payers}`, value: words.payersValue(book.payers, formatUsd(book.arpuMicros)) }]),
    ...(book.growth === null ? [] : [{ label: `${prefix}${words.growth}`, value: percent(book.growth, language) }]),
  ];
}

function avatarTable(report: PnlReportValue, language: Language, hasPlay: boolean): CardTable {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [
      { label: words.groups.avatar },
      right(words.netRevenue),
      right(words.cost),
      right(words.profit),
      ...(hasPlay ? [right(words.playNetRevenue), right(words.playProfit)] : []),
      right(words.conversion),
    ],
    rows: report.avatars.map((row) => [
      row.avatar,
      formatUsd(row.real.netRevenueMicros),
      formatUsd(row.real.costMicros),
      formatUsd(row.real.profitMicros),
      ...(hasPlay ? [formatUsd(row.play.netRevenueMicros), formatUsd(row.play.profitMicros)] : []),
      percent(row.conversion, language),
    ]),
  };
}
