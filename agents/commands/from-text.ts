// A typed line as a command with its input: "batch create luna 6 --mix safe", "/batch_create luna 6", "batch.create ...".
import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { type Language, texts } from "../texts/texts.ts";
import { slugOf } from "./avatar/find-avatar.ts";
import type { AnyCommand } from "./command.ts";
import { nearestWord, type Registry } from "./registry.ts";
import type { AboutAvatar } from "./room/room-at.ts";

export interface ParsedLine {
  readonly command: AnyCommand;
  readonly input: Record<string, unknown>;
}

/** Longest line that is read at all; longer input is refused before parsing. */
export const MAX_LINE_CHARS = 8_000;

/** Splits like a shell: quotes (also typographic) keep spaces, backslash escapes the next character. */
export function splitWords(line: string, language: Language): string[] {
  const words: string[] = [];
  const pattern =
    /\s*(?:"((?:[^"\\]|\\.)*)"|“([^”]*)”|'((?:[^'\\]|\\.)*)'(?=\s|$)|(--?[\p{L}-]+=)?"((?:[^"\\]|\\.)*)"|(\S+))/gsuy;
  let position = 0;
  const text = line.trim();
  while (position < text.length) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (!match) break;
    position = pattern.lastIndex;
    const quoted = match[1] ?? match[2] ?? match[3];
    const bare = match[6];
    if (bare !== undefined && /^["“]/.test(bare)) {
      throw new AppError("invalid_input", texts(language).common.quoteNotClosed);
    }
    words.push(quoted === undefined ? (bare ?? `${match[4] ?? ""}${match[5] ?? ""}`) : quoted.replace(/\\(.)/gs, "$1"));
  }
  return words;
}

/** @throws AppError `unknown_command`, `invalid_input` with the nearest match and the usage as remedy */
export function fromText(line: string, registry: Registry, language: Language, about?: AboutAvatar): ParsedLine {
  if (line.length > MAX_LINE_CHARS) {
    throw new AppError("too_large", `At most ${MAX_LINE_CHARS} characters.`, { field: "text" });
  }
  const words = splitWords(line.trim().replace(/^\//, ""), language);
  const { command, rest } = findCommand(words, registry, language);
  return { command, input: readArguments(command, rest, language, about) };
}

/** Words people type alone. */
const SHORT: Readonly<Record<string, string>> = {
  help: "help.show",
  ayuda: "help.show",
  start: "help.show",
  status: "system.status",
};

function findCommand(
  words: readonly string[],
  registry: Registry,
  language: Language,
): { command: AnyCommand; rest: string[] } {
  const [first = "", second = ""] = words;
  const head = first.replace(/@\w+$/, "").toLowerCase();
  const one = registry.find(SHORT[head] ?? head.replace("_", "."));
  const both = registry.find(`${head}.${second.toLowerCase()}`);
  if (both) return { command: both, rest: words.slice(2) };
  if (one) return { command: one, rest: words.slice(1) };
  const sentences = texts(language).common;
  const near = registry.nearest(`${head}.${second.toLowerCase()}`) ?? registry.nearest(head);
  throw new AppError("unknown_command", sentences.unknownCommand(`${first} ${second}`.trim().slice(0, 60)), {
    remedy: near ? sentences.didYouMean(near.replace(".", " ")) : sentences.helpText,
  });
}

function readArguments(
  command: AnyCommand,
  words: readonly string[],
  language: Language,
  about: AboutAvatar | undefined,
): Record<string, unknown> {
  const shape = command.input.shape as Record<string, z.ZodType>;
  const input: Record<string, unknown> = {};
  const positional: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const option = /^--([\p{L}][\p{L}\d-]*)(?:=(.*))?$/su.exec(word);
    if (!option) {
      positional.push(word);
      continue;
    }
    const field = fieldName(command, option[1] ?? "", shape, language);
    const isFlag = jsonType(shape[field]) === "boolean";
    const next = words[index + 1];
    if (option[2] !== undefined) input[field] = option[2];
    else if (isFlag && (next === undefined || !/^(true|false|yes|no|sí|si)$/i.test(next))) input[field] = "true";
    else {
      input[field] = next ?? "";
      index += 1;
    }
  }
  if (about && "avatar" in shape && !("avatar" in input) && !namesAvatar(command, positional, input, about)) {
    input.avatar = about.slug;
  }
  placePositional(command, positional, input, language);
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, convert(shape[field], value)]));
}

/** Whether the word that stands where the avatar would is one. */
function namesAvatar(
  command: AnyCommand,
  words: readonly string[],
  input: Readonly<Record<string, unknown>>,
  { known }: AboutAvatar,
): boolean {
  const free = (command.positional ?? []).filter((field) => !(field in input));
  const place = free.indexOf("avatar");
  if (place < 0) return false;
  // The last field takes all words that are left.
  const said = place === free.length - 1 ? words.slice(place).join(" ") : (words[place] ?? "");
  return known.includes(slugOf(said));
}

function fieldName(command: AnyCommand, written: string, shape: Record<string, z.ZodType>, language: Language): string {
  const camel = written.replace(/-(\p{L})/gu, (_match, letter: string) => letter.toUpperCase());
  if (camel in shape) return camel;
  const sentences = texts(language).common;
  const near = nearestWord(camel, Object.keys(shape));
  throw new AppError("invalid_input", sentences.unknownArgument(written, command.name.replace(".", " ")), {
    field: written,
    remedy: near ? sentences.didYouMean(`--${near}`) : usage(command, language),
  });
}

/** Words without a name fill the positional fields; what is left over joins the last of them. */
function placePositional(
  command: AnyCommand,
  words: readonly string[],
  input: Record<string, unknown>,
  language: Language,
): void {
  const free = (command.positional ?? []).filter((field) => !(field in input));
  if (words.length > 0 && free.length === 0) {
    const sentences = texts(language).common;
    throw new AppError("invalid_input", sentences.unknownArgument(words[0] ?? "", command.name.replace(".", " ")), {
      field: words[0] ?? "",
      remedy: usage(command, language),
    });
  }
  for (const [index, field] of free.entries()) {
    const last = index === free.length - 1;
    // References have no spaces, so a list of them may be written either way: "luna-1,luna-2" or "luna-1 luna-2".
    const glue = jsonType((command.input.shape as Record<string, z.ZodType>)[field]) === "array" ? "," : " ";
    const value = last ? words.slice(index).join(glue) : words[index];
    if (value !== undefined && value !== "") input[field] = value;
  }
}

export function usage(command: AnyCommand, language: Language): string {
  const text = texts(language).commands[command.name];
  return `${texts(language).common.example}: ${text?.example ?? command.name.replace(".", " ")}`;
}

/** "string", "number", "boolean", "array": what the JSON schema of a field says, through optional and default. */
export function jsonType(field: z.ZodType | undefined): string {
  if (!field) return "string";
  const schema = z.toJSONSchema(field, { io: "input", unrepresentable: "any" });
  return typeof schema.type === "string" ? schema.type : "string";
}

/** What was typed for one field, as the field's type has it. */
export function convert(field: z.ZodType | undefined, value: unknown): unknown {
  if (typeof value !== "string") return value;
  switch (jsonType(field)) {
    case "number":
    case "integer":
      return /^-?\d+([.,]\d+)?$/.test(value.trim()) ? Number(value.trim().replace(",", ".")) : value;
    case "boolean":
      return /^(true|yes|sí|si|1|on)$/i.test(value);
    case "array":
      return value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    default:
      return value;
  }
}
