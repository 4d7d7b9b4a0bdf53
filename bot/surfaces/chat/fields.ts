// A command's input as fields a chat can ask for.
import { z } from "zod";
import type { AnyCommand } from "../../../agents/commands/command.ts";

const Schema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.looseObject({ type: z.string().optional(), enum: z.array(z.string()).optional() }).optional(),
});
export type FieldSchema = z.output<typeof Schema>;

export interface Field {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly isRequired: boolean;
}

export function fieldsOf(command: AnyCommand): Field[] {
  const schema = z
    .looseObject({ properties: z.record(z.string(), Schema).default({}), required: z.array(z.string()).default([]) })
    .parse(z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" }));
  return Object.entries(schema.properties).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: schema.required.includes(name),
  }));
}

/** Lists are written with commas, everything else as the option's type has it. */
export function fieldValue({ type }: FieldSchema, value: string | number | boolean): unknown {
  if (type !== "array" || typeof value !== "string") return value;
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
