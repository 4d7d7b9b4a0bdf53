// The schema as Prisma's generator describes it: the part of it that the back office reads.
import { readFile } from "node:fs/promises";
import { z } from "zod";

const Field = z.object({
  name: z.string(),
  kind: z.enum(["scalar", "object", "enum", "unsupported"]),
  type: z.string(),
  isList: z.boolean(),
  isRequired: z.boolean(),
  isId: z.boolean(),
  relationFromFields: z.array(z.string()).optional(),
});
const Model = z.object({ name: z.string(), fields: z.array(Field) });
const Description = z.object({
  models: z.array(Model),
  enums: z.array(z.object({ name: z.string(), values: z.array(z.object({ name: z.string() })) })),
  indexes: z.array(z.object({ model: z.string(), fields: z.array(z.object({ name: z.string() })) })),
});

export type Field = z.infer<typeof Field>;
export type Model = z.infer<typeof Model>;
export type Description = z.infer<typeof Description>;

/** @throws Error when the file is missing: `prisma generate` or `npm run build` makes it */
export async function readDescription(file: string): Promise<Description> {
  return Description.parse(JSON.parse(await readFile(file, "utf8")));
}

/** Columns that some index of the model begins with. */
export function leadingColumns(model: Model, { indexes }: Description): Set<string> {
  return new Set(indexes.flatMap((index) => (index.model === model.name ? (index.fields[0]?.name ?? []) : [])));
}

/** Foreign keys of a model: column -> model it points to. */
export function foreignKeys(model: Model): Map<string, string> {
  const keys = new Map<string, string>();
  for (const field of model.fields) {
    const [column, second] = field.relationFromFields ?? [];
    if (field.kind === "object" && column && !second) keys.set(column, field.type);
  }
  return keys;
}
