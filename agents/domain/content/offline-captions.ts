// Captions without a model: five variations in the avatar's language, each with words of its persona (domain 3).

import type { Random } from "../../kernel/random.ts";
import type { Persona, PersonaLanguage } from "../avatars/persona.ts";
import {
  CAPTION_LIMITS,
  CAPTION_STYLES,
  type CaptionLimit,
  type CaptionStyle,
  enforceCaptionLimits,
} from "./caption-limits.ts";
import { CAPTION_WORDS, type CallToActionPurpose } from "./caption-words.ts";
import type { Template } from "./templates/template.ts";

/** Variations of a piece (domain 3). */
export const CAPTION_VARIATIONS = 5;

/** Longer phrases would leave no room for the sentence around them. */
const PHRASE_LENGTH = 45;

export interface CaptionVariation {
  readonly language: PersonaLanguage;
  readonly style: CaptionStyle;
  readonly text: string;
}

export interface CaptionRequest {
  readonly persona: Persona;
  readonly template: Pick<Template, "category">;
  readonly language: PersonaLanguage;
  readonly random: Random;
  /** Instagram's when not given. */
  readonly limit?: CaptionLimit;
  /** None is asked for when not given. */
  readonly callToAction?: CallToActionPurpose;
}

/** Five captions of five different styles, in drawn order, within the limit; with a call to action where it fits in. */
export function draftCaptions({
  persona,
  template,
  language,
  random,
  limit = CAPTION_LIMITS.instagram,
  callToAction,
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
      const lines = words.lines[style].map((line) => startUpper(fill(line, slots)));
      const fitting = lines.filter((line) => line.length <= limit.maxLength);
      const line = draw(fitting.length > 0 ? fitting : lines, random);
      const asked = callToAction ? draw(words.callsToAction[callToAction], random) : "";
      return { language, style, text: withCallToAction(line, asked, limit) };
    });
}

/** The line alone where both together would be cut. */
function withCallToAction(line: string, asked: string, limit: CaptionLimit): string {
  const both = `${line} ${asked}`.trim();
  return enforceCaptionLimits(limit, both.length <= limit.maxLength ? both : line).text;
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
