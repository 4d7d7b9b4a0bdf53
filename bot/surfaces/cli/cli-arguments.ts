// What of the arguments is meant for the command line itself, and what is the command.
import { AppError } from "../../../agents/kernel/errors.ts";
import { isLanguage, type Language, texts } from "../../../agents/texts/texts.ts";

export interface CliArguments {
  readonly json: boolean;
  readonly yes: boolean;
  /** undefined: as it is useful. */
  readonly wait?: boolean;
  readonly language?: Language;
  readonly help: boolean;
  /** The command's own words. */
  readonly words: readonly string[];
}

/** @throws AppError `invalid_input` for an unknown language */
export function readCliArguments(argv: readonly string[]): CliArguments {
  const words: string[] = [];
  const found: { json?: boolean; yes?: boolean; wait?: boolean; help?: boolean; language?: Language } = {};
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--json") found.json = true;
    else if (word === "--yes" || word === "-y") found.yes = true;
    else if (word === "--wait") found.wait = true;
    else if (word === "--no-wait") found.wait = false;
    else if (word === "--help" || word === "-h") found.help = true;
    else if (word.startsWith("--lang=")) found.language = languageOf(word.slice("--lang=".length));
    else if (word === "--lang") {
      index += 1;
      found.language = languageOf(argv[index]);
    } else words.push(word);
  }
  return { json: false, yes: false, help: false, ...found, words };
}

function languageOf(given: string | undefined): Language {
  const words = texts("en").cli;
  if (given === undefined) throw new AppError("invalid_input", words.optionNeedsValue("--lang"), { field: "lang" });
  if (!isLanguage(given)) throw new AppError("invalid_input", words.badLanguage(given), { field: "lang" });
  return given;
}
