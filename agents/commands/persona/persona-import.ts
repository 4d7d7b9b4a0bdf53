// A new avatar from a character card. She begins as a draft; instructions of the card never become ours, and nothing is lost silently.
import { z } from "zod";
import type { ImportedCard } from "../../domain/avatars/cards/card-persona.ts";
import { withKnownPlace } from "../../domain/avatars/cards/complete-persona.ts";
import { renamedFields } from "../../domain/avatars/clone-persona.ts";
import { judgePersona } from "../../domain/avatars/judge-persona.ts";
import { PERSONA_FIELDS, validFields } from "../../domain/avatars/persona.ts";
import type { StoredField } from "../../domain/avatars/persona-readiness.ts";
import { withTexts } from "../../domain/avatars/persona-texts.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { AVATAR_MIN_AGE, isAdultAvatarAge } from "../../domain/trust/minor-appearance.ts";
import { cleanText } from "../../kernel/clean-text.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { homeTimeZone, requireFreeName, writeAvatar } from "../avatar/write-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { keepAside } from "./card-aside.ts";
import { Imported, importCard } from "./import-card.ts";
import { valuesOf } from "./load-persona.ts";
import { personaStatus } from "./persona-card.ts";
import { embedFacts, factTexts } from "./persona-facts.ts";
import { readImport } from "./read-import.ts";
import { requireFitPersona } from "./refuse-persona.ts";

const Input = z.object({
  name: z.string().trim().min(1).max(60),
  json: z.string().max(600_000).optional(),
  /** Of an uploaded card. */
  key: z.string().trim().max(500).optional(),
  /** The card's own when absent. */
  age: z.number().int().min(0).max(99).optional(),
  language: z.enum(["en", "es"]).optional(),
});

/** Of a card without an age. */
const USUAL_AGE = 26;
/** Somebody wrote it, though nobody of ours looked at it yet. */
const CONFIDENCE = 0.7;

export const personaImport = defineCommand({
  name: "persona.import",
  role: "manager",
  effect: "write",
  input: Input,
  output: Imported,
  positional: ["name", "json"],
  errors: ["invalid_input", "too_large", "not_found", "refused", "conflict"],
  run: async (context, input) => {
    await requireFreeName(context, input.name);
    const card = await readImport(context, input);
    const age = input.age ?? card.statedAge ?? USUAL_AGE;
    if (!isAdultAvatarAge(age)) {
      const words = texts(context.actor.language).avatar;
      throw new AppError("refused", words.ageTooLow, { field: "age", remedy: `--age ${AVATAR_MIN_AGE}` });
    }
    const language = input.language ?? card.language ?? detectLanguage(card.brief, context.actor.language);
    const fields = fieldsOf(card, input.name, language);
    const brief = cleanText(card.brief === "" ? input.name : card.brief);
    requireFitPersona(context, { name: input.name, brief, persona: valuesOf(fields), isForeign: true });
    const persona = validFields(valuesOf(fields));
    const facts = await embedFacts(context, factTexts(persona, language));
    const id = context.ids.next("avatar");
    const { aside, dropped } = fitAside(card);
    await keepAside(context, id, card.format, aside);
    const row = {
      ...{ id, name: input.name, statedAge: age, brief, niche: card.niche ?? "lifestyle", languages: [language] },
      timeZone: homeTimeZone(persona),
      state: "draft" as const,
    };
    await transact(context, (tx) => writeAvatar(context, tx, { row, fields, facts }));
    const { format, shortened } = card;
    return {
      ...(await personaStatus(
        context,
        id,
        fields.map(({ name }) => name),
      )),
      ...{ format, shortened: [...shortened], aside: Object.keys(aside), dropped: [...dropped] },
    };
  },
  view: (output, context) => importCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

function fieldsOf(card: ImportedCard, name: string, language: "en" | "es"): StoredField[] {
  const persona = withKnownPlace(card.persona, language);
  const fields = PERSONA_FIELDS.flatMap((field): StoredField[] => {
    const value = persona[field];
    if (value === undefined) return [];
    return [{ name: field, value: withTexts(value, cleanText), origin: "manual", confidence: CONFIDENCE }];
  });
  return card.name === "" || card.name === name ? fields : renamedFields(fields, card.name, name);
}

/** Nothing comes in that trust refuses, used or not. */
function fitAside({ aside, dropped }: ImportedCard) {
  const unfit = Object.keys(aside).filter((key) => judgePersona({ persona: { [key]: aside[key] } }) !== null);
  return {
    aside: Object.fromEntries(Object.entries(aside).filter(([key]) => !unfit.includes(key))),
    dropped: [...dropped, ...unfit.map((field) => ({ field, reason: "trust" as const }))],
  };
}
