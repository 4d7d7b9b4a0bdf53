// Captions without a model: five variations in the avatar's language, each with words of its persona (domain 3).

import type { Random } from "../../kernel/random.ts";
import type { Persona, PersonaLanguage } from "../avatars/persona.ts";
import { CAPTION_STYLES, type CaptionStyle, enforceCaptionLimits } from "./caption-limits.ts";
import { CAPTION_WORDS, type CallToActionPurpose } from "./caption-words.ts";
import type { Template } from "./templates/template.ts";

/** Variations of a piece and hashtags at most (domain 3). */
export const CAPTION_VARIATIONS = 5;
export const MOST_HASHTAGS = 5;

/** Longer phrases would leave no room for the sentence around them. */
const PHRASE_LENGTH = 45;
/** Says openly what the account is (trust C1). */
const DISCLOSING_HASHTAG = "virtualcreator";

export interface CaptionVariation {
  readonly style: CaptionStyle;
  readonly text: string;
}

export interface CaptionRequest {
  readonly persona: Persona;
  readonly template: Pick<Template, "category">;
  readonly language: PersonaLanguage;
  readonly random: Random;
  /** Whose limits hold; Instagram's when not given. */
  readonly platform?: string;
}

/** Five captions of five different styles, in drawn order, within the platform's limits. */
export function draftCaptions({
  persona,
  template,
  language,
  random,
  platform = "instagram",
}: CaptionRequest): CaptionVariation[] {
  const words = CAPTION_WORDS[language];
  return CAPTION_STYLES.map((style) => ({ style, order: random() }))
    .sort((left, right) => left.order - right.order)
    .slice(0, CAPTION_VARIATIONS)
    .map(({ style }) => {
      const slots = {
        scene: words.scenes[template.category],
        city: persona.location.city,
        interest: shortPhrase(persona.interests, persona, random),
        catchphrase: shortPhrase([persona.catchphrase.replace(/[.!…]+$/u, "")], persona, random),
      };
      const line = fill(draw(words.lines[style], random), slots);
      return { style, text: enforceCaptionLimits(platform, startUpper(line)).text };
    });
}

/** At most five, with "#": the niche, the category, tags, and one that discloses the creator is virtual. */
export function hashtagsFor(niche: string, template: Pick<Template, "category" | "tags">): string[] {
  const wanted = [niche, template.category, ...template.tags].map((word) =>
    word.toLowerCase().replace(/[^\p{L}\p{N}_]/gu, ""),
  );
  const topical = [...new Set(wanted)].filter((word) => word !== "").slice(0, MOST_HASHTAGS - 1);
  return [...new Set([...topical, DISCLOSING_HASHTAG])].map((word) => `#${word}`);
}

/** One sentence that asks the follower to react, to buy or to spread. Promises nothing (trust C15). */
export function draftCallToAction(purpose: CallToActionPurpose, language: PersonaLanguage, random: Random): string {
  return draw(CAPTION_WORDS[language].callsToAction[purpose], random);
}

function shortPhrase(phrases: readonly string[], persona: Persona, random: Random): string {
  const short = phrases.filter((phrase) => phrase.length <= PHRASE_LENGTH);
  return short.length > 0 ? draw(short, random) : persona.location.city;
}

function fill(line: string, slots: Readonly<Record<string, string>>): string {
  return line.replace(/\{(\w+)\}/g, (_slot, name: string) => slots[name] ?? "");
}

function startUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @throws RangeError for an empty list */
function draw(items: readonly string[], random: Random): string {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to draw from");
  return item;
}
