// What the command line is given: a terminal, the commands, and how to run them in this process.
import type { Registry } from "../../../agents/commands/registry.ts";
import type { Card } from "../../../agents/commands/view.ts";
import type { Language } from "../../../agents/texts/texts.ts";
import type { EmbeddedApp } from "./embedded-session.ts";

export interface CliTerminal {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** True when a person sits there: questions may be asked, progress is drawn in place. */
  readonly isInteractive: boolean;
  readonly hasColors: boolean;
  /** Asks and gives the typed line; "" at the end of the input. */
  readonly ask: (question: string) => Promise<string>;
}

/** @throws AppError */
export type AloneCommand = (
  input: Readonly<Record<string, unknown>>,
  language: Language,
) => Promise<{ readonly output: unknown; readonly card: Card }>;

export interface CliOptions {
  /** Without node and script. */
  readonly argv: readonly string[];
  readonly terminal: CliTerminal;
  readonly registry: Registry;
  /** Of the product. */
  readonly version: string;
  readonly dataDir: string;
  /** Folder of the built-in file store; undefined when another store is used. */
  readonly mediaDir?: string;
  /** Commands that need neither a server nor a database, by name. */
  readonly alone?: Readonly<Record<string, AloneCommand>>;
  /** Called when no server runs. */
  readonly openEmbedded: () => Promise<EmbeddedApp>;
  readonly fetch?: typeof fetch;
  /** Aborted by Ctrl-C: stops watching. */
  readonly signal?: AbortSignal;
  /** Injected by tests. */
  readonly wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** 0 done, 1 refused or failed (one line says why), 2 usage (architecture 6). */
export type ExitCode = 0 | 1 | 2;
