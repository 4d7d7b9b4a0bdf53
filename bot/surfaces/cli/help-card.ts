// Help without a server or a database: from the declarations and their texts.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import type { Card } from "../../../agents/commands/view.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";

/** @param about words after "help": nothing, a noun, or a command @throws AppError `unknown_command` */
export function helpCard(registry: Registry, about: readonly string[], language: Language): Card {
  const name = about.slice(0, 2).join(".").toLowerCase().replaceAll("_", ".");
  if (name === "") return overview(registry.list, language);
  const command = registry.find(name);
  if (command) return explain(command, language);
  const ofNoun = registry.list.filter((candidate) => candidate.name.startsWith(`${name}.`));
  if (ofNoun.length > 0) return overview(ofNoun, language);
  const words = texts(language).common;
  const near = registry.nearest(name);
  const remedy = near ? words.didYouMean(near.replace(".", " ")) : words.helpText;
  throw new AppError("unknown_command", words.unknownCommand(about.join(" ").slice(0, 60)), { remedy });
}

function overview(commands: readonly AnyCommand[], language: Language): Card {
  const words = texts(language);
  return {
    title: words.common.help,
    text: [words.cli.usage, ...words.cli.options.map((option) => `  ${option}`)].join("\n"),
    table: {
      columns: [{ label: "" }, { label: "" }],
      rows: commands.map(({ name }) => [name.replace(".", " "), words.commands[name]?.summary ?? ""]),
    },
  };
}

function explain(command: AnyCommand, language: Language): Card {
  const words = texts(language);
  const text = words.commands[command.name];
  return {
    title: command.name.replace(".", " "),
    ...(text?.summary ? { text: text.summary } : {}),
    fields: [
      ...Object.keys(command.input.shape).map((field) => ({
        label: `--${field}`,
        value: text?.arguments[field] ?? "",
      })),
      ...(text?.example ? [{ label: words.common.example, value: text.example }] : []),
    ],
  };
}
