// A persona field as a person types it: "tone", "location.city", lists by semicolon, line or comma, objects as JSON.
import { z } from "zod";
import { placeOfCity } from "./drafting/places.ts";
import { PERSONA_FIELDS, type PersonaFieldName, type PersonaLanguage } from "./persona.ts";
import { partsOf, schemaAt } from "./schema-at.ts";

export interface FieldPath {
  readonly name: PersonaFieldName;
  /** Of a field that has parts: which one is meant; null: the whole. */
  readonly part: string | null;
}

export type ReadValue =
  | { readonly ok: true; readonly value: unknown }
  /** `where` is the dotted name of what does not fit. */
  | { readonly ok: false; readonly where: string; readonly issue: z.core.$ZodIssue };

/** All that may be set, in the schema's order. */
export const FIELD_PATHS: readonly string[] = PERSONA_FIELDS.flatMap((name) => [
  name,
  ...partsOf(name).map((part) => `${name}.${part}`),
]);

/** null for what is no field. Case does not matter. */
export function readFieldPath(text: string): FieldPath | null {
  const path = FIELD_PATHS.find((known) => known.toLowerCase() === text.trim().toLowerCase());
  if (path === undefined) return null;
  const [name = "", part] = path.split(".");
  return { name: name as PersonaFieldName, part: part ?? null };
}

/** @param current the field as it stands, which a part is set in @param language of the persona */
export function readFieldValue(
  { name, part }: FieldPath,
  text: string,
  current: unknown,
  language: PersonaLanguage,
): ReadValue {
  const schema = schemaAt(name, part);
  const parsed = checked(schema, read(schema, text), part === null ? name : `${name}.${part}`);
  if (!parsed.ok || part === null) return parsed;
  const before = typeof current === "object" && current !== null ? current : {};
  const moved = name === "location" && part === "city" ? placeOfCity(String(parsed.value))?.words[language] : undefined;
  // A known city brings its region, its country and what it feels like: half a move would contradict itself.
  return { ok: true, value: moved ?? { ...before, [part]: parsed.value } };
}

function read(schema: z.ZodType, text: string): unknown {
  if (schema instanceof z.ZodArray) return readList(text);
  return schema instanceof z.ZodObject ? readJson(text) : text.trim();
}

function readList(text: string): unknown {
  if (text.trim().startsWith("[")) return readJson(text);
  const separator = [/\n/, /;/].find((sign) => sign.test(text)) ?? /,/;
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** What is not JSON stays text, which the schema then refuses by name. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function checked(schema: z.ZodType, value: unknown, path: string): ReadValue {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  if (!issue) throw parsed.error;
  return { ok: false, where: [path, ...issue.path.map(String)].join("."), issue };
}
