// elizaOS's character file: what of it we read, and our persona written as one. Source: docs.elizaos.ai, character interface.
import { z } from "zod";
import { type CardFacts, OWN_KEY, ownBlock } from "./card-persona.ts";

const Texts = z.array(z.string()).nullish();

export const ElizaCharacter = z.looseObject({
  name: z.string(),
  bio: z.union([z.string(), z.array(z.string())]),
  lore: Texts,
  topics: Texts,
  adjectives: Texts,
  style: z.looseObject({ all: Texts, chat: Texts, post: Texts }).nullish(),
  settings: z.record(z.string(), z.unknown()).nullish(),
});
export type ElizaCharacter = z.output<typeof ElizaCharacter>;

/** Fields a re-export gives back. */
const GIVEN_BACK = ["messageExamples", "postExamples", "knowledge"] as const;

/** Current versions take no unknown field: what they have no place for is under `settings`. */
export function toElizaCharacter(
  facts: CardFacts,
  username: string,
  aside: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { persona, name } = facts;
  const given = Object.fromEntries(GIVEN_BACK.flatMap((key) => (aside[key] === undefined ? [] : [[key, aside[key]]])));
  return {
    name,
    username,
    bio: [...sentences(persona.bio), ...sentences(persona.backstory), ...sentences(persona.culturalBackground)],
    adjectives: [...(persona.traits ?? [])],
    topics: [...(persona.interests ?? [])],
    style: {
      all: lines(persona.communicationStyle, persona.tone && `Tone: ${persona.tone}`),
      chat: lines(persona.audienceRelation),
      post: lines(persona.catchphrase),
    },
    messageExamples: [],
    postExamples: lines(persona.catchphrase),
    knowledge: [],
    plugins: [],
    ...given,
    settings: { [OWN_KEY]: ownBlock(facts) },
  };
}

export function sentences(text = ""): string[] {
  return text.split(/(?<=[.!?…])\s+/).filter((sentence) => sentence !== "");
}

function lines(...texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ? [text] : []));
}
