// What a card says of an avatar, and what of a card we keep, set aside or leave out. One shape for all formats.
import { z } from "zod";
import type { Persona } from "../persona.ts";

export type CardFormat = "v1" | "v2" | "v3" | "eliza";

/** Why something of a card does not come in. */
export type DropReason = "instructions" | "secrets" | "runtime" | "file" | "trust";

export interface DroppedField {
  /** Dotted, as the card names it. */
  readonly field: string;
  readonly reason: DropReason;
}

/** Facts of an avatar that a card carries beside the texts. */
export interface CardFacts {
  readonly name: string;
  readonly statedAge: number;
  readonly niche: string;
  readonly language: "en" | "es";
  readonly persona: Partial<Persona>;
}

export interface ImportedCard {
  readonly format: CardFormat;
  /** What the card calls her. */
  readonly name: string;
  /** Values that may not fit our schema yet: too short a list, a story of one sentence. */
  readonly persona: Readonly<Record<string, unknown>>;
  readonly statedAge: number | null;
  readonly niche: string | null;
  readonly language: "en" | "es" | null;
  /** All it says of her in one text, for what is written later. */
  readonly brief: string;
  /** What we have no use for, kept as it was; texts only, no instructions. */
  readonly aside: Readonly<Record<string, unknown>>;
  readonly dropped: readonly DroppedField[];
  /** Names of persona fields whose text was cut to fit. */
  readonly shortened: readonly string[];
}

/** Our own block in a card: what the format has no place for. */
export const OWN_KEY = "vixenbliss";

export const OwnBlock = z.object({
  version: z.literal(1),
  statedAge: z.number().int().nullish(),
  niche: z.string().max(60).nullish(),
  language: z.enum(["en", "es"]).nullish(),
  persona: z.record(z.string(), z.unknown()),
});
export type OwnBlock = z.output<typeof OwnBlock>;

export function ownBlock({ statedAge, niche, language, persona }: CardFacts): OwnBlock {
  return { version: 1, statedAge, niche, language, persona };
}

/**
 * Texts win where somebody changed them since our export; what they still say as we wrote it is taken from our own block, which
 * loses nothing. @param rewritten what reading our export of that block would give
 */
export function preferChanged(
  read: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
  rewritten: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = new Set([...Object.keys(own), ...Object.keys(read)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const isChanged = name in read && JSON.stringify(read[name]) !== JSON.stringify(rewritten[name]);
      return [name, isChanged || !(name in own) ? read[name] : own[name]];
    }),
  );
}
