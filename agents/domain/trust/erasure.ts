// Trust C17: what an erasure takes and what has to stay, and which of an operator's notes quote a person.

export const ERASURE_RULE_VERSION = "2026-11-26";

/** Shorter texts ("hello there") are everybody's words: finding them again says nothing about whose they are. */
const QUOTE_LEAST_CHARS = 8;

export interface Needles {
  /** Found anywhere, as they stand. */
  readonly exact: readonly string[];
  /** Names: found as whole words, whatever their case. */
  readonly names: readonly string[];
}

interface KnownOfFan {
  readonly ids: readonly string[];
  readonly externalIds: readonly string[];
  readonly displayName: string;
  /** What the fan said, what is remembered of it and what people wrote to the fan. */
  readonly texts: readonly string[];
}

/** @param creators names and slugs of avatars: a fan of the same name is not told by it */
export function needlesOf(known: KnownOfFan, creators: readonly string[]): Needles {
  const texts = known.texts.map((text) => text.trim()).filter((text) => text.length >= QUOTE_LEAST_CHARS);
  const exact = [...known.ids, ...known.externalIds, ...known.externalIds.map(shortened), ...texts];
  const taken = new Set(creators.map((name) => name.toLowerCase()));
  const name = known.displayName.trim();
  return {
    exact: [...new Set(exact.flatMap((text) => [text, insideJson(text)]))],
    names: name === "" || taken.has(name.toLowerCase()) ? [] : [...new Set([name, insideJson(name)])],
  };
}

/** How a fan without a name is shown. */
const shortened = (externalId: string) => `…${externalId.slice(-6)}`;

/** As the text stands in a stored card. */
const insideJson = (text: string) => JSON.stringify(text).slice(1, -1);
