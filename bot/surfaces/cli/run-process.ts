// The command line as a process: streams, Ctrl-C and the exit code.
import { createInterface } from "node:readline/promises";
import { runCli } from "./cli.ts";
import type { CliOptions, CliTerminal } from "./cli-options.ts";

export type CliWiring = Omit<CliOptions, "argv" | "terminal" | "signal">;

/** @param environment of the process, for NO_COLOR only */
export async function runProcess(
  wiring: CliWiring,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const interrupt = new AbortController();
  // The second Ctrl-C ends the process as usual.
  process.once("SIGINT", () => interrupt.abort());
  const argv = process.argv.slice(2);
  const code = await runCli({ ...wiring, argv, signal: interrupt.signal, terminal: processTerminal(environment) });
  process.exitCode = code;
}

function processTerminal(environment: Readonly<Record<string, string | undefined>>): CliTerminal {
  const isInteractive = Boolean(process.stdout.isTTY && process.stdin.isTTY);
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    isInteractive,
    hasColors: Boolean(process.stdout.isTTY) && !environment.NO_COLOR,
    ask: async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
      try {
        return await Promise.race([lines.question(question), ended]);
      } finally {
        lines.close();
      }
    },
  };
}
