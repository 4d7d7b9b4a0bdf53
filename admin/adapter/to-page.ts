// Database values as the page shows them. Money stays exact: a Decimal becomes its digits, never "5e-7".
import type { Field } from "./model.ts";

interface Digits {
  toFixed(decimals?: number): string;
}

const SHOWN_DECIMALS = 3;

export type Row = Readonly<Record<string, unknown>>;

export function toPage(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  switch (field.type) {
    case "Decimal":
      return (value as Digits).toFixed();
    case "Float":
      return Number((value as Digits).toFixed(SHOWN_DECIMALS));
    case "Json":
      return JSON.stringify(value, null, 2);
    default:
      return value;
  }
}
