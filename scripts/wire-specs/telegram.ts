// Telegram's Bot API, as the package @gramio/types carries it (made by a machine from the published documentation), reduced
// to the methods we call.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { REF, type Schema, type WireSpec } from "../../bot/emulators/wire-spec.ts";
import { METHODS } from "../../bot/surfaces/telegram/emulator/method-schemas.ts";
import { reachable } from "./json-schema.ts";

/** A file is named, and comes in a part of its own. */
const FILES: Readonly<Record<string, Schema>> = { InputFile: { type: "string" } };
const FIELD = /^ {4}(\w+)(\?)?:\s*([\s\S]*)$/;

/** @param folder of the unpacked package */
export async function reduceTelegram(folder: string): Promise<WireSpec> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const [params, objects] = await Promise.all(
    ["params", "objects"].map((file) => readFile(path.join(folder, `out/${file}.d.ts`), "utf8")),
  );
  const bot = /Bot API v([\d.]+)/.exec(params ?? "")?.[1] ?? "";
  const bodies = readDeclarations(params ?? "");
  const types = readDeclarations(objects ?? "");
  const operations = Object.fromEntries(
    Object.keys(METHODS).map((method): [string, Schema] => {
      const body = bodies[`${method[0]?.toUpperCase()}${method.slice(1)}Params`];
      return [method, body ?? { type: "object", properties: {}, additionalProperties: false }];
    }),
  );
  return {
    source: `${name} of the npm registry: Telegram's Bot API ${bot}`,
    version,
    licence: license,
    operations,
    $defs: reachable(Object.values(operations), { ...bodies, ...types, ...FILES }),
  };
}

function readDeclarations(text: string): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  for (const [, name = "", parents = "", body = ""] of text.matchAll(
    /^export interface (\w+)(?: extends ([\w., ]+))? \{\n([\s\S]*?)^\}/gm,
  )) {
    if (parents !== "") throw new Error(`${name} extends ${parents}`);
    found[bare(name)] = readFields(body);
  }
  for (const [, name = ""] of text.matchAll(/^export interface (\w+) \{\s*\}/gm)) found[bare(name)] = readFields("");
  for (const [, name = "", type = ""] of text.matchAll(/^export type (\w+) =([\s\S]*?)(?=\n\n|\nexport |\n\/\*)/gm)) {
    if (/^[\s|"\w.[\]]+$/.test(type)) found[bare(name)] = readType(type);
  }
  return found;
}

const bare = (name: string) => name.replace(/^(?:Objects\.)?Telegram/, "");

function readFields(body: string): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  let words = "";
  // A comment belongs to the field after it.
  for (const part of body.split(/(\/\*\*[\s\S]*?\*\/\n)/)) {
    if (part.startsWith("/**")) words = part;
    const match = FIELD.exec(part.startsWith("    ") ? part : `    ${part.trimStart()}`);
    if (part.startsWith("/**") || !match) continue;
    const [, field = "", optional, type = ""] = match;
    properties[field] = { ...readType(type), ...limitsIn(words, type) };
    if (!optional) required.push(field);
  }
  return { type: "object", properties, required, additionalProperties: false };
}

/** "1-64 bytes", "0-200 characters": of what is sent, and not of what is left of it after parsing. */
function limitsIn(words: string, type: string): Schema {
  const found = /(\d+)-(\d+) (characters|bytes)(?! after)/.exec(words);
  if (!found || !/^\s*string/.test(type)) return {};
  const [, least, most, unit] = found;
  return unit === "bytes"
    ? { minLength: Number(least), maxBytes: Number(most) }
    : { minLength: Number(least), maxLength: Number(most) };
}

/** @throws Error for what is not known here */
function readType(source: string): Schema {
  const text = source.trim().replace(/^\|/, "").trim();
  const parts = splitUnion(text).filter((part) => !part.startsWith("{ toJSON()") && !part.startsWith("{ toString()"));
  const schemas = parts.map(readOne);
  const [only] = schemas;
  if (schemas.length === 1 && only) return only;
  const values = schemas.flatMap((schema) => ("const" in schema ? [schema.const] : []));
  return values.length === schemas.length ? { enum: values } : { anyOf: schemas };
}

function readOne(part: string): Schema {
  if (part.endsWith("[]"))
    return { type: "array", items: readType(part.slice(0, -2).replace(/^\(([\s\S]*)\)$/, "$1")) };
  if (part.startsWith("(")) return readType(part.slice(1, -1));
  if (part.startsWith('"')) return { const: JSON.parse(part) };
  if (part === "true") return { const: true };
  if (/^\d+$/.test(part)) return { const: Number(part) };
  if (part.startsWith("Exclude<keyof")) return { type: "string" };
  if (part === "string" || part === "number" || part === "boolean") return { type: part };
  // Those of parameters stand beside the methods, those of objects apart.
  if (/^(?:Objects\.)?\w+$/.test(part)) return { $ref: `${REF}${bare(part)}` };
  throw new Error(`not a type that is known: ${part}`);
}

/** At the bars that stand in no bracket. */
function splitUnion(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? "|";
    if ("([{".includes(sign)) depth += 1;
    if (")]}".includes(sign)) depth -= 1;
    if (sign !== "|" || depth > 0) continue;
    parts.push(text.slice(begin, at).trim());
    begin = at + 1;
  }
  return parts.filter((part) => part !== "");
}
