// Every text of a persona by its dotted name: "bio", "traits.2", "location.city". Nothing nested is left unread.

export function personaTexts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => textsOf(name, value)));
}

function textsOf(name: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[name, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([part, nested]) => textsOf(`${name}.${part}`, nested));
}

/** The same value with each of its texts changed. */
export function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, withTexts(nested, change)]));
}
