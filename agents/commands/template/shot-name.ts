// What a shot is called in a person's language: a shipped one by its title there, another by its own key.
import { shotTitle } from "../../domain/content/shot.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { type Language, texts } from "../../texts/texts.ts";

export function shotName(templateKey: string, templates: Pick<TemplateCatalogue, "find">, language: Language): string {
  return texts(language).shots[templateKey] ?? shotTitle(templateKey, (key) => templates.find(key));
}
