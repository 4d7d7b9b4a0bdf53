// Graph answers only the fields asked for, and refuses names it does not know.
import { invalidParameter } from "./graph-error.ts";

/** "id,messages{id,from}" is ["id", "messages"]: nested lists are not narrowed further. */
function fieldNames(parameter: unknown): string[] {
  const flat = typeof parameter === "string" ? parameter.replace(/\{[^{}]*\}/g, "") : "";
  return flat.split(",").filter((name) => name !== "");
}

/** Always with `id`, like the real one. Values are functions so that costly ones are made only when asked for. */
export function selectFields(
  known: Readonly<Record<string, () => unknown>>,
  parameter: unknown,
): Record<string, unknown> {
  const names = new Set([...fieldNames(parameter), ...("id" in known ? ["id"] : [])]);
  return Object.fromEntries(
    [...names].map((name) => {
      const read = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!read) throw invalidParameter(`Tried accessing nonexisting field (${name})`);
      return [name, read()];
    }),
  );
}

/** "2026-11-24T12:00:00+0000": whole seconds, as Graph writes times. */
export function graphTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "+0000");
}
