// A slash command as a person filled it in.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { type Field, fieldsOf, fieldValue } from "../chat/fields.ts";
import type { Interaction } from "./interaction.ts";

/** A required text longer than this is written in a modal, not on the command's line. */
const MODAL_FROM_CHARS = 200;

/** Asked for in a modal when it is missing. */
export const isWrittenInModal = ({ schema, isRequired }: Field) =>
  isRequired && schema.type === "string" && !schema.enum && (schema.maxLength ?? 0) > MODAL_FROM_CHARS;

/** "timeZone" -> "time-zone" */
export const optionName = (field: string) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export interface SentCommand {
  readonly command: AnyCommand;
  readonly input: Record<string, unknown>;
  /** Field whose suggestions are asked for. */
  readonly focused?: { readonly field: string; readonly value: string };
}

/** undefined: a command of an older list. */
export function sentCommand(registry: Registry, { data }: Interaction): SentCommand | undefined {
  const [verb] = data?.options ?? [];
  const command = registry.find(`${data?.name}.${verb?.name}`);
  if (!command) return undefined;
  const fields = fieldsOf(command);
  const input: Record<string, unknown> = {};
  let focused: SentCommand["focused"];
  for (const { name, value, focused: isFocused } of verb?.options ?? []) {
    const field = fields.find((candidate) => optionName(candidate.name) === name);
    if (!field) continue;
    if (isFocused) focused = { field: field.name, value: String(value ?? "") };
    if (value !== undefined) input[field.name] = fieldValue(field.schema, value);
  }
  return { command, input, ...(focused ? { focused } : {}) };
}
