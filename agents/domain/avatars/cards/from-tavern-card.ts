// A SillyTavern card read as a persona. Its instructions to a model never become ours; what we do not use is set aside.
import { nicheOf } from "../drafting/brief.ts";
import { asideOf } from "./aside.ts";
import {
  type CardFacts,
  type CardFormat,
  type DroppedField,
  type ImportedCard,
  OWN_KEY,
  OwnBlock,
  preferChanged,
} from "./card-persona.ts";
import { fitPersona } from "./fit-persona.ts";
import { leadingSentences, listOf, readTexts } from "./labelled-text.ts";
import { type TavernData, toTavernCard } from "./tavern-card.ts";

/** What tells a model how to behave: no card decides that here. */
const INSTRUCTIONS = ["system_prompt", "post_history_instructions", "system", "jailbreak"] as const;
const INSTRUCTING_EXTENSIONS = [
  "depth_prompt",
  "regex_scripts",
  "risuai",
  "tavern_helper",
  "TavernHelper_scripts",
] as const;
/** Read, not kept. */
const USED = ["name", "description", "personality", "scenario", "extensions"] as const;
const FILES = ["avatar", "assets", "chat"] as const;

export function fromTavernCard(format: CardFormat, data: TavernData): ImportedCard {
  const read = readPersona(data);
  const own = OwnBlock.safeParse(data.extensions?.[OWN_KEY]).data;
  const rewritten = own ? readPersona(rewrite(data.name, own)).persona : {};
  return {
    format,
    name: data.name.trim(),
    persona: own ? preferChanged(read.persona, own.persona, rewritten) : read.persona,
    statedAge: read.age ?? own?.statedAge ?? null,
    niche: own?.niche ?? nicheOf([JSON.stringify(read.persona), read.brief, ...(data.tags ?? [])].join(" ")),
    language: own?.language ?? null,
    brief: read.brief,
    ...leftOver(data),
    shortened: read.shortened,
  };
}

/** Our own export of a block, as it would be read today. */
function rewrite(name: string, own: OwnBlock): TavernData {
  const { persona, niche, language, statedAge } = own;
  const facts = { name, persona: persona as CardFacts["persona"], niche: niche ?? "", language: language ?? "en" };
  return toTavernCard({ ...facts, statedAge: statedAge ?? 0 }).data as TavernData;
}

interface ReadPersona {
  readonly persona: Record<string, unknown>;
  readonly shortened: readonly string[];
  readonly age: number | null;
  readonly brief: string;
}

/** A bio is short; a long prose is a story, too. */
const BIO_SENTENCES = 4;
const BIO_CHARS = 600;
const STORY_SENTENCES = 3;
const STORY_CHARS = 900;
const BRIEF_CHARS = 4_000;
const LEAST_TRAITS = 3;
const TRAIT_CHARS = 60;

function readPersona(data: TavernData): ReadPersona {
  const spokenOf = (text: string | null | undefined) => withoutPlaceholders(text ?? "", data.name);
  const description = readTexts(spokenOf(data.description));
  const personality = readTexts(spokenOf(data.personality));
  const scenario = spokenOf(data.scenario).trim();
  const { age, ...labelled } = { ...personality.found, ...description.found };
  const found: Record<string, string | readonly string[]> = { ...prose(description.prose), ...labelled };
  const traits = listOf(personality.prose);
  const isList = traits.length >= LEAST_TRAITS && traits.every((trait) => trait.length <= TRAIT_CHARS);
  if (isList) found.traits ??= traits;
  else if (personality.prose !== "") found.communicationStyle ??= personality.prose;
  if (scenario !== "") found.audienceRelation ??= scenario;
  const years = /\d{1,3}/.exec(typeof age === "string" ? age : "")?.[0];
  return {
    ...fitPersona(found),
    age: years === undefined ? null : Number(years),
    brief: [description.prose, personality.prose, scenario, ...labelledTexts(labelled)]
      .filter(Boolean)
      .join("\n")
      .slice(0, BRIEF_CHARS),
  };
}

/** Likings stand in their own field, where they may name whom a brief may not. */
const LIKINGS = /^(?:interests|goals|lifestyle)/;

function labelledTexts(found: Readonly<Record<string, string | readonly string[]>>): string[] {
  return Object.entries(found)
    .filter(([path]) => !LIKINGS.test(path))
    .map(([, value]) => (typeof value === "string" ? value : value.join(", ")));
}

/** The first paragraph or sentences say who she is, the next ones what was before. */
function prose(text: string): Record<string, string> {
  if (text === "") return {};
  const bio = leadingSentences(text.split(/\n{2,}/)[0] ?? "", BIO_CHARS, BIO_SENTENCES);
  const rest = text.replace(/\s+/g, " ").slice(bio.length).trim();
  const backstory = leadingSentences(rest, STORY_CHARS, STORY_SENTENCES);
  return { bio, ...(backstory === "" ? {} : { backstory }) };
}

/** Card texts speak of "{{char}}" to "{{user}}". */
function withoutPlaceholders(text: string, name: string): string {
  return text
    .replace(/\{\{char\}\}|<bot>|<char>/giu, () => name)
    .replace(/\{\{user\}\}|<user>/giu, () => "someone")
    .replace(/\{\{[^{}]{0,200}\}\}/gu, "");
}

function leftOver(data: TavernData): { aside: Record<string, unknown>; dropped: readonly DroppedField[] } {
  const { extensions, ...fields } = data;
  const { [OWN_KEY]: _own, ...others } = extensions ?? {};
  const rules = { instructions: INSTRUCTIONS, files: FILES, secrets: [], runtime: [] };
  const top = asideOf(fields, { ...rules, used: USED });
  const inner = asideOf(others, { ...rules, instructions: INSTRUCTING_EXTENSIONS, used: [] }, "extensions");
  const aside = Object.keys(inner.aside).length > 0 ? { ...top.aside, extensions: inner.aside } : top.aside;
  return { aside, dropped: [...top.dropped, ...inner.dropped] };
}
