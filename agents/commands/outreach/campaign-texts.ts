// The texts of a broadcast or of a sequence's steps: read from an operator's line, held to the rules of every message, and
// read back from their rows.
import { z } from "zod";
import { detectLanguage } from "../../domain/fans/language.ts";
import {
  MOST_OUTREACH_CHARS,
  OUTREACH_LANGUAGES,
  type OutreachTexts,
  textsByLanguage,
  unknownPlaceholders,
} from "../../domain/fans/outreach-text.ts";
import { canaryOf, replyFaults } from "../../graphs/reply-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

const Texts = z.partialRecord(z.enum(OUTREACH_LANGUAGES), z.string());
const Step = z.object({ afterHours: z.number().int().min(1), texts: Texts });
export type StepValue = z.output<typeof Step>;

export function readTexts(stored: unknown): OutreachTexts {
  return Texts.parse(stored) as OutreachTexts;
}

export function readSteps(stored: unknown): readonly StepValue[] {
  return z.array(Step).parse(stored);
}

/**
 * "en: Hi {name}! | es: ¡Hola {name}!", or one text, which is for the fans of its language.
 * @throws AppError `invalid_input` with the field: what any answer of the chat is held to holds here (trust C2, C15)
 */
export function givenTexts(context: CommandContext, given: string, avatarId: string, field: string): OutreachTexts {
  const words = texts(context.actor.language).reach;
  const all = textsByLanguage(given) ?? { [detectLanguage(given, context.actor.language)]: given.trim() };
  for (const text of Object.values(all)) {
    if (text.length > MOST_OUTREACH_CHARS)
      throw new AppError("too_large", words.tooLong(MOST_OUTREACH_CHARS), { field });
    const [unknown] = unknownPlaceholders(text);
    if (unknown !== undefined)
      throw new AppError("invalid_input", words.noPlaceholder(unknown), { field, remedy: "{name}" });
    const faults = replyFaults(text, { canary: canaryOf(context, avatarId), instructions: "" });
    if (faults.length > 0) {
      const { badWording, wordingHint } = texts(context.actor.language).experiments;
      const what = faults.map((fault) => fault.what).join(", ");
      throw new AppError("invalid_input", badWording(what), { field, remedy: wordingHint });
    }
  }
  return all;
}
