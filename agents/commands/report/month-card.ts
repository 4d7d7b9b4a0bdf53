// A month as a person reads it: on demand with its picture, and as the news of the first day of the next.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardTable } from "../view.ts";
import type { MonthValue } from "./month-facts.ts";
import { monthAway, startOfMonth } from "./months.ts";
import { percent } from "./percent.ts";

/** "November 2026" */
export const monthName = (month: string, language: Language): string =>
  startOfMonth(month).toLocaleDateString(language, { timeZone: "UTC", month: "long", year: "numeric" });

export function monthCard(facts: MonthValue, language: Language): Card {
  const words = texts(language).reports;
  const against = (growth: number | null) =>
    growth === null ? "" : `, ${words.againstBefore(`${growth > 0 ? "+" : ""}${percent(growth, language)}`)}`;
  const { revenueMicros, refundsMicros, margin, arpuMicros, conversion } = facts;
  const name = monthName(facts.month, language);
  const scope = facts.avatar ? { avatar: facts.avatar } : {};
  return {
    title: words.monthTitle(name, formatUsd(facts.profitMicros), facts.avatar),
    tone: facts.profitMicros < 0 ? "warning" : "neutral",
    fields: [
      { label: words.revenue, value: `${formatUsd(revenueMicros)}${against(facts.growth)}` },
      ...(refundsMicros > 0 ? [{ label: words.refunds, value: formatUsd(refundsMicros) }] : []),
      { label: words.cost, value: formatUsd(facts.costMicros) },
      {
        label: words.profit,
        value: `${formatUsd(facts.profitMicros)}${margin === null ? "" : ` (${percent(margin, language)})`}`,
      },
      {
        label: words.payers,
        value: arpuMicros === null ? String(facts.payers) : words.payersValue(facts.payers, formatUsd(arpuMicros)),
      },
      { label: words.newFans, value: `${facts.newFans}${against(facts.fanGrowth)}` },
      {
        label: words.conversion,
        value: `${percent(conversion, language)} (${facts.offersPaid} / ${facts.offersShown})`,
      },
      { label: words.published, value: String(facts.published) },
    ],
    ...(facts.avatars.length > 1 ? { table: avatarTable(facts, language) } : {}),
    buttons: [
      { label: words.monthBefore, command: "report.month", input: { ...scope, month: monthAway(facts.month, -1) } },
      { label: words.openGrowth, command: "report.growth", input: scope },
      { label: words.openCohorts, command: "report.cohort", input: scope },
    ],
    ...(facts.playMicros > 0 ? { note: words.monthPlay(formatUsd(facts.playMicros)) } : {}),
  };
}

function avatarTable({ avatars }: MonthValue, language: Language): CardTable {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [{ label: words.groups.avatar }, ...[words.netRevenue, words.cost, words.profit].map(right)],
    rows: avatars.map((row) => [
      row.avatar,
      ...[row.netRevenueMicros, row.costMicros, row.profitMicros].map((micros) => formatUsd(micros)),
    ]),
  };
}
