// The schema of a persona field, or of a part of one, by its dotted name.
import { z } from "zod";
import { PERSONA_FIELDS, Persona, type PersonaFieldName } from "./persona.ts";

/** Parts of a field; none of one without. */
export function partsOf(name: PersonaFieldName): string[] {
  const schema: z.ZodType = Persona.shape[name];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** @throws RangeError for what is no field */
export function schemaAt(name: PersonaFieldName, part: string | null): z.ZodType {
  const schema: z.ZodType = Persona.shape[name];
  if (part === null) return schema;
  const child: unknown = schema instanceof z.ZodObject ? schema.shape[part] : undefined;
  if (child instanceof z.ZodType) return child;
  throw new RangeError(`${name} has no ${part}`);
}

export interface FieldLimits {
  /** Of the text, or of each entry. */
  readonly chars: number;
  /** Of a list. */
  readonly entries: number;
}

export function limitsAt(path: string): FieldLimits {
  const [name = "", part = null] = path.split(".");
  if (!PERSONA_FIELDS.some((field) => field === name)) throw new RangeError(`${path} is no field`);
  const schema = z.toJSONSchema(schemaAt(name as PersonaFieldName, part), { io: "input", unrepresentable: "any" });
  const items = typeof schema.items === "object" && !Array.isArray(schema.items) ? schema.items : undefined;
  return {
    chars: schema.maxLength ?? items?.maxLength ?? Number.POSITIVE_INFINITY,
    entries: schema.maxItems ?? Number.POSITIVE_INFINITY,
  };
}
