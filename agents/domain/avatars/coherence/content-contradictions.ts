// What a persona is about, against her niche, and what she says twice.
import { plainForm } from "../../trust/text-normal-form.ts";
import { mentionsNiche } from "../drafting/mentions-niche.ts";
import type { PersonaFieldName } from "../persona.ts";
import type { Contradiction, JudgedPersona } from "./contradiction.ts";

/** Where a niche would show. */
const ABOUT: readonly PersonaFieldName[] = ["bio", "backstory", "interests", "goals", "lifestyle"];

export function nicheContradiction(persona: JudgedPersona, niche: string): Contradiction[] {
  if (ABOUT.some((field) => persona[field] === undefined)) return [];
  const text = ABOUT.map((field) => JSON.stringify(persona[field])).join(" ");
  return mentionsNiche(text, niche) ? [] : [{ rule: "niche", fields: ["interests", "bio"], found: niche }];
}

const LISTS = ["traits", "interests", "goals"] as const;
const WHOLE_TEXTS = ["bio", "backstory", "communicationStyle", "audienceRelation", "culturalBackground"] as const;

export function duplicates(persona: JudgedPersona): Contradiction[] {
  const inLists = LISTS.flatMap((field) => twice(persona[field] ?? []).map((found) => ({ fields: [field], found })));
  const spots = twice(persona.lifestyle?.favouriteSpots ?? []).map((found) => ({
    fields: ["lifestyle" as const],
    found,
  }));
  const texts = WHOLE_TEXTS.flatMap((field) => persona[field] ?? []);
  const sameTexts = twice(texts).map((found) => ({
    fields: WHOLE_TEXTS.filter((field) => plainForm(persona[field] ?? "") === plainForm(found)),
    found: found.slice(0, 60),
  }));
  return [...inLists, ...spots, ...sameTexts].map((entry) => ({ rule: "duplicates", ...entry }));
}

function twice(texts: readonly string[]): string[] {
  const plain = texts.map(core);
  return texts.filter((_text, index) => plain.indexOf(plain[index] ?? "") < index);
}

/** "The sea." and "sea" are one liking. */
const core = (text: string) =>
  plainForm(text)
    .replace(/^(?:the|a|an|el|la|los|las|un|una) /, "")
    .replace(/[.!?…]+$/, "");
