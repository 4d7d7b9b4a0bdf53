// Languages as a person reads them.
import { LANGUAGE_NAMES } from "../../domain/avatars/drafting/languages.ts";
import type { Language } from "../../texts/texts.ts";

/** A code without a name stands for itself. */
export function languageNames(codes: readonly string[], language: Language): string {
  return codes.map((code) => LANGUAGE_NAMES.find((entry) => entry.code === code)?.name[language] ?? code).join(", ");
}
