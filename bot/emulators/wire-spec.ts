// A platform's own machine-readable description of its calls, reduced to those we make, and whether a body is as it says.
// Written by scripts/wire-specs; where it comes from and under which licence stands in its head.
import { readFileSync } from "node:fs";

/** The part of JSON Schema the descriptions use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxBytes?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

export interface WireSpec {
  readonly source: string;
  readonly version: string;
  readonly licence: string;
  /** By operation: what its body is. */
  readonly operations: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

export const REF = "#/$defs/";

export function readWireSpec(file: URL): WireSpec {
  return JSON.parse(readFileSync(file, "utf8")) as WireSpec; // our own file
}

/** What is wrong, with the field; null: the body is as described. @throws Error for an operation that is not described */
export function faultIn(spec: WireSpec, operation: string, body: unknown): string | null {
  const schema = spec.operations[operation];
  if (!schema) throw new Error(`${operation} is not described in ${spec.source}`);
  const fault = check(spec, schema, body, []);
  return fault && `${fault.path.join(".") || "the body"}: ${fault.words}`;
}

interface Fault {
  readonly path: readonly string[];
  readonly words: string;
}

function check(spec: WireSpec, schema: Schema, value: unknown, path: readonly string[]): Fault | null {
  if (schema.$ref !== undefined) return check(spec, spec.$defs[schema.$ref.slice(REF.length)] ?? {}, value, path);
  if (schema.anyOf) return checkUnion(spec, schema.anyOf, value, path);
  if ("const" in schema && value !== schema.const) return { path, words: `must be ${JSON.stringify(schema.const)}` };
  if (schema.enum && !schema.enum.includes(value)) return { path, words: `must be one of ${schema.enum.join(", ")}` };
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return { path, words: `must be ${types.join(" or ")}` };
  if (typeof value === "string") return checkText(schema, value, path);
  if (typeof value === "number") return checkNumber(schema, value, path);
  if (Array.isArray(value)) return checkList(spec, schema, value, path);
  return value !== null && typeof value === "object" ? checkObject(spec, schema, value, path) : null;
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return value !== null && typeof value === "object" && !Array.isArray(value);
  return typeof value === type;
}

/** Of those that do not fit, the one that fits furthest says most. */
function checkUnion(
  spec: WireSpec,
  branches: readonly Schema[],
  value: unknown,
  path: readonly string[],
): Fault | null {
  const faults: Fault[] = [];
  for (const branch of branches) {
    const fault = check(spec, branch, value, path);
    if (!fault) return null;
    faults.push(fault);
  }
  return faults.toSorted((left, right) => right.path.length - left.path.length)[0] ?? { path, words: "fits nothing" };
}

function checkText(schema: Schema, text: string, path: readonly string[]): Fault | null {
  const length = [...text].length;
  if (length < (schema.minLength ?? 0)) return { path, words: `has fewer than ${schema.minLength} characters` };
  if (length > (schema.maxLength ?? length)) return { path, words: `has more than ${schema.maxLength} characters` };
  const bytes = Buffer.byteLength(text);
  if (bytes > (schema.maxBytes ?? bytes)) return { path, words: `has more than ${schema.maxBytes} bytes` };
  const isLike = schema.pattern === undefined || new RegExp(schema.pattern, "u").test(text);
  return isLike ? null : { path, words: `is not like ${schema.pattern}` };
}

function checkNumber({ minimum, maximum }: Schema, value: number, path: readonly string[]): Fault | null {
  if (value < (minimum ?? value)) return { path, words: `is less than ${minimum}` };
  return value > (maximum ?? value) ? { path, words: `is more than ${maximum}` } : null;
}

function checkList(spec: WireSpec, schema: Schema, list: readonly unknown[], path: readonly string[]): Fault | null {
  const { items, minItems = 0, maxItems = list.length } = schema;
  if (list.length < minItems || list.length > maxItems) return { path, words: `has ${list.length} items` };
  if (!items) return null;
  return firstFault(list.map((item, index) => () => check(spec, items, item, [...path, String(index)])));
}

function checkObject(spec: WireSpec, schema: Schema, value: object, path: readonly string[]): Fault | null {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.find((name) => !(name in value));
  if (missing !== undefined) return { path: [...path, missing], words: "is missing" };
  return firstFault(
    Object.entries(value).map(([name, field]) => () => {
      const at = [...path, name];
      const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (known === false) return { path: at, words: "is not described" };
      return typeof known === "object" ? check(spec, known, field, at) : null;
    }),
  );
}

function firstFault(checks: readonly (() => Fault | null)[]): Fault | null {
  for (const run of checks) {
    const fault = run();
    if (fault) return fault;
  }
  return null;
}
