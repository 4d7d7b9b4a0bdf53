// Builds the picture prompt of a piece: template, variation, persona and look as named parts, always of an adult (trust C9).
import { z } from "zod";
import type { Persona } from "../avatars/persona.ts";
import { isAdultAvatarAge } from "../trust/minor-appearance.ts";
import { namesRealPerson } from "../trust/real-persons.ts";
import { adaptPreset } from "./presets/adapt-preset.ts";
import type { Preset } from "./presets.ts";
import { AS_WRITTEN, changesOf, variationWords } from "./shot-variation.ts";
import type { Template } from "./templates/template.ts";

export const PROMPT_PARTS = [
  "subject",
  "scene",
  "pose",
  "light",
  "angle",
  "variation",
  "persona",
  "niche",
  "look",
  "quality",
] as const;

export const PromptPart = z.object({ label: z.enum(PROMPT_PARTS), text: z.string() });
export type PromptPart = Readonly<z.output<typeof PromptPart>>;

export interface ImagePromptRequest {
  readonly template: Pick<Template, "prompt" | "pose" | "lighting" | "angle">;
  readonly persona: Persona;
  readonly avatarName: string;
  /** Years, at least 21. */
  readonly age: number;
  readonly niche: string;
  /** A key of shot-variation.ts; absent: the template as written. */
  readonly variation?: string;
  readonly preset?: Pick<Preset, "prompt" | "negative" | "keywords" | "lighting" | "poses">;
  /** The LoRA's word for this identity. */
  readonly triggerWord?: string;
}

export interface ImagePrompt {
  readonly prompt: string;
  /** Names what must not appear: not to be judged as if it were asked for. */
  readonly negative: string;
  readonly parts: readonly PromptPart[];
}

/** In every negative prompt (trust C9 and plain picture faults). */
export const BASE_NEGATIVE = "child, teen, young-looking, deformed, text, watermark";
const MORE_NEGATIVE = "extra fingers, blurry face, celebrity likeness, logo";

/** @throws RangeError for an age that is not an adult avatar's */
export function buildImagePrompt(request: ImagePromptRequest): ImagePrompt {
  const { template, persona, avatarName, age, niche, variation = AS_WRITTEN, preset, triggerWord } = request;
  if (!isAdultAvatarAge(age)) throw new RangeError("an avatar is at least 21 years old");
  const identity = triggerWord ? `${triggerWord}, ${avatarName}` : avatarName;
  const look = preset ? adaptPreset(preset, { niche, age }) : null;
  // Two angles in one prompt contradict each other.
  const angle = changesOf(variation).some(({ kind }) => kind === "angle") ? "" : template.angle;
  const all: PromptPart[] = [
    { label: "subject", text: `${identity}, fictional adult, ${age} years old, ${persona.appearance}` },
    { label: "scene", text: template.prompt },
    { label: "pose", text: template.pose || (look?.pose ?? "") },
    { label: "light", text: template.lighting || (look?.lighting ?? "") },
    { label: "angle", text: angle === "" ? "" : `${angle} view` },
    { label: "variation", text: variationWords(variation) },
    { label: "persona", text: personaWords(persona) },
    { label: "niche", text: `${niche} creator` },
    { label: "look", text: look ? look.words.join(", ") : "" },
    { label: "quality", text: "photorealistic, natural skin texture, sharp focus" },
  ];
  const parts = all.filter(({ text }) => text !== "");
  const negatives = [BASE_NEGATIVE, preset?.negative ?? "", MORE_NEGATIVE].filter((text) => text !== "");
  return { prompt: parts.map(({ text }) => text).join(", "), negative: negatives.join(", "), parts };
}

/**
 * The persona's own words, so that two avatars never get the same picture of one template. Whose songs she likes she may say;
 * in a picture the name would be a likeness (trust C8).
 */
function personaWords({ location, tone, interests }: Persona): string {
  const likes = interests.filter(isNobody).slice(0, 2).join(" and ");
  const air = isNobody(location.vibe) ? `: ${location.vibe}` : "";
  return `${location.city} atmosphere${air}; ${tone} mood${likes === "" ? "" : `; hints of ${likes}`}`;
}

const isNobody = (text: string) => namesRealPerson(text) === null;
