// OpenAPI 3.1 from the registry: the same declarations that run, so the description cannot drift from them.
import { z } from "zod";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Installation } from "../../../agents/commands/context.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { exampleInput, publicCommands, restPath } from "./public-commands.ts";
import { CARD_SCHEMA, PROBLEM_SCHEMA } from "./shared-schemas.ts";

export const EVENTS_PATH = "/api/v1/events";

export type JsonObject = { readonly [key: string]: unknown };

/** What `execute` and the server itself answer, whatever the command. */
const COMMON_CODES: readonly ErrorCode[] = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "conflict",
  "too_large",
  "internal",
];

export function openApi(
  registry: Registry,
  language: Language,
  installation: Pick<Installation, "version" | "publicUrl">,
): JsonObject {
  const words = texts(language).web.docs;
  const commands = publicCommands(registry);
  const nouns = [...new Set(commands.map((command) => command.name.split(".")[0] ?? ""))];
  return {
    openapi: "3.1.0",
    info: { title: "VixenBliss", version: installation.version, description: words.intro },
    servers: [{ url: installation.publicUrl() }],
    security: [{ bearer: [] }],
    tags: [...nouns, "events"].map((name) => ({ name })),
    paths: {
      ...Object.fromEntries(commands.map((each) => [restPath(each), { post: operation(each, registry, language) }])),
      [EVENTS_PATH]: { get: eventsOperation(language) },
    },
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: words.authenticationText } },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: words.idempotencyText,
          schema: { type: "string", minLength: 1, maxLength: 200 },
        },
      },
      schemas: { Card: CARD_SCHEMA, Problem: PROBLEM_SCHEMA },
    },
  };
}

/** Not a command: a stream that ends when its reader goes, or its token. */
function eventsOperation(language: Language): JsonObject {
  const words = texts(language).web.docs;
  const schema = { $ref: "#/components/schemas/Problem" };
  const problem = (description: string) => ({ description, content: { "application/problem+json": { schema } } });
  return {
    operationId: "events",
    tags: ["events"],
    summary: words.eventsSummary,
    description: words.eventsText,
    "x-role": "analyst",
    "x-effect": "read",
    parameters: [{ name: "Last-Event-ID", in: "header", description: words.lastEventText, schema: { type: "string" } }],
    responses: {
      "200": { description: words.eventsSummary, content: { "text/event-stream": { schema: { type: "string" } } } },
      "401": problem("unauthenticated"),
      "429": problem("rate_limited"),
    },
  };
}

/** JSON schema of a command's input with the arguments' meanings. */
export function inputSchema(command: AnyCommand, language: Language): JsonObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" });
  const meanings = texts(language).commands[command.name]?.arguments ?? {};
  const properties = Object.entries(schema.properties ?? {}).map(([name, value]) => {
    const meaning = meanings[name];
    return [name, typeof value === "object" && meaning ? { ...value, description: meaning } : value];
  });
  return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
}

export function errorCodes(command: AnyCommand): readonly ErrorCode[] {
  return [...new Set([...COMMON_CODES, ...command.errors])];
}

function operation(command: AnyCommand, registry: Registry, language: Language): JsonObject {
  const text = texts(language).commands[command.name];
  const words = texts(language).web.docs;
  const example = exampleInput(command, registry, language);
  const waits = command.effect === "spend" || command.effect === "irreversible";
  return {
    operationId: command.name,
    tags: [command.name.split(".")[0]],
    summary: text?.summary ?? command.name,
    "x-role": command.role,
    "x-effect": command.effect,
    ...(command.effect === "read" ? {} : { parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }] }),
    requestBody: {
      required: true,
      content: { "application/json": { schema: inputSchema(command, language), ...(example ? { example } : {}) } },
    },
    responses: {
      "200": json("OK", resultSchema("done", { output: outputSchema(command) })),
      ...(waits ? { "202": json(words.waitingText, resultSchema("waiting", { runCardId: { type: "string" } })) } : {}),
      ...errorResponses(command),
    },
  };
}

function outputSchema(command: AnyCommand): JsonObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(command.output, { io: "output", unrepresentable: "any" });
  return schema;
}

function resultSchema(state: string, properties: JsonObject): JsonObject {
  return {
    type: "object",
    required: ["state", ...Object.keys(properties), "card"],
    properties: { state: { const: state }, ...properties, card: { $ref: "#/components/schemas/Card" } },
  };
}

function json(description: string, schema: JsonObject): JsonObject {
  return { description, content: { "application/json": { schema } } };
}

/** Codes that share a status share a response. */
function errorResponses(command: AnyCommand): JsonObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodes(command)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const schema = { $ref: "#/components/schemas/Problem" };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(", "), content: { "application/problem+json": { schema } } },
    ]),
  );
}
