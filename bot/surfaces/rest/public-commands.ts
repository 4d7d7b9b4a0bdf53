// The commands that are offered to people and programs, and what their documentation shows.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { fromText } from "../../../agents/commands/from-text.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";

export function publicCommands(registry: Registry): readonly AnyCommand[] {
  return registry.list.filter((command) => command.visibility !== "internal");
}

export function restPath(command: AnyCommand): string {
  return `/api/v1/${command.name.replace(".", "/")}`;
}

/** The command's typed example as JSON; undefined when there is none. */
export function exampleInput(
  command: AnyCommand,
  registry: Registry,
  language: Language,
): Record<string, unknown> | undefined {
  const example = texts(language).commands[command.name]?.example;
  if (example === undefined) return undefined;
  try {
    return fromText(example, registry, language).input;
  } catch (thrown) {
    // An example is documentation: one that cannot be read is left out, a fault of ours is not.
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}
