// What is kept of a description: the definitions that the calls we make lead to, one a line.
import { REF, type Schema, type WireSpec } from "../../bot/emulators/wire-spec.ts";

/** The definitions that `roots` lead to, by name. */
export function reachable(
  roots: readonly Schema[],
  all: Readonly<Record<string, Schema>>,
): Readonly<Record<string, Schema>> {
  const found = new Map<string, Schema>();
  const follow = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { $ref } = value as Schema;
    const name = typeof $ref === "string" ? $ref.slice(REF.length) : undefined;
    if (name !== undefined && !found.has(name)) {
      const schema = all[name];
      if (!schema) throw new Error(`nothing is named ${name}`);
      found.set(name, schema);
      follow(schema);
    }
    for (const child of Object.values(value)) follow(child);
  };
  follow(roots);
  return Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** One line per definition: changes of the next version can be read. */
export function write({ operations, $defs, ...head }: WireSpec): string {
  const lines = (part: Readonly<Record<string, Schema>>) =>
    Object.entries(part)
      .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
      .join(",\n");
  const facts = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  return `{\n${facts.join("\n")}\n  "operations": {\n${lines(operations)}\n  },\n  "$defs": {\n${lines($defs)}\n  }\n}\n`;
}
