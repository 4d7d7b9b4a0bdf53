// What an import made of a card: the persona it gave, and what of the card did not go into it.
import { z } from "zod";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";
import { PersonaStatus, personaCard } from "./persona-card.ts";

export const Imported = PersonaStatus.extend({
  format: z.string(),
  /** What of the card is not used, kept beside the avatar. */
  aside: z.array(z.string()),
  /** What did not come in, and why. */
  dropped: z.array(z.object({ field: z.string(), reason: z.string() })),
  /** What was cut to fit. */
  shortened: z.array(z.string()),
});

export function importCard(output: z.output<typeof Imported>, language: Language): Card {
  const words = texts(language).persona;
  const card = personaCard(output, language, words.imported(output.name));
  const reasons = words.dropReasons as Readonly<Record<string, string>>;
  const dropped = output.dropped.map(({ field, reason }) => `${field} (${reasons[reason] ?? reason})`);
  const lines = [
    { label: words.dropped, value: dropped.join(", ") },
    { label: words.aside, value: output.aside.join(", ") },
    { label: words.shortened, value: output.shortened.join(", ") },
  ];
  return { ...card, fields: [...(card.fields ?? []), ...lines.filter(({ value }) => value !== "")] };
}
