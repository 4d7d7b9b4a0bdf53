// Whether a call is as Telegram's Bot API describes it, by its machine-readable description.
import { faultIn, readWireSpec, type Schema } from "../../../emulators/wire-spec.ts";
import type { TelegramMethod } from "./method-schemas.ts";
import type { CallBody } from "./request-body.ts";

const BOT_API = readWireSpec(new URL("./wire-spec.json", import.meta.url));

/** @returns what is wrong, with the field; null: nothing */
export function faultInCall(method: TelegramMethod, { parameters, files, isForm }: CallBody): string | null {
  return faultIn(BOT_API, method, isForm ? readForm(method, parameters, files) : parameters);
}

/** In a form everything is text, and a file may stand in the part of its parameter. */
function readForm(
  method: TelegramMethod,
  parameters: CallBody["parameters"],
  files: CallBody["files"],
): Readonly<Record<string, unknown>> {
  const { properties = {} } = BOT_API.operations[method] ?? {};
  const texts = Object.entries(parameters).map(([name, value]) => [name, readText(properties[name], value)]);
  const parts = [...files.keys()].filter((name) => name in properties).map((name) => [name, name]);
  return Object.fromEntries([...texts, ...parts]);
}

function readText(schema: Schema | undefined, value: unknown): unknown {
  if (schema?.type === "number" && /^-?\d+(\.\d+)?$/.test(String(value))) return Number(value);
  if (schema?.type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}
