// Discord's public OpenAPI description, as the package discord-api-spec carries it in zod, reduced to the calls we make.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { REF, type Schema, type WireSpec } from "../../bot/emulators/wire-spec.ts";
import { reachable } from "./json-schema.ts";

/** By operation of the emulator: what the description calls its body. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  send: ["MessageCreateRequest"],
  edit: ["MessageEditRequestPartial"],
  webhook_send: ["IncomingWebhookRequestPartial", "IncomingWebhookUpdateRequestPartial"],
  webhook_edit: ["IncomingWebhookUpdateRequestPartial"],
  thread: ["CreateTextThreadWithMessageRequest"],
  direct: ["CreatePrivateChannelRequest"],
  callback: [
    "ApplicationCommandAutocompleteCallbackRequest",
    "CreateMessageInteractionCallbackRequest",
    "ModalInteractionCallbackRequest",
    "PongInteractionCallbackRequest",
    "UpdateMessageInteractionCallbackRequest",
  ],
};
const COMMAND = "ApplicationCommandUpdateRequest";
const DROPPED = new Set(["$schema", "$id", "format", "default", "id"]);

/** @param folder of the unpacked package */
export async function reduceDiscord(folder: string): Promise<WireSpec> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const schemas = await readSchemas(path.join(folder, "build/discord-api-spec.zod.js"));
  const ref = (body: string): Schema => ({ $ref: `${REF}${body}` });
  const named = Object.entries(BODIES).map(([operation, bodies]): [string, Schema] => {
    const [only, ...others] = bodies.map(ref);
    return [operation, others.length === 0 && only ? only : { anyOf: bodies.map(ref) }];
  });
  const commands: Schema = { type: "array", items: ref(COMMAND) };
  const operations = Object.fromEntries([["put_commands", commands], ...named]);
  return {
    source: `${name} of the npm registry: Discord's OpenAPI description, API v10`,
    version,
    licence: license,
    operations,
    $defs: reachable(Object.values(operations), schemas),
  };
}

async function readSchemas(file: string): Promise<Readonly<Record<string, Schema>>> {
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries(exported)) {
    if (name.endsWith("Schema")) registry.add(schema as z.ZodType, { id: name.slice(0, -"Schema".length) });
  }
  const options = { io: "input", unrepresentable: "any", uri: (id: string) => `${REF}${id}` } as const;
  const { schemas } = z.toJSONSchema(registry, options);
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, tidy(schema) as Schema]));
}

/** What is not described is refused, which Discord does not do: a field with a typing error shows. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== "object") return value;
  const isObject = "properties" in value;
  const entries = Object.entries(value).filter(([name]) => !DROPPED.has(name));
  const kept = entries.map(([name, child]): [string, unknown] => [
    name,
    name === "properties"
      ? Object.fromEntries(Object.entries(child).map(([field, of]) => [field, tidy(of)]))
      : tidy(child),
  ]);
  return { ...Object.fromEntries(kept), ...(isObject ? { additionalProperties: false } : {}) };
}
