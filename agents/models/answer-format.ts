// How a structured answer is asked for and read back, for the three ways compatible servers understand.
import { z } from "zod";

export type OutputMethod = "jsonSchema" | "functionCalling" | "jsonMode";

export interface AnswerFormat {
  /** Call options of the LangChain model. */
  readonly options: {
    readonly response_format?: { readonly type: "json_object" };
    readonly tools?: { type: "function"; function: { name: string; description: string; parameters: JsonSchema } }[];
    readonly tool_choice?: { type: "function"; function: { name: string } };
  };
  /** What the system prompt must say besides, "" when the protocol says it. */
  readonly instruction: string;
}

type JsonSchema = Record<string, unknown>;

const formats: Readonly<Record<OutputMethod, WeakMap<z.ZodType, AnswerFormat>>> = {
  jsonSchema: new WeakMap(),
  functionCalling: new WeakMap(),
  jsonMode: new WeakMap(),
};

/** Built once a schema: converting it costs more than the rest of the call. */
export function answerFormat(method: OutputMethod, schema: z.ZodType, name: string): AnswerFormat {
  const known = formats[method].get(schema);
  if (known) return known;
  const format = buildFormat(method, strictJsonSchema(schema), name);
  formats[method].set(schema, format);
  return format;
}

function buildFormat(method: OutputMethod, schema: JsonSchema, name: string): AnswerFormat {
  if (method === "jsonSchema") {
    // LangChain parses answers to a json_schema format itself and throws on what it cannot parse, so no repair would be
    // possible. It decides by `type`; the request on the wire is what `toJSON` gives.
    const wire = { type: "json_schema", json_schema: { name, schema, strict: true } };
    const disguised = { type: "json_object" as const, toJSON: () => wire };
    return { options: { response_format: disguised }, instruction: "" };
  }
  if (method === "functionCalling") {
    const description = "Give the answer.";
    return {
      options: {
        tools: [{ type: "function", function: { name, description, parameters: schema } }],
        tool_choice: { type: "function", function: { name } },
      },
      instruction: "",
    };
  }
  return {
    options: { response_format: { type: "json_object" } },
    instruction: `Answer with one JSON object and nothing else. It must fit this JSON schema: ${JSON.stringify(schema)}`,
  };
}

/** Checked by zod afterwards; strict mode refuses them or servers disagree about them. */
const LEFT_TO_ZOD = new Set(["$schema", "default", "minLength", "maxLength", "format", "pattern", "~standard"]);

/** A zod schema as strict mode wants it: every property required, no others, no bounds that only say "safe integer". */
function strictJsonSchema(schema: z.ZodType): JsonSchema {
  const strict = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strict);
    if (typeof node !== "object" || node === null) return node;
    const kept = Object.entries(node).filter(
      ([key, value]) =>
        !LEFT_TO_ZOD.has(key) &&
        !(key === "minimum" && value === Number.MIN_SAFE_INTEGER) &&
        !(key === "maximum" && value === Number.MAX_SAFE_INTEGER),
    );
    const copy: JsonSchema = Object.fromEntries(
      kept.map(([key, value]) => [key, key === "properties" ? strictProperties(value) : strict(value)]),
    );
    if (typeof copy.properties !== "object" || copy.properties === null) return copy;
    return { ...copy, required: Object.keys(copy.properties), additionalProperties: false };
  };
  // A property may itself be called "format" or "default": only its schema is cleaned, not its name.
  const strictProperties = (properties: unknown): unknown =>
    Object.fromEntries(Object.entries(properties ?? {}).map(([name, child]) => [name, strict(child)]));
  return strict(z.toJSONSchema(schema, { io: "input" })) as JsonSchema;
}

/** The JSON in a model's text; fences and words around the object are forgiven. @throws SyntaxError */
export function readJson(text: string): unknown {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  return JSON.parse(start >= 0 && end > start ? text.slice(start, end + 1) : text);
}
