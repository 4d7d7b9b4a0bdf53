// SillyTavern's character card, V1 to V3: what of it we read, and our persona written as V2. Sources: character-card-spec-v2
// (malfoyslastname) and character-card-spec-v3 (kwaroran).
import { z } from "zod";
import { type CardFacts, OWN_KEY, ownBlock } from "./card-persona.ts";
import { labelledLines } from "./labelled-text.ts";

const Text = z.string().nullish();

/** Everything else of a card is kept as unknown. */
export const TavernData = z.looseObject({
  name: z.string(),
  description: Text,
  personality: Text,
  scenario: Text,
  first_mes: Text,
  mes_example: Text,
  creator_notes: Text,
  tags: z.array(z.string()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
export type TavernData = z.output<typeof TavernData>;

export const TavernCard = z.looseObject({ spec: Text, spec_version: Text, data: TavernData.nullish() });

/** Fields of V2 we have no use for ourselves, which a re-export gives back. */
const GIVEN_BACK = [
  "first_mes",
  "mes_example",
  "creator_notes",
  "alternate_greetings",
  "character_book",
  "tags",
  "creator",
  "character_version",
] as const;

const MADE_BY = "VixenBliss";

/** @param aside what an import of the same kind of card set aside */
export function toTavernCard(facts: CardFacts, aside: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { persona, name, niche } = facts;
  const data: Record<string, unknown> = {
    name,
    description: [persona.bio, labelledLines(described(facts), facts.statedAge)].filter(Boolean).join("\n\n"),
    personality: (persona.traits ?? []).join(", "),
    scenario: persona.audienceRelation ?? "",
    first_mes: persona.catchphrase ?? "",
    mes_example: "",
    creator_notes: `${name} is a fictional adult AI character.`,
    system_prompt: "",
    post_history_instructions: "",
    alternate_greetings: [],
    tags: [niche, "virtual creator", "AI character"],
    creator: MADE_BY,
    character_version: "1",
  };
  for (const field of GIVEN_BACK) if (aside[field] !== undefined) data[field] = aside[field];
  const others = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(aside.extensions ?? {});
  return {
    spec: "chara_card_v2",
    spec_version: "2.0",
    data: { ...data, extensions: { ...others, [OWN_KEY]: ownBlock(facts) } },
  };
}

/** What stands in a field of its own is not said again. */
function described({ persona }: CardFacts) {
  const { bio: _bio, traits: _traits, audienceRelation: _relation, ...rest } = persona;
  return rest;
}
