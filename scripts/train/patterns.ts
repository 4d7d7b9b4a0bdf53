// Patterns of lines: "my {mom|dad} says {hi|bye {now|then}}".
import type { Random } from "../../agents/kernel/random.ts";

/** Innermost first, so that choices may stand within choices. */
export const CHOICE = /\{([^{}]*)\}/;

/** One of the pattern's lines. */
export function chosen(pattern: string, random: Random): string {
  let text = pattern;
  for (let choice = CHOICE.exec(text); choice; choice = CHOICE.exec(text)) {
    const options = (choice[1] ?? "").split("|");
    text = text.replace(CHOICE, () => options[Math.floor(random() * options.length)] ?? "");
  }
  return text.replace(/\s+/g, " ").trim();
}
