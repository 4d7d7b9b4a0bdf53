// One command in an open session: run it, get the yes where one is needed, watch it, print it.

import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import type { ParsedLine } from "../../../agents/commands/from-text.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import type { Card } from "../../../agents/commands/view.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { renderCard } from "./card-terminal.ts";
import type { CliArguments } from "./cli-arguments.ts";
import type { CliOptions, ExitCode } from "./cli-options.ts";
import type { CliSession } from "./cli-session.ts";
import { fail } from "./fail.ts";
import { followCard, pause } from "./follow-card.ts";
import { progressDisplay } from "./progress-display.ts";

export interface LineRun {
  readonly given: CliArguments;
  readonly registry: Registry;
  readonly language: Language;
  readonly line: ParsedLine;
  readonly session: CliSession;
}

type Waiting = Extract<ExecuteResult, { state: "waiting" }>;

const YES = /^(y|yes|s|si|sí)$/i;

export async function runLine(options: CliOptions, run: LineRun): Promise<ExitCode> {
  const { session, line } = run;
  const result = await session.execute(line.command.name, line.input);
  if (result.state !== "waiting") return await finish(options, run, result);
  if (!run.given.yes) {
    const decision = await decide(options, run, result);
    if (decision !== "approved") return decision;
  }
  const approved = await session.execute("run.approve", { id: result.runCardId });
  return await finish(options, run, withoutApproval(approved));
}

/** The approval's own result wraps that of the command, which is what was asked for. */
function withoutApproval(approved: ExecuteResult): ExecuteResult {
  const { state, card } = approved;
  if (state !== "done" || approved.output === null || typeof approved.output !== "object") return approved;
  return "result" in approved.output ? { state, card, output: approved.output.result } : approved;
}

async function decide(options: CliOptions, run: LineRun, waiting: Waiting): Promise<"approved" | ExitCode> {
  const { terminal } = options;
  const words = texts(run.language).cli;
  if (run.given.json) terminal.write(`${JSON.stringify(waiting, null, 2)}\n`);
  else await print(options, run, { ...waiting.card, buttons: [] });
  if (run.given.json || !terminal.isInteractive) {
    terminal.writeError(`${words.notApproved} ${words.howToApprove(waiting.runCardId)}\n`);
    return 1;
  }
  if (YES.test((await terminal.ask(words.question)).trim())) return "approved";
  await run.session.execute("run.cancel", { id: waiting.runCardId });
  terminal.writeError(`${words.canceled}\n`);
  return 1;
}

async function finish(options: CliOptions, run: LineRun, result: ExecuteResult): Promise<ExitCode> {
  const { terminal } = options;
  const { given, session } = run;
  if (result.state === "failed") return fail(terminal, result.problem, given.json);
  const isWatched = given.wait ?? (terminal.isInteractive || given.yes);
  const card = isWatched ? await watch(options, run, result.card) : result.card;
  if (!card) {
    terminal.writeError(`${texts(run.language).cli.interrupted}\n`);
    return 1;
  }
  if (given.json) terminal.write(`${JSON.stringify(result.state === "done" ? result.output : result, null, 2)}\n`);
  else await print(options, run, card);
  await session.settle();
  return 0;
}

async function watch(options: CliOptions, run: LineRun, card: Card): Promise<Card | undefined> {
  const { terminal } = options;
  const display = progressDisplay(terminal.writeError, terminal.isInteractive);
  const signal = options.signal ?? new AbortController().signal;
  const wait = options.wait ?? pause;
  try {
    return await followCard(card, { session: run.session, signal, wait, onProgress: display.show });
  } finally {
    display.end();
  }
}

async function print({ terminal }: CliOptions, run: LineRun, card: Card): Promise<void> {
  const { language, registry, session } = run;
  const { hasColors } = terminal;
  terminal.write(await renderCard(card, { language, registry, hasColors, locate: (key) => session.locate(key) }));
}
