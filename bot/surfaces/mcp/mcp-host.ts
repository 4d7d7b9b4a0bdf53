// What an MCP server speaks for: the commands of one caller, wherever they are carried out.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Role } from "../../../agents/commands/context.ts";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import type { Language } from "../../../agents/texts/texts.ts";

export interface McpFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface McpHost {
  readonly version: string;
  readonly role: Role;
  readonly language: Language;
  /** The public commands, of all roles. */
  readonly commands: readonly AnyCommand[];
  execute(command: string, input: unknown, options: { readonly idempotencyKey?: string }): Promise<ExecuteResult>;
  /** A stored picture or clip an operator may look at. @throws AppError `not_found`, `unavailable` */
  readFile(key: string): Promise<McpFile>;
}
