// An elizaOS character read as a persona. Its system prompt, templates, plug-ins and secrets stay outside.
import { nicheOf } from "../drafting/brief.ts";
import { asideOf } from "./aside.ts";
import { type CardFacts, type ImportedCard, OWN_KEY, OwnBlock, preferChanged } from "./card-persona.ts";
import { type ElizaCharacter, sentences, toElizaCharacter } from "./eliza-character.ts";
import { fitPersona } from "./fit-persona.ts";
import { leadingSentences } from "./labelled-text.ts";

const RULES = {
  used: ["name", "bio", "lore", "topics", "adjectives", "style", "id", "username"],
  instructions: ["system", "templates"],
  secrets: ["secrets"],
  runtime: [
    "plugins",
    "clients",
    "clientConfig",
    "modelProvider",
    "imageModelProvider",
    "modelEndpointOverride",
    "settings",
  ],
  files: [],
} as const;

const BIO_SENTENCES = 3;
const BIO_CHARS = 600;
const STORY_SENTENCES = 3;
const STORY_CHARS = 900;
const BRIEF_CHARS = 4_000;

export function fromElizaCharacter(character: ElizaCharacter): ImportedCard {
  const read = readPersona(character);
  const own = OwnBlock.safeParse(character.settings?.[OWN_KEY]).data;
  const brief = [...bioOf(character), ...(character.lore ?? [])].join(" ").slice(0, BRIEF_CHARS);
  const isOnlyOurs = Object.keys(character.settings ?? {}).every((key) => key === OWN_KEY);
  const { settings, ...rest } = character;
  return {
    format: "eliza",
    name: character.name.trim(),
    persona: own
      ? preferChanged(read.persona, own.persona, readPersona(rewrite(character.name, own)).persona)
      : read.persona,
    statedAge: own?.statedAge ?? null,
    niche: own?.niche ?? nicheOf([brief, ...(character.topics ?? [])].join(" ")),
    language: own?.language ?? null,
    brief,
    ...asideOf(isOnlyOurs ? rest : character, RULES),
    shortened: read.shortened,
  };
}

function rewrite(name: string, own: OwnBlock): ElizaCharacter {
  const { persona, niche, language, statedAge } = own;
  const facts = { name, persona: persona as CardFacts["persona"], niche: niche ?? "", language: language ?? "en" };
  return toElizaCharacter({ ...facts, statedAge: statedAge ?? 0 }, "") as unknown as ElizaCharacter;
}

const bioOf = ({ bio }: ElizaCharacter): string[] => (typeof bio === "string" ? sentences(bio) : bio);

function readPersona(character: ElizaCharacter) {
  const { lore, topics, adjectives, style } = character;
  const bio = bioOf(character);
  const story = lore && lore.length > 0 ? lore : bio.slice(BIO_SENTENCES);
  const found: Record<string, string | readonly string[]> = {
    bio: leadingSentences(bio.join(" "), BIO_CHARS, BIO_SENTENCES),
    ...(story.length > 0 ? { backstory: leadingSentences(asSentences(story), STORY_CHARS, STORY_SENTENCES) } : {}),
    ...(adjectives && adjectives.length > 0 ? { traits: adjectives } : {}),
    ...(topics && topics.length > 0 ? { interests: topics } : {}),
    ...(style?.all && style.all.length > 0 ? { communicationStyle: style.all.join(" ") } : {}),
    ...(style?.chat && style.chat.length > 0 ? { audienceRelation: style.chat.join(" ") } : {}),
  };
  return fitPersona(found);
}

/** Entries of a list are sentences, with or without their mark. */
function asSentences(entries: readonly string[]): string {
  return entries.map((entry) => (/[.!?…]["”»']?$/.test(entry.trim()) ? entry.trim() : `${entry.trim()}.`)).join(" ");
}
