// Nobody real in words that become a picture, a clip or a voice, but who consented (trust C8).
import { namesRealPerson } from "../../domain/trust/real-persons.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/**
 * @param fields by the names of the command's input; without what must not appear, which depicts nobody
 * @param consented see `consentedNames`; nobody for words that any avatar may be given
 * @throws AppError `refused` naming the field and who is meant
 */
export function requireNobodyReal(
  context: CommandContext,
  fields: Readonly<Record<string, string>>,
  consented: readonly string[] = [],
): void {
  for (const [field, text] of Object.entries(fields)) {
    const person = namesRealPerson(text, consented);
    if (person) throw refusedRealPerson(context, person, field);
  }
}

/** @param inputField where the command's input calls it otherwise than people do */
export function refusedRealPerson(
  context: CommandContext,
  person: string,
  field: string,
  inputField: string = field,
): AppError {
  const words = texts(context.actor.language).persona;
  return new AppError("refused", words.namesRealPerson(person, field), {
    field: inputField,
    reason: "real_person",
    remedy: words.realPersonRemedy,
  });
}
