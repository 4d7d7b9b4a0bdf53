// What an operator says of a template of their own: the fields, their limits, and what has to be there.
import { z } from "zod";
import type { CatalogueTemplate } from "../../domain/content/templates/catalogue.ts";
import { ASPECT_RATIOS, CATEGORIES } from "../../domain/content/templates/template.ts";
import { TIERS } from "../../domain/content/tier.ts";
import { cleanText } from "../../kernel/clean-text.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** Longest key: what a slug keeps. */
export const MOST_KEY_CHARACTERS = 40;
/** Ours: a prompt is built of nine parts, and image models read little beyond some hundred words. */
const MOST_PROMPT_CHARACTERS = 600;
const MOST_PART_CHARACTERS = 200;
const MOST_WORD_CHARACTERS = 40;
const MOST_WORDS = 12;

export const promptText = z.string().overwrite(cleanText).trim().min(1).max(MOST_PROMPT_CHARACTERS);
export const partText = z.string().overwrite(cleanText).trim().max(MOST_PART_CHARACTERS);
export const wordList = z
  .array(z.string().overwrite(cleanText).trim().min(1).max(MOST_WORD_CHARACTERS))
  .max(MOST_WORDS);

/** All of it may be left out: on create for what `from` has, on edit for what stays. */
export const wordingShape = {
  prompt: promptText.optional(),
  category: z.enum(CATEGORIES).optional(),
  tier: z.enum(TIERS).optional(),
  pose: partText.optional(),
  lighting: partText.optional(),
  angle: partText.optional(),
  aspectRatio: z.enum(ASPECT_RATIOS).optional(),
  niches: wordList.optional(),
  tags: wordList.optional(),
};

const Given = z.object(wordingShape);
type GivenWording = z.output<typeof Given>;

export type TemplateWording = Pick<
  CatalogueTemplate,
  "prompt" | "category" | "tier" | "pose" | "lighting" | "angle" | "aspectRatio" | "niches" | "tags"
>;

/** As versions are kept. */
export const StoredWording = Given.required();

/** Its wording alone, in the schema's order. */
export function wordingOf(template: TemplateWording): TemplateWording {
  const { prompt, category, tier, pose, lighting, angle, aspectRatio, niches, tags } = template;
  return { prompt, category, tier, pose, lighting, angle, aspectRatio, niches, tags };
}

/** What is given over what is there. @throws AppError `invalid_input` naming what neither has */
export function completeWording(
  context: CommandContext,
  given: GivenWording,
  base: TemplateWording | null,
): TemplateWording {
  const words = texts(context.actor.language).templates;
  const prompt = given.prompt ?? base?.prompt;
  const category = given.category ?? base?.category;
  const tier = given.tier ?? base?.tier;
  const missing = (field: string, message: string) => new AppError("invalid_input", message, { field });
  if (prompt === undefined) throw missing("prompt", words.missing("prompt"));
  if (category === undefined) throw missing("category", words.missingWithChoice("category", CATEGORIES.join(", ")));
  if (tier === undefined) throw missing("tier", words.missingWithChoice("tier", TIERS.join(", ")));
  return {
    prompt,
    category,
    tier,
    pose: given.pose ?? base?.pose ?? "",
    lighting: given.lighting ?? base?.lighting ?? "",
    angle: given.angle ?? base?.angle ?? "front",
    aspectRatio: given.aspectRatio ?? base?.aspectRatio ?? "4:5",
    niches: given.niches?.map((niche) => niche.toLowerCase()) ?? base?.niches ?? [],
    tags: given.tags?.map(hashtagWord).filter((tag) => tag !== "") ?? base?.tags ?? [],
  };
}

/** "#Morning run" is "morningrun". */
function hashtagWord(tag: string): string {
  return tag.toLowerCase().replace(/[^\p{L}\p{N}_]/gu, "");
}

/** The texts a person wrote, by field, for the rules that judge them. */
export function textsOf({ prompt, pose, lighting, angle, niches, tags }: TemplateWording): Record<string, string> {
  return { prompt, pose, lighting, angle, niches: niches.join(", "), tags: tags.join(", ") };
}
