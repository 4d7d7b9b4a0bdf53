// Commands as functions of a model: named noun_verb, their zod input as JSON schema; few at a time, found by what is said.
import { z } from "zod";
import { findCommands } from "../../commands/agent/find-commands.ts";
import type { AnyCommand } from "../../commands/command.ts";
import type { CommandContext } from "../../commands/context.ts";
import { hasRole } from "../../commands/execute.ts";
import type { Registry } from "../../commands/registry.ts";
import type { ToolSpec } from "../../models/chat-model.ts";
import { texts } from "../../texts/texts.ts";

export const FIND_COMMANDS = "find_commands";
export const ASK_OPERATOR = "ask_operator";

/** Offered for a request; more are found on demand. */
const OFFERED = 12;
/** What most requests are about. */
const COMMON = ["avatar.show", "batch.create", "schedule.week", "piece.list", "report.costs"];

export const FindCommandsInput = z.object({ words: z.string().min(1).max(200) });
export const AskOperatorInput = z.object({ question: z.string().min(1).max(300) });

const schemas = new WeakMap<AnyCommand, Readonly<Record<string, unknown>>>();

export const toolName = (command: string) => command.replace(".", "_");

/** Names of the commands to begin with; only such as the operator's role may run. */
export function commandsFor(context: CommandContext, registry: Registry, text: string): readonly string[] {
  const found = [...findCommands(registry, text, context.actor.language, OFFERED).map(({ name }) => name), ...COMMON];
  return [...new Set(found)].filter((name) => isAllowed(context, registry, name));
}

export function foundCommands(context: CommandContext, registry: Registry, words: string): readonly string[] {
  return findCommands(registry, words, context.actor.language, OFFERED)
    .map(({ name }) => name)
    .filter((name) => isAllowed(context, registry, name));
}

function isAllowed({ actor }: CommandContext, registry: Registry, name: string): boolean {
  const command = registry.find(name);
  return command !== undefined && hasRole(actor, command.role);
}

export function toolsOf(registry: Registry, names: readonly string[]): readonly ToolSpec[] {
  return [
    {
      name: FIND_COMMANDS,
      description: "Find tools by a few English words; those found can be called afterwards.",
      parameters: schemaOf(FindCommandsInput),
    },
    {
      name: ASK_OPERATOR,
      description: "Ask the operator one short question when something needed is missing or unclear.",
      parameters: schemaOf(AskOperatorInput),
    },
    ...names.flatMap((name) => {
      const command = registry.find(name);
      return command ? [toolOf(command)] : [];
    }),
  ];
}

function toolOf(command: AnyCommand): ToolSpec {
  const told = texts("en").commands[command.name];
  let parameters = schemas.get(command);
  if (!parameters) {
    parameters = described(schemaOf(command.input), told?.arguments ?? {});
    schemas.set(command, parameters);
  }
  const gate = command.effect === "read" ? "" : " (noted in the plan)";
  return { name: toolName(command.name), description: `${told?.summary ?? command.name}${gate}`, parameters };
}

function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

function described(
  schema: Readonly<Record<string, unknown>>,
  meanings: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const properties = Object.entries(Object(schema.properties)).map(([field, child]) => [
    field,
    meanings[field] ? { ...Object(child), description: meanings[field] } : child,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
