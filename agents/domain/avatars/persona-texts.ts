// Every text of a persona by its dotted name: "bio", "traits.2", "location.city". Nothing nested is left unread.

export function personaTexts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => textsOf(name, value)));
}

function textsOf(name: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[name, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([part, nested]) => textsOf(`${name}.${part}`, nested));
}
