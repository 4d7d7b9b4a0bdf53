// Where commands of the command line run: in the server that is running already, or in this process.
import type { ExecuteResult } from "../../../agents/commands/execute.ts";

export interface CliSession {
  execute(command: string, input: Readonly<Record<string, unknown>>): Promise<ExecuteResult>;
  /** A file or address under which a picture, film or sound can be opened. */
  locate(key: string): Promise<string>;
  /** Settles when work begun here is done. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
