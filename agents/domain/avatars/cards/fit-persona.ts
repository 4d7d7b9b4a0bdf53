// Texts read from a card as persona fields: placeholders resolved, lengths cut to what a field holds, lists to what it counts.
import { MOST_CHARS, MOST_ITEMS } from "../persona.ts";
import { cutText } from "./cut-text.ts";

export interface FittedPersona {
  readonly persona: Record<string, unknown>;
  readonly shortened: readonly string[];
}

/** @param found by dotted path */
export function fitPersona(found: Readonly<Record<string, string | readonly string[]>>): FittedPersona {
  const persona: Record<string, unknown> = {};
  const shortened: string[] = [];
  for (const [path, value] of Object.entries(found)) {
    const fitted = typeof value === "string" ? fitText(path, value) : fitList(path, value);
    if (JSON.stringify(fitted) !== JSON.stringify(value)) shortened.push(path);
    const [name = "", part] = path.split(".");
    if (part === undefined) persona[name] = fitted;
    else persona[name] = { ...(persona[name] as object | undefined), [part]: fitted };
  }
  return { persona, shortened };
}

function fitText(path: string, text: string): string {
  return cutText(text, MOST_CHARS[path] ?? text.length);
}

function fitList(path: string, items: readonly string[]): string[] {
  const most = MOST_CHARS[path] ?? Number.POSITIVE_INFINITY;
  return items.slice(0, MOST_ITEMS[path]).map((item) => cutText(item, most));
}
