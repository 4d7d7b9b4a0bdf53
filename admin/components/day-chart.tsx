/** @jsxImportSource react */
// Cost and revenue of each day as pairs of bars.
import type { JSX } from "react";
import type { DashboardDay } from "../pages/dashboard.ts";
import { usePageWords } from "./page-words.ts";

const WIDTH = 840;
const HEIGHT = 200;
const BASE = 170;
const TOP = 14;
const LEFT = 48;
/** Days that can be read beside each other. */
const MOST_LABELS = 15;

export function DayChart({ days }: { readonly days: readonly DashboardDay[] }): JSX.Element {
  const { say, language } = usePageWords();
  const most = Math.max(0.01, ...days.flatMap((day) => [day.costUsd, day.revenueUsd]));
  const height = (amount: number) => (amount / most) * (BASE - TOP);
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const money = (amount: number) => amount.toLocaleString(language, { maximumFractionDigits: 2 });
  const bar = (day: DashboardDay, kind: "cost" | "revenue", x: number) => {
    const amount = kind === "cost" ? day.costUsd : day.revenueUsd;
    return (
      <rect className={`vb-${kind}`} x={x} y={BASE - height(amount)} width={step * 0.32} height={height(amount)} rx={2}>
        <title>{`${day.day} ${say(`dashboard.${kind}`)} $${money(amount)}`}</title>
      </rect>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, it is scrolled with the keyboard too.
    <figure className="vb-chart" tabIndex={0}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={say("dashboard.chart", { days: days.length })}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line
              className="vb-grid"
              x1={LEFT}
              x2={WIDTH}
              y1={BASE - part * (BASE - TOP)}
              y2={BASE - part * (BASE - TOP)}
            />
            <text x={LEFT - 8} y={BASE - part * (BASE - TOP) + 4} textAnchor="end">
              {money(most * part)}
            </text>
          </g>
        ))}
        {days.map((day, index) => {
          const x = LEFT + index * step + step * 0.15;
          return (
            <g key={day.day}>
              {bar(day, "cost", x)}
              {bar(day, "revenue", x + step * 0.36)}
              <text x={x + step * 0.34} y={BASE + 18} textAnchor="middle">
                {index % Math.ceil(days.length / MOST_LABELS) === 0
                  ? day.day.slice(days.length > MOST_LABELS ? 5 : 8)
                  : ""}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        <span className="vb-key is-cost">{say("dashboard.cost")}</span>
        <span className="vb-key is-revenue">{say("dashboard.revenue")}</span>
      </figcaption>
    </figure>
  );
}
