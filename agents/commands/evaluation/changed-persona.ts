// A persona with one field as it might be, for a dry run: nothing is saved.
import { readFieldValue } from "../../domain/avatars/read-field-value.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";
import { requirePath } from "../persona/persona-set.ts";

export interface TriedField {
  readonly field?: string | undefined;
  readonly value?: string | undefined;
}

/** @returns null when nothing is to be tried @throws AppError `invalid_input` that names the field */
export function changedPersona(
  context: CommandContext,
  { field, value }: TriedField,
  persona: Record<string, unknown>,
  language: "en" | "es",
): Record<string, unknown> | null {
  const words = texts(context.actor.language);
  if (field === undefined && value === undefined) return null;
  if (field === undefined || value === undefined)
    throw new AppError("invalid_input", words.fans.evaluation.bothOrNone, {
      field: field === undefined ? "field" : "value",
    });
  const path = requirePath(context, field);
  const read = readFieldValue(path, value, persona[path.name], language);
  if (!read.ok) {
    const problem = describeIssue(read.issue, context.actor.language);
    throw new AppError("invalid_input", words.common.badValue(read.where, problem), {
      field: "value",
      remedy: words.persona.valueRemedies[path.name],
    });
  }
  return { ...persona, [path.name]: read.value };
}
