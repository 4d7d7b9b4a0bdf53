// Our words in the browser: `say("gallery.empty")`.
import { useTranslation } from "adminjs";

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface PageWords {
  readonly say: Say;
  /** A state, tier or other fixed value of a column. */
  readonly valueName: (column: string, value: string) => string;
  readonly tableName: (model: string) => string;
  readonly language: string;
}

export function usePageWords(): PageWords {
  const { i18n, translateComponent, translateLabel } = useTranslation();
  return {
    say: (key, values) => translateComponent(`words.${key}`, { ...values }),
    valueName: (column, value) => translateLabel(`${column}.${value}`),
    tableName: (model) => translateLabel(model),
    language: i18n.language,
  };
}
