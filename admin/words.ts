// The back office's sentences by language.

import { admin as en } from "../agents/texts/en/admin.ts";
import { admin as es } from "../agents/texts/es/admin.ts";
import type { TextShape } from "../agents/texts/shape.ts";
import type { Language } from "../agents/texts/texts.ts";

export type AdminWords = TextShape<typeof en>;

const TABLES: Readonly<Record<Language, AdminWords>> = { en, es };

export function words(language: Language): AdminWords {
  return TABLES[language];
}
