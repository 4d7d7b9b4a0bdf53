// A filter of the page as a Prisma condition. What cannot be a value of the column matches nothing.
import { z } from "zod";
import type { Where } from "../tables/table.ts";
import type { Field } from "./model.ts";

const Range = z.object({ from: z.string().optional(), to: z.string().optional() });
/** Fewer letters are in no trigram of a text's middle, so that an index finds them at its beginning only. */
const LEAST_LETTERS_WITHIN = 3;
const INT4_MAX = 2_147_483_647;

/** Text that holds these letters, in any case; of a large column one or two of them only where it begins with them. */
export function holdingText(text: string, isLarge: boolean): Where {
  const where = isLarge && text.trim().length < LEAST_LETTERS_WITHIN ? "startsWith" : "contains";
  return { [where]: text, mode: "insensitive" };
}

/** null: no row can match. */
export function fromFilter(
  field: Field,
  value: unknown,
  facts: { readonly isLink: boolean; readonly isLarge: boolean; readonly values: readonly string[] | null },
): Where | null {
  if (field.type === "DateTime") return range(field.name, value);
  if (typeof value !== "string" || value.includes("\u0000")) return null;
  const wanted = facts.values ? enumValue(facts.values, value) : scalar(field, value);
  if (wanted === null) return null;
  if (field.isList) return { [field.name]: { has: wanted } };
  if (field.type === "String" && !facts.isLink && !field.isId) {
    return { [field.name]: holdingText(value, facts.isLarge) };
  }
  return { [field.name]: wanted };
}

function range(name: string, value: unknown): Where | null {
  const parsed = Range.safeParse(value);
  if (!parsed.success) return null;
  const limits: Record<string, Date> = {};
  for (const [key, text] of [
    ["gte", parsed.data.from],
    ["lte", parsed.data.to],
  ] as const) {
    if (!text) continue;
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) return null;
    limits[key] = date;
  }
  return Object.keys(limits).length > 0 ? { [name]: limits } : {};
}

function enumValue(values: readonly string[], value: string): string | null {
  return values.includes(value) ? value : null;
}

function scalar(field: Field, value: string): string | number | boolean | null {
  switch (field.type) {
    case "Int":
      return /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= INT4_MAX ? Number(value) : null;
    case "Float":
      return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : null;
    case "Decimal":
      return /^-?\d{1,12}(\.\d{1,8})?$/.test(value) ? value : null;
    case "Boolean":
      return value === "true" || value === "false" ? value === "true" : null;
    case "String":
      return value;
    default:
      return null;
  }
}
