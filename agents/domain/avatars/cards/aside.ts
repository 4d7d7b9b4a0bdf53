// Sorts what a card holds besides the persona: kept aside as it is, or left out by name.
import type { DroppedField, DropReason } from "./card-persona.ts";

export interface AsideRules {
  /** Read into the persona already. */
  readonly used: readonly string[];
  readonly instructions: readonly string[];
  readonly secrets: readonly string[];
  readonly runtime: readonly string[];
  readonly files: readonly string[];
}

/** Empty fields are in every card and say nothing. */
export function asideOf(fields: Readonly<Record<string, unknown>>, rules: AsideRules, prefix = "") {
  const aside: Record<string, unknown> = {};
  const dropped: DroppedField[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (isEmpty(value) || rules.used.includes(key)) continue;
    const reason = reasonAgainst(key, value, rules);
    if (reason) dropped.push({ field: prefix === "" ? key : `${prefix}.${key}`, reason });
    else aside[key] = value;
  }
  return { aside, dropped };
}

function reasonAgainst(key: string, value: unknown, rules: AsideRules): DropReason | null {
  if (rules.instructions.includes(key)) return "instructions";
  if (rules.secrets.includes(key)) return "secrets";
  if (rules.runtime.includes(key)) return "runtime";
  return rules.files.includes(key) || holdsFile(value) ? "file" : null;
}

/** A picture or sound inside the text. */
function holdsFile(value: unknown): boolean {
  return JSON.stringify(value)?.includes('"data:') ?? false;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
