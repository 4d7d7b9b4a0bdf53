// What an MCP server speaks for: the commands of one caller, wherever they are carried out.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Role } from "../../../agents/commands/context.ts";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";

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
  /** A stored picture or clip an operator may look at. @throws AppError `not_found`, `unavailable`, `too_large` */
  readFile(key: string): Promise<McpFile>;
}

/** A client holds a file in memory, a third larger in base64: what is larger is not read at all. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** @throws AppError `too_large` */
export function requireFits(bytes: number, language: Language): void {
  if (bytes > MOST_FILE_BYTES) throw new AppError("too_large", texts(language).mcp.fileTooLarge);
}
