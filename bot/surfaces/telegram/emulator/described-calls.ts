// Whether a call is as Telegram's Bot API describes it, by its machine-readable description.
import { faultIn, REF, readWireSpec, type Schema } from "../../../emulators/wire-spec.ts";
import type { TelegramMethod } from "./method-schemas.ts";
import type { CallBody } from "./request-body.ts";

const FILE = `${REF}InputFile`;
const BOT_API = readWireSpec(new URL("./wire-spec.json", import.meta.url));

/** @returns what is wrong, with the field; null: nothing */
export function faultInCall(method: TelegramMethod, { parameters, isForm }: CallBody): string | null {
  return faultIn(BOT_API, method, isForm ? readForm(method, parameters) : parameters);
}

/** In a form everything is text. A file stands in a part of its own, or is missed by the method in the server's own words. */
function readForm(method: TelegramMethod, parameters: CallBody["parameters"]): Readonly<Record<string, unknown>> {
  const { properties = {} } = BOT_API.operations[method] ?? {};
  const texts = Object.entries(parameters).map(([name, value]) => [name, readText(properties[name], value)]);
  const files = Object.entries(properties).filter(([, schema]) => schema.anyOf?.some(({ $ref }) => $ref === FILE));
  return Object.fromEntries([...files.map(([name]) => [name, name]), ...texts]);
}

function readText(schema: Schema | undefined, value: unknown): unknown {
  if (schema?.type === "number" && /^-?\d+(\.\d+)?$/.test(String(value))) return Number(value);
  if (schema?.type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}
