// Commands as MCP tools: one declaration, told in the protocol's words.
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { hasRole } from "../../../agents/commands/execute.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { inputSchema } from "../rest/open-api.ts";
import type { McpHost } from "./mcp-host.ts";

/** Verbs after which something is gone or stands still; the other writes only add or change. */
const DESTRUCTIVE_VERBS: ReadonlySet<string> = new Set([
  ...[
    "cancel",
    "clear",
    "decline",
    "delete",
    "end",
    "erase",
    "pause",
    "refund",
    "reject",
    "remove",
    "retire",
    "revoke",
  ],
  ...["stop", "withdraw"],
]);
/** A second yes to the same card does nothing more, but the first one spends. */
const APPROVAL = "run.approve";

/** Tools are named without dots, which not every client takes. */
export function toolName(command: AnyCommand): string {
  return command.name.replace(".", "_");
}

export function commandsOf(host: McpHost): readonly AnyCommand[] {
  return host.commands.filter((command) => hasRole(host, command.role));
}

export function toolOf(command: AnyCommand, language: Language): Tool {
  const { mcp, commands } = texts(language);
  const summary = commands[command.name]?.summary ?? command.name;
  const waits = command.effect === "spend" || command.effect === "irreversible";
  const schema = inputSchema(command, language);
  return {
    name: toolName(command),
    title: command.name.replace(".", " "),
    description: waits ? `${summary} ${mcp.waitsForYes}` : summary,
    inputSchema: { ...schema, type: "object" } as Tool["inputSchema"],
    annotations: {
      title: command.name.replace(".", " "),
      readOnlyHint: command.effect === "read",
      destructiveHint: isDestructive(command),
      idempotentHint: command.effect === "read" || command.name === APPROVAL,
      // Whatever is published or sent reaches people outside.
      openWorldHint: waits || command.name === APPROVAL,
    },
  };
}

function isDestructive({ name, effect }: AnyCommand): boolean {
  if (effect === "read") return false;
  if (effect === "irreversible" || name === APPROVAL) return true;
  return DESTRUCTIVE_VERBS.has(name.split(".")[1] ?? "");
}
