// How a message sounds, -1..1, by lexicon: VADER for English, a small one of our own for Spanish (domain 7).
import vader from "vader-sentiment";
import { SPANISH_SENTIMENT } from "./sentiment-es.ts";

/** Running average: .8 old, .2 new. The first message is the average. */
export function sentimentAverage(before: number | null, now: number): number {
  return before === null ? now : 0.8 * before + 0.2 * now;
}

export function sentimentOf(text: string, language: "en" | "es"): number {
  return language === "es" ? spanish(text) : vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
}

const NEGATIONS = new Set(["no", "nunca", "jamas", "tampoco", "ni", "sin"]);
const STRONGER = new Set(["muy", "mucho", "super", "demasiado", "tan", "re"]);

/** Of a plural that of its singular: "preciosas", "geniales". */
function feelingOf(word: string): number {
  const of = (form: string) => SPANISH_SENTIMENT.get(form);
  return of(word) ?? of(word.replace(/s$/u, "")) ?? of(word.replace(/es$/u, "")) ?? 0;
}

/** Sum of word values, turned around within three words after a negation, squeezed into -1..1 as VADER does. */
function spanish(text: string): number {
  const words =
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/\p{L}+|\p{Emoji_Presentation}|❤/gu) ?? [];
  let total = 0;
  for (const [index, word] of words.entries()) {
    const value = feelingOf(word);
    if (value === 0) continue;
    const before = words.slice(Math.max(0, index - 3), index);
    const strength = before.some((part) => STRONGER.has(part)) ? 1.3 : 1;
    total += value * strength * (before.some((part) => NEGATIONS.has(part)) ? -0.75 : 1);
  }
  return total / Math.sqrt(total * total + 15);
}
