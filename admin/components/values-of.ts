// A column of several values; AdminJS hands them over one by one, as "languages.0", "languages.1".
import type { RecordJSON } from "adminjs";

export function valuesOf(params: RecordJSON["params"], column: string): string[] {
  return Object.entries(params)
    .filter(([key]) => key.startsWith(`${column}.`))
    .map(([, value]) => String(value));
}
