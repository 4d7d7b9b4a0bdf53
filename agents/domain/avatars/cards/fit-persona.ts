// Texts read from a card as persona fields: placeholders resolved, lengths cut to what a field holds, lists to what it counts.
import { type FieldLimits, limitsAt } from "../schema-at.ts";
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
    const limits = limitsAt(path);
    const fitted = typeof value === "string" ? cutText(value, limits.chars) : fitList(value, limits);
    if (JSON.stringify(fitted) !== JSON.stringify(value)) shortened.push(path);
    const [name = "", part] = path.split(".");
    if (part === undefined) persona[name] = fitted;
    else persona[name] = { ...(persona[name] as object | undefined), [part]: fitted };
  }
  return { persona, shortened };
}

function fitList(items: readonly string[], { chars, entries }: FieldLimits): string[] {
  return items.slice(0, entries).map((item) => cutText(item, chars));
}
