// Every sentence a person reads, by language. `texts("es").avatar.created(...)`: the Spanish table has the English shape.
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { TextShape } from "./shape.ts";

export type Language = "en" | "es";
export type Texts = TextShape<typeof en>;

const TABLES: Readonly<Record<Language, Texts>> = { en, es };

export function texts(language: Language): Texts {
  return TABLES[language];
}

export function isLanguage(text: string): text is Language {
  return text === "en" || text === "es";
}
