// What she is said to speak, and what her texts are written in, against the language she writes to people in.
import { plainForm } from "../../trust/text-normal-form.ts";
import { LANGUAGE_NAMES } from "../drafting/languages.ts";
import type { PersonaFieldName } from "../persona.ts";
import type { Contradiction, JudgedPersona } from "./contradiction.ts";

const SPEAKS = /(?<![\p{L}])(?:speaks?|habla|hablo|languages?|idiomas?)[: ]([^.;!?]+)/u;

/** Little words that stand in every longer text of a language and in none of the other. */
const LITTLE_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set("the and with of for my that from when where after before she her you your what while until".split(" ")),
  es: new Set("el la los las que con una para por mi cuando donde desde hasta del pero como sus muy".split(" ")),
};
/** Fewer prove nothing: names and single loans are everywhere. */
const LEAST_LITTLE_WORDS = 3;

export function languageContradictions(persona: JudgedPersona, language: string): Contradiction[] {
  return [...spokenContradiction(persona.culturalBackground, language), ...writtenContradictions(persona, language)];
}

function spokenContradiction(background: string | undefined, language: string): Contradiction[] {
  const [, list = ""] = SPEAKS.exec(plainForm(background ?? "")) ?? [];
  const words = list.split(/[^\p{L}]+/u);
  const spoken = LANGUAGE_NAMES.filter((entry) => entry.words.some((word) => words.includes(plainForm(word))));
  if (spoken.length === 0 || spoken.some(({ code }) => code === language)) return [];
  return [
    { rule: "spoken_language", fields: ["culturalBackground"], found: spoken.map(({ code }) => code).join(", ") },
  ];
}

/** `appearance` is English for every avatar. */
const WRITTEN: readonly PersonaFieldName[] = ["bio", "backstory", "communicationStyle", "audienceRelation"];

function writtenContradictions(persona: JudgedPersona, language: string): Contradiction[] {
  const own = LITTLE_WORDS[language];
  if (!own) return [];
  return WRITTEN.flatMap((field) => {
    const text = persona[field];
    if (typeof text !== "string") return [];
    const words = plainForm(text).split(/[^\p{L}]+/u);
    const other = Object.entries(LITTLE_WORDS).find(
      ([code, little]) =>
        code !== language &&
        words.filter((word) => little.has(word)).length >= LEAST_LITTLE_WORDS &&
        !words.some((word) => own.has(word)),
    );
    return other ? [{ rule: "written_language", fields: [field], found: other[0] } satisfies Contradiction] : [];
  });
}
