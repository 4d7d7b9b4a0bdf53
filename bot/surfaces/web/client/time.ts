// Times and days as people write them.
import type { Language } from "./words.ts";

const DAY_MS = 86_400_000;

export function clock(at: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

export function dayLabel(
  at: string,
  now: Date,
  language: Language,
  words: { readonly today: string; readonly yesterday: string },
): string {
  const day = new Date(at).toDateString();
  if (day === now.toDateString()) return words.today;
  if (day === new Date(now.getTime() - DAY_MS).toDateString()) return words.yesterday;
  return new Date(at).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
}
