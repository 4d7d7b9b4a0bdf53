// How a failure ends the command line.
import type { Problem } from "../../../agents/commands/problem.ts";
import { harmless } from "./card-terminal.ts";
import type { CliTerminal, ExitCode } from "./cli-options.ts";

const USAGE = new Set(["unknown_command", "invalid_input"]);

/** One line on the error output; with --json the whole problem as a document too. */
export function fail(terminal: CliTerminal, problem: Problem, json: boolean): ExitCode {
  if (json) terminal.write(`${JSON.stringify({ state: "failed", problem }, null, 2)}\n`);
  const line = [problem.message, ...(problem.remedy ? [problem.remedy] : [])].join(" ");
  terminal.writeError(`${harmless(line).replaceAll("\n", " ")}\n`);
  return USAGE.has(problem.code) ? 2 : 1;
}
