// Amounts and days as people say them: "under 5 dollars", "next week", "los últimos 30 días".
import { DAY_MS } from "../../../kernel/clock.ts";
import { plain } from "./sentence.ts";

const AMOUNT = String.raw`(?:\$|usd\s*|€)?\s*(\d+(?:[.,]\d{1,2})?)\s*(?:\$|€|dollars?|bucks|usd|dolares|euros?)?`;
const MARK = String.raw`(?:\$|€|dollars?|bucks|usd|d[oó]lares|euros?)`;
const LIMIT = new RegExp(
  String.raw`[,;]?\s*(?:\b(?:and|but|y|pero)\b\s*)?(?:keep(?:ing)?\s+(?:it|that|this)\s+)?` +
    String.raw`\b(?:under|below|less than|no more than|at most|max(?:imum)?(?: of)?|up to|for less than|por menos de|menos de|no m[aá]s de|sin pasar de|m[aá]ximo(?: de)?|hasta|como mucho)\s+` +
    `(?=[^,;]*${MARK})${AMOUNT}`,
  "i",
);

/** The most a request may cost, and the request without it. */
export function takeLimit(text: string): { readonly rest: string; readonly maxUsd?: string } {
  const found = LIMIT.exec(text);
  if (!found?.[1]) return { rest: text };
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.replace(/\s+/g, " ").trim();
  return { rest, maxUsd: found[1].replace(",", ".") };
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);
const inDays = (now: Date, days: number) => isoDay(new Date(now.getTime() + days * DAY_MS));
const WEEKDAYS = [
  ["sunday", "domingo"],
  ["monday", "lunes"],
  ["tuesday", "martes"],
  ["wednesday", "miercoles"],
  ["thursday", "jueves"],
  ["friday", "viernes"],
  ["saturday", "sabado"],
];

/** First day and number of days of a stretch ahead; empty when none is named. */
export function stretchAhead(text: string, now: Date): { readonly from?: string; readonly days?: number } {
  const words = plain(text);
  const iso = /\b(\d{4}-\d{2}-\d{2})\b/.exec(words)?.[1];
  const untilMonday = (8 - now.getUTCDay()) % 7 || 7;
  const counted = /\b(?:next|proximos|siguientes)\s+(\d{1,2})\s+(?:days|dias)\b/.exec(words)?.[1];
  if (iso) return { from: iso };
  if (counted) return { days: Number(counted) };
  if (/\b(?:two|2|dos)\s+(?:weeks|semanas)\b/.test(words)) return { days: 14 };
  if (/\b(?:next week|semana que viene|proxima semana|semana proxima)\b/.test(words)) {
    return { from: inDays(now, untilMonday), days: 7 };
  }
  if (/\b(?:tomorrow|manana)\b/.test(words)) return { from: inDays(now, 1), days: 1 };
  const weekday = WEEKDAYS.findIndex((names) => names.some((name) => new RegExp(`\\b${name}\\b`).test(words)));
  if (weekday >= 0) return { from: inDays(now, (weekday - now.getUTCDay() + 7) % 7 || 7) };
  return {};
}

/** How far back a report looks; undefined when nothing is said. */
export function daysBack(text: string, now: Date): number | undefined {
  const words = plain(text);
  const counted = /\b(?:last|past|ultimos|pasados)\s+(\d{1,3})\s+(?:days|dias)\b/.exec(words)?.[1];
  if (counted) return Number(counted);
  if (/\b(?:today|hoy)\b/.test(words)) return 1;
  if (/\b(?:this month|este mes)\b/.test(words)) return now.getUTCDate();
  if (/\b(?:last month|month|mes|mes pasado|ultimo mes)\b/.test(words)) return 30;
  if (/\b(?:week|semana)\b/.test(words)) return 7;
  if (/\b(?:year|ano)\b/.test(words)) return 365;
  return undefined;
}
