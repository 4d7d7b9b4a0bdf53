// The text of a message nobody asked for: one per language, with the fan's first name where {name} stands.

export const OUTREACH_LANGUAGES = ["en", "es"] as const;
export type OutreachLanguage = (typeof OUTREACH_LANGUAGES)[number];
export type OutreachTexts = Readonly<Partial<Record<OutreachLanguage, string>>>;

/** Short enough to be one message on every platform, with an offer under it. */
export const MOST_OUTREACH_CHARS = 400;

const PLACEHOLDER = /\{([^{}]*)\}/gu;
/** What people put between a greeting and a name goes with a name that is not known. */
const UNKNOWN_NAME = /[,;:]?[ \t]*\{name\}/gu;
const FIRST_NAME = /^\p{L}[\p{L}\p{M}'’-]{0,23}$/u;

/** Placeholders that mean nothing. */
export function unknownPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name).filter((name) => name !== "name");
}

/** "en: Hi {name}! | es: ¡Hola {name}!"; null: no language is named. */
export function textsByLanguage(given: string): OutreachTexts | null {
  const parts = given.split(/\s*\|\s*/u).map((part) => /^(en|es)\s*:\s*(.+)$/su.exec(part.trim()));
  const found = parts.flatMap((part) => (part ? [[part[1], part[2]?.trim()] as const] : []));
  if (found.length === 0 || found.length < parts.length) return null;
  return Object.fromEntries(found);
}

/** @param displayName as the platform gives it: data from outside, so only a plain first word of letters is taken */
export function fillName(text: string, displayName: string): string {
  const [first = ""] = displayName.trim().split(/\s+/u);
  if (FIRST_NAME.test(first)) return text.replaceAll("{name}", first).trim();
  return text
    .replace(UNKNOWN_NAME, "")
    .replace(/^[\s,;:]+/u, "")
    .trim();
}
