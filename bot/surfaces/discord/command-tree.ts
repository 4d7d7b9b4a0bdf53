// The registry as slash commands, one a noun with a subcommand a verb, and back from what a person sent.
import {
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { isSuggested } from "../chat/candidates.ts";
import { type Field, type FieldSchema, fieldsOf } from "../chat/fields.ts";
import { cut } from "../chat/split-text.ts";
import { isWrittenInModal, optionName } from "./command-fields.ts";
import { THREAD_FIELD } from "./threads.ts";

export type SlashCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;
type LeafOption = Exclude<APIApplicationCommandOption, { options?: unknown }>;

/** Discord's limits of application commands. */
const LIMITS = { commands: 100, subcommands: 25, options: 25, choices: 25, text: 100, string: 6_000, chars: 8_000 };
/** Descriptions are cut to this where a command is over its 8,000 characters. */
const SHORT_DESCRIPTIONS = [60, 30, 12];

/** @throws Error when the registry does not fit Discord's limits */
export function commandTree(registry: Registry): SlashCommand[] {
  const nouns = new Map<string, AnyCommand[]>();
  for (const command of registry.list) nouns.set(nounOf(command), [...(nouns.get(nounOf(command)) ?? []), command]);
  if (nouns.size > LIMITS.commands) throw new Error(`Discord takes ${LIMITS.commands} commands, not ${nouns.size}`);
  return [...nouns].map(([noun, commands]) => fitting(noun, commands));
}

const nounOf = ({ name }: AnyCommand) => name.slice(0, name.indexOf("."));
const verbOf = ({ name }: AnyCommand) => name.slice(name.indexOf(".") + 1);

function fitting(noun: string, commands: readonly AnyCommand[]): SlashCommand {
  if (commands.length > LIMITS.subcommands) throw new Error(`/${noun} has more than ${LIMITS.subcommands} subcommands`);
  for (const most of [LIMITS.text, ...SHORT_DESCRIPTIONS]) {
    const made = nounCommand(noun, commands, most);
    if (countChars(made) <= LIMITS.chars) return made;
  }
  throw new Error(`/${noun} is longer than ${LIMITS.chars} characters`);
}

function nounCommand(noun: string, commands: readonly AnyCommand[], most: number): SlashCommand {
  const verbs = (language: Language) => cut(texts(language).discord.verbs(commands.map(verbOf).join(", ")), most);
  return {
    type: ApplicationCommandType.ChatInput,
    name: noun,
    description: verbs("en"),
    description_localizations: { "es-ES": verbs("es"), "es-419": verbs("es") },
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: commands.map((command) => subcommand(command, most)),
  };
}

function subcommand(command: AnyCommand, most: number): APIApplicationCommandSubcommandOption {
  const fields = fieldsOf(command).slice(0, LIMITS.options);
  const isOptional = (field: Field) => !field.isRequired || isWrittenInModal(field) || field.name === THREAD_FIELD;
  const ordered = [...fields.filter((field) => !isOptional(field)), ...fields.filter(isOptional)];
  const summary = (language: Language) =>
    cut(texts(language).commands[command.name]?.summary || command.name.replace(".", " "), most);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: verbOf(command),
    ...described(summary),
    options: ordered.map((field) => option(command, field, { required: !isOptional(field), most })),
  };
}

function described(words: (language: Language) => string) {
  const spanish = words("es");
  return { description: words("en"), description_localizations: { "es-ES": spanish, "es-419": spanish } };
}

function option(
  command: AnyCommand,
  field: Field,
  { required, most }: { required: boolean; most: number },
): LeafOption {
  const { name, schema } = field;
  const words = (language: Language) => cut(texts(language).commands[command.name]?.arguments[name] || name, most);
  const common = { name: optionName(name), ...described(words), required };
  switch (schema.type) {
    case "boolean":
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case "integer":
      return { ...common, type: ApplicationCommandOptionType.Integer, ...bounds(schema) };
    case "number":
      return { ...common, type: ApplicationCommandOptionType.Number, ...bounds(schema) };
    default:
      return { ...common, type: ApplicationCommandOptionType.String, ...textOption(field) };
  }
}

function bounds({ minimum, maximum }: FieldSchema): { min_value?: number; max_value?: number } {
  const isBound = (value: number | undefined) => value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return {
    ...(isBound(minimum) ? { min_value: minimum } : {}),
    ...(isBound(maximum) ? { max_value: maximum } : {}),
  } as { min_value?: number; max_value?: number };
}

function textOption({ name, schema }: Field) {
  const values = (schema.enum ?? []).filter((value): value is string => typeof value === "string");
  if (values.length > 0 && values.length <= LIMITS.choices) {
    return { choices: values.map((value) => ({ name: cut(value, LIMITS.text), value })) };
  }
  if (isSuggested(name) || (schema.items?.enum ?? values).length > 0) return { autocomplete: true as const };
  return schema.type === "string" && schema.maxLength !== undefined
    ? { max_length: Math.min(schema.maxLength, LIMITS.string) }
    : {};
}

/** What Discord counts towards a command's 8,000 characters: the longest of each text's languages. */
export function countChars(part: SlashCommand | APIApplicationCommandOption): number {
  const longest = Math.max(
    part.description?.length ?? 0,
    ...Object.values(part.description_localizations ?? {}).map((text) => text?.length ?? 0),
  );
  const choices = "choices" in part ? (part.choices ?? []) : [];
  const options = "options" in part ? (part.options ?? []) : [];
  return (
    part.name.length +
    longest +
    choices.reduce((sum, { name, value }) => sum + name.length + String(value).length, 0) +
    options.reduce((sum, inner) => sum + countChars(inner), 0)
  );
}
