// The command line: one command in, its card or JSON out, and an exit code scripts can rely on.
import { readLine } from "../../../agents/commands/agent/read-line.ts";
import { problemFrom } from "../../../agents/commands/problem.ts";
import { createRegistry, type Registry } from "../../../agents/commands/registry.ts";
import type { Language } from "../../../agents/texts/texts.ts";
import { renderCard } from "./card-terminal.ts";
import { type CliArguments, readCliArguments } from "./cli-arguments.ts";
import type { AloneCommand, CliOptions, ExitCode } from "./cli-options.ts";
import type { CliSession } from "./cli-session.ts";
import { embeddedSession } from "./embedded-session.ts";
import { fail } from "./fail.ts";
import { helpCard } from "./help-card.ts";
import { isServing, remoteSession } from "./remote-session.ts";
import { runLine } from "./run-line.ts";
import { readServerFile } from "./server-file.ts";
import { lineOfWords } from "./typed-command.ts";

export async function runCli(options: CliOptions): Promise<ExitCode> {
  let language: Language = "en";
  try {
    const given = readCliArguments(options.argv);
    language = given.language ?? "en";
    const registry = createRegistry(options.registry.list.filter((command) => command.visibility !== "internal"));
    const [first, ...rest] = given.words;
    if (first === undefined || first === "help" || given.help) {
      const about = first === "help" ? rest.filter((word, index) => index > 0 || word !== "show") : given.words;
      await showHelp(options, registry, given, about);
      return 0;
    }
    if (first === "mcp" && rest.length === 0) {
      await inSession(options, given, (session) => serveMcp(options, registry, language, session));
      return 0;
    }
    // A whole request in quotes is one word to the shell, and stays as it was written.
    const text = rest.length === 0 ? first : lineOfWords(given.words);
    const line = readLine(text, registry, language);
    const alone = options.alone?.[line.command.name];
    if (alone)
      return await runAlone(options, given, registry, () => alone(line.command.input.parse(line.input), language));
    return await inSession(options, given, (session) => runLine(options, { given, registry, language, line, session }));
  } catch (thrown) {
    return fail(options.terminal, problemFrom(thrown, language), options.argv.includes("--json"));
  }
}

async function showHelp(
  options: CliOptions,
  registry: Registry,
  given: CliArguments,
  about: readonly string[],
): Promise<void> {
  const { terminal } = options;
  const language = given.language ?? "en";
  const card = helpCard(registry, about, language);
  const text = given.json
    ? `${JSON.stringify(card, null, 2)}\n`
    : await renderCard(card, { language, registry, hasColors: terminal.hasColors, locate: async (key) => key });
  terminal.write(text);
}

/** A server for a client on this machine; loaded only then. */
async function serveMcp(
  { signal = new AbortController().signal, fetch: fetcher = fetch, version }: CliOptions,
  { list: commands }: Registry,
  language: Language,
  session: CliSession,
): Promise<void> {
  const { serveStdio } = await import("../mcp/mcp-stdio.ts");
  await serveStdio({ session, commands, language, version, signal, fetch: fetcher });
}

async function runAlone(
  { terminal }: CliOptions,
  given: CliArguments,
  registry: Registry,
  run: () => ReturnType<AloneCommand>,
): Promise<ExitCode> {
  const { output, card } = await run();
  const look = { language: given.language ?? "en", registry, hasColors: terminal.hasColors };
  const text = given.json
    ? `${JSON.stringify(output, null, 2)}\n`
    : await renderCard(card, { ...look, locate: async (key) => key });
  terminal.write(text);
  return 0;
}

async function inSession<Result>(
  options: CliOptions,
  given: CliArguments,
  work: (session: CliSession) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(options, given.language);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function openSession(options: CliOptions, language: Language | undefined): Promise<CliSession> {
  const fetcher = options.fetch ?? fetch;
  const server = await readServerFile(options.dataDir);
  const chosen = language ? { language } : {};
  if (server && (await isServing(server, fetcher))) {
    const media = options.mediaDir === undefined ? {} : { mediaDir: options.mediaDir };
    return remoteSession({ server, fetch: fetcher, ...chosen, ...media });
  }
  const opened = await options.openEmbedded();
  return embeddedSession(opened, language);
}
