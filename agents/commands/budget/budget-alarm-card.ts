// A ceiling that is half, nearly or wholly used, as a notice.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";

interface BudgetAlarm {
  readonly percent: number;
  readonly usedMicros: number;
  readonly limitMicros: number;
}

/** @param avatar whose ceiling; null: the workspace's */
export function budgetAlarmCard(alarm: BudgetAlarm, avatar: string | null, language: Language): Card {
  const words = texts(language).digest;
  const isFull = alarm.percent >= 100;
  const used = words.alarmText(formatUsd(alarm.usedMicros), formatUsd(alarm.limitMicros));
  return {
    title: words.alarm(alarm.percent, avatar),
    tone: isFull ? "bad" : "warning",
    text: isFull ? `${used} ${words.alarmFull}` : used,
    buttons: [
      { label: words.openBudget, command: "budget.show", input: {}, style: "primary" },
      { label: words.openCosts, command: "report.costs", input: {} },
    ],
  };
}
