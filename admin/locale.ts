// Our words in the shape AdminJS's browser side looks them up.
import type { CurrentAdmin, Locale } from "adminjs";
import { type Language, texts } from "../agents/texts/texts.ts";
import type { Description } from "./adapter/model.ts";
import { actorOf } from "./current-admin.ts";
import { allTables } from "./tables/all-tables.ts";
import { words } from "./words.ts";

const LANGUAGES: readonly Language[] = ["en", "es"];

export function localeFor(description: Description): (currentAdmin?: CurrentAdmin) => Locale {
  const byLanguage = new Map(LANGUAGES.map((language) => [language, translate(language, description)]));
  return (currentAdmin) => {
    const language = actorOf(currentAdmin)?.language ?? "en";
    // One language a page; the person's own is changed in the top bar. `lng` goes through to i18next, which would
    // otherwise not know its own language.
    const translations = { [language]: byLanguage.get(language) ?? {} };
    return { language, availableLanguages: [language], localeDetection: false, translations, ...{ lng: language } };
  };
}

function translate(language: Language, description: Description) {
  const text = words(language);
  const values = new Map<string, string>(Object.entries(text.values));
  const heldFor = texts(language).identity.holds;
  const labels: Record<string, unknown> = { ...text.tables, ...text.labels, heldFor };
  for (const [section, name] of Object.entries(text.sections)) labels[sectionLabel(section)] = name;
  for (const { fixedValues } of allTables)
    for (const [column, kept] of Object.entries(fixedValues ?? {}))
      for (const value of kept)
        if (values.has(value)) labels[column] = { [value]: values.get(value), ...Object(labels[column]) };
  for (const { name, type } of columnsOfFixedValues(description)) {
    const names = description.enums.find((each) => each.name === type)?.values.map((value) => value.name);
    const known = typeof labels[name] === "object" ? (labels[name] as object) : {};
    labels[name] = {
      ...known,
      ...Object.fromEntries((names ?? ["true", "false"]).map((value) => [value, values.get(value) ?? value])),
    };
  }
  return {
    labels,
    properties: text.columns,
    actions: text.actions,
    messages: text.messages,
    pages: text.words.pages,
    components: { words: text.words },
  };
}

/** Sections and tables share one namespace there. */
export function sectionLabel(section: string): string {
  return `section_${section}`;
}

function columnsOfFixedValues(description: Description) {
  const fields = description.models.flatMap((model) => model.fields);
  return fields.filter((field) => field.kind === "enum" || field.type === "Boolean");
}
