// Database values as the page shows them. Money stays exact: a Decimal becomes its digits.
import type { Field } from "./model.ts";

export type Row = Readonly<Record<string, unknown>>;

export function toPage(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  switch (field.type) {
    case "Decimal":
    case "BigInt":
      return String(value);
    case "Json":
      return JSON.stringify(value, null, 2);
    case "Bytes":
      return "";
    default:
      return value;
  }
}
