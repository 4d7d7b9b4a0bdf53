// What v1 of the REST API promised: paths, inputs and outputs by name. Adding is fine; taking away or asking for more is not.
import { z } from "zod";

const Contract = z.object({
  /** Fields by name with what they take; "text!" must be given. */
  input: z.record(z.string(), z.string()),
  output: z.array(z.string()),
});
export const FrozenApi = z.record(z.string(), Contract);
export type FrozenApi = z.output<typeof FrozenApi>;

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.looseObject({})).optional(),
});
const Content = z.object({ content: z.record(z.string(), z.object({ schema: Schema })) });
const Description = z.object({
  paths: z.record(
    z.string(),
    /** Without a post it is no command. */
    z.object({ post: z.object({ requestBody: Content, responses: z.looseObject({ "200": Content }) }).optional() }),
  ),
});

const JSON_TYPE = "application/json";

/** @param openApi the description as it is served */
export function contractsOf(openApi: unknown): FrozenApi {
  const { paths } = Description.parse(openApi);
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, { post }]) => {
      if (!post) return [];
      const input = post.requestBody.content[JSON_TYPE]?.schema;
      const answer = post.responses["200"].content[JSON_TYPE]?.schema;
      const output = Schema.parse(answer?.properties?.output ?? {});
      const required = new Set(input?.required ?? []);
      const fields = Object.entries(input?.properties ?? {}).map(([name, schema]) => {
        return [name, `${kindOf(schema)}${required.has(name) ? "!" : ""}`];
      });
      const contract = { input: Object.fromEntries(fields), output: Object.keys(output.properties ?? {}).sort() };
      return [[`POST ${path}`, contract]];
    }),
  );
}

/** What would break a program written against `frozen`; empty: nothing. */
export function breakingChanges(frozen: FrozenApi, present: FrozenApi): readonly string[] {
  return Object.entries(frozen).flatMap(([path, before]) => {
    const now = present[path];
    if (!now) return [`${path} is gone`];
    const inputs = Object.entries(before.input).flatMap(([name, kind]) =>
      inputChange(path, name, kind, now.input[name]),
    );
    const asked = Object.entries(now.input)
      .filter(([name, kind]) => !(name in before.input) && kind.endsWith("!"))
      .map(([name]) => `${path} asks for ${name}`);
    const outputs = before.output
      .filter((name) => !now.output.includes(name))
      .map((name) => `${path} answers no ${name} any more`);
    return [...inputs, ...asked, ...outputs];
  });
}

/** A field may become optional, and may take more kinds; nothing else. */
function inputChange(path: string, name: string, before: string, now: string | undefined): readonly string[] {
  if (now === undefined) return [`${path} takes no ${name} any more`];
  if (now.endsWith("!") && !before.endsWith("!")) return [`${path} asks for ${name}`];
  const taken = now.replace("!", "").split("|");
  const isTaken = before
    .replace("!", "")
    .split("|")
    .every((kind) => taken.includes(kind) || taken.includes("any"));
  return isTaken ? [] : [`${path} takes another ${name}: ${before} was ${now}`];
}

function kindOf(schema: Readonly<Record<string, unknown>>): string {
  const { type, anyOf, oneOf, const: constant } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return type.map(String).sort().join("|");
  const kinds = anyOf ?? oneOf;
  if (Array.isArray(kinds)) return [...new Set(kinds.map((each) => kindOf(Object(each))))].sort().join("|");
  return Array.isArray(schema.enum) || constant !== undefined ? "string" : "any";
}
