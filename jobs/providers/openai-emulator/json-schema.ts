// JSON schema as structured outputs use it: the strict rules a vendor enforces, and a smallest value that fits.

type JsonSchema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (typeof schema.$ref !== "string") return schema;
  const target = schema.$ref
    .split("/")
    .slice(1)
    .reduce<unknown>((node, part) => (isObject(node) ? node[part] : undefined), root);
  return isObject(target) ? target : {};
}

const branchesOf = (schema: JsonSchema): readonly unknown[] =>
  [schema.anyOf, schema.oneOf, schema.allOf].map(listOf).find((branches) => branches.length > 0) ?? [];

/** The first rule of strict mode the schema breaks, or null: every property required, no others allowed. */
export function strictProblem(schema: unknown, path = "root"): string | null {
  if (!isObject(schema)) return `${path} is not a schema`;
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (schema.type === "object" || schema.properties !== undefined) {
    if (schema.additionalProperties !== false) return `${path}: 'additionalProperties' is required to be false`;
    const missing = Object.keys(properties).find((name) => !listOf(schema.required).includes(name));
    if (missing) return `${path}: 'required' must include every property; '${missing}' is missing`;
  }
  const nested: [string, unknown][] = [
    ...Object.entries(properties).map(([name, child]): [string, unknown] => [`${path}.${name}`, child]),
    ...(schema.items === undefined ? [] : [[`${path}[]`, schema.items] as [string, unknown]]),
    ...branchesOf(schema).map((child, index): [string, unknown] => [`${path}|${index}`, child]),
    ...Object.entries(isObject(schema.$defs) ? schema.$defs : {}).map(([name, child]): [string, unknown] => [
      `${path}#${name}`,
      child,
    ]),
  ];
  for (const [where, child] of nested) {
    const problem = strictProblem(child, where);
    if (problem) return problem;
  }
  return null;
}

function sampleText(schema: JsonSchema, seed: string): string {
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : Number.POSITIVE_INFINITY;
  return seed.padEnd(least, ".").slice(0, most);
}

/** A small value that satisfies the schema, the same every time; `seed` is what texts say. */
export function sampleValue(schema: unknown, seed = "text", root: unknown = schema): unknown {
  if (!isObject(schema) || !isObject(root)) return null;
  const node = resolve(schema, root);
  if (node.const !== undefined) return node.const;
  if (node.default !== undefined) return node.default;
  const choice = listOf(node.enum)[0];
  if (choice !== undefined) return choice;
  const branch = branchesOf(node)[0];
  if (branch !== undefined) return sampleValue(branch, seed, root);
  const type = Array.isArray(node.type) ? node.type.find((name) => name !== "null") : node.type;
  if (type === "object") {
    const properties = isObject(node.properties) ? node.properties : {};
    return Object.fromEntries(
      Object.entries(properties).map(([name, child]) => [name, sampleValue(child, seed, root)]),
    );
  }
  if (type === "array") {
    const length = typeof node.minItems === "number" ? node.minItems : 1;
    return Array.from({ length }, (_, index) => sampleValue(node.items ?? {}, `${seed} ${index + 1}`, root));
  }
  if (type === "integer" || type === "number") {
    const exclusive = typeof node.exclusiveMinimum === "number" ? node.exclusiveMinimum + 1 : 0;
    return typeof node.minimum === "number" ? node.minimum : exclusive;
  }
  if (type === "boolean") return false;
  if (type === "null") return null;
  return sampleText(node, seed);
}
