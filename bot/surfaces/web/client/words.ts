// The console's sentences in the operator's language, without a reload when it changes.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { web as english } from "../../../../agents/texts/en/web.ts";
import { web as spanish } from "../../../../agents/texts/es/web.ts";
import type { TextShape } from "../../../../agents/texts/shape.ts";

export type Language = "en" | "es";
export type Words = TextShape<Pick<typeof english, "console" | "fanPanel">>;

export const WORDS: Readonly<Record<Language, Words>> = { en: english, es: spanish };

export const WordsContext = createContext<{ readonly language: Language; readonly words: Words }>({
  language: "en",
  words: english,
});

export function useWords(): Words {
  return useContext(WordsContext).words;
}

export function useLanguage(): Language {
  return useContext(WordsContext).language;
}
