// Trust C9: nothing we draw, name or sell may look or sound under age. Runs on prompts, personas, names and requests.
import {
  type AppearanceReason,
  COMPACT_WORDS,
  NUMBER_IS_NOT_AGE_AFTER,
  NUMBER_IS_NOT_AGE_BEFORE,
  WORD_RULES,
} from "./minor-appearance-rules.ts";
import { numbersAsDigits } from "./number-words.ts";
import { compactForm, plainForm, readings } from "./text-normal-form.ts";

export const APPEARANCE_RULE_VERSION = "2026-11-26";

/** An avatar's least stated age (trust C9). */
export const AVATAR_MIN_AGE = 21;

export type AppearanceVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: AppearanceReason; readonly field: string };

/**
 * Judges named texts one by one and together, so that a term split over fields is found too.
 * `field` of a refusal is the name of the text at fault, or "together".
 */
export function judgeAppearance(fields: Readonly<Record<string, string>>): AppearanceVerdict {
  for (const [field, text] of Object.entries(fields)) {
    const reason = reasonAgainst(text);
    if (reason) return { allowed: false, reason, field };
  }
  const texts = Object.values(fields);
  const together = reasonAgainstJoined(texts);
  return together ? { allowed: false, reason: together, field: "together" } : { allowed: true };
}

/** A whole number of years, at least 21. */
export function isAdultAvatarAge(age: number): boolean {
  return Number.isInteger(age) && age >= AVATAR_MIN_AGE && age <= 99;
}

function reasonAgainst(text: string): AppearanceReason | null {
  for (const reading of readings(text)) {
    const rule = WORD_RULES.find(({ pattern }) => pattern.test(reading));
    if (rule) return rule.reason;
    if (statesYoungAge(numbersAsDigits(reading))) return "age";
  }
  return COMPACT_WORDS.test(compactForm(text)) ? "coded" : null;
}

function reasonAgainstJoined(texts: readonly string[]): AppearanceReason | null {
  if (texts.length < 2) return null;
  if (COMPACT_WORDS.test(compactForm(texts.join("")))) return "coded";
  const joined = plainForm(texts.map((text) => text.trim()).join(" "));
  const rule = WORD_RULES.find(({ pattern, reason }) => reason !== "coded" && pattern.test(joined));
  return rule?.reason ?? null;
}

const AGE_IN_CONTEXT =
  /(?<![\p{L}\p{N}.,:/$])(?:(?:age[ds]?|edad|looks?|aged?:|turning|cumple|turned|parece(?: de)?)[ :=]*(?:is |about |around |like )?)([1-9]|1\d|20)(?![\p{N}.:]\d?)|(?<![\p{L}\p{N}.,:/$])([1-9]|1\d|20)\s?-?(?:yo|y\/o|y\.o\.?|yrs?|years?|years?[ -]olds?|year[ -]old|años|anos|añera?|añer[oa]|jahre|ans|anni)(?![\p{L}])(?! (?:of|as|in|later|ago|de (?:experiencia|carrera|trabajo)|como|viviendo|trabajando))/u;
const LONE_NUMBER = /(?<![\p{L}\p{N}])(1[0-7])(?:\s?(?:f|m))?(?![\p{L}\p{N}])/gu;

/** An age of 1..20 in so many words, or a lone 10..17 that nothing marks as another quantity. */
function statesYoungAge(text: string): boolean {
  if (AGE_IN_CONTEXT.test(text)) return true;
  for (const match of text.matchAll(LONE_NUMBER)) {
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    const after = text.slice(match.index + 2, match.index + 30);
    if (!NUMBER_IS_NOT_AGE_AFTER.test(after) && !NUMBER_IS_NOT_AGE_BEFORE.test(before)) return true;
  }
  return false;
}
