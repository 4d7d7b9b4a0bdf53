// What commands there are, and how one is used.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { hasRole } from "../execute.ts";
import type { Registry } from "../registry.ts";

const Output = z.object({
  commands: z.array(z.object({ name: z.string(), summary: z.string(), example: z.string() })),
  arguments: z.array(z.object({ name: z.string(), meaning: z.string() })),
});

export function helpShow(registry: () => Registry): AnyCommand {
  return defineCommand({
    name: "help.show",
    role: "analyst",
    effect: "read",
    input: z.object({ command: z.string().optional() }),
    output: Output,
    positional: ["command"],
    errors: ["unknown_command"],
    run: async (context, { command }) => {
      const table = texts(context.actor.language).commands;
      const name = command?.trim().toLowerCase().replace(/\s+|_/g, ".");
      const all = registry().list.filter((spec) => hasRole(context.actor, spec.role) && spec.visibility !== "internal");
      const chosen = name ? all.filter((spec) => spec.name === name || spec.name.startsWith(`${name}.`)) : all;
      if (chosen.length === 0) {
        const words = texts(context.actor.language).common;
        const near = registry().nearest(name ?? "");
        throw new AppError(
          "unknown_command",
          words.unknownCommand(command ?? ""),
          near ? { remedy: words.didYouMean(near) } : {},
        );
      }
      const only = chosen.length === 1 ? chosen[0] : undefined;
      return {
        commands: chosen.map((spec) => ({
          name: spec.name.replace(".", " "),
          summary: table[spec.name]?.summary ?? "",
          example: table[spec.name]?.example ?? "",
        })),
        arguments: Object.keys(only?.input.shape ?? {}).map((field) => ({
          name: field,
          meaning: table[only?.name ?? ""]?.arguments[field] ?? "",
        })),
      };
    },
    view: (output, context) => {
      const words = texts(context.actor.language).common;
      const [only] = output.commands;
      if (output.commands.length === 1 && only) {
        return {
          title: only.name,
          text: only.summary,
          fields: [
            ...output.arguments.map((argument) => ({ label: `--${argument.name}`, value: argument.meaning })),
            { label: words.example, value: only.example },
          ],
        };
      }
      return {
        title: words.help,
        text: words.helpText,
        table: {
          columns: [{ label: "" }, { label: "" }],
          rows: output.commands.map((row) => [row.name, row.summary]),
        },
      };
    },
  });
}
