// What an operator says of a preset of their own: the fields, their limits, and what has to be there.
import { z } from "zod";
import { DEFAULT_PARAMETERS, type Preset } from "../../domain/content/presets.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { partText, promptText, wordList } from "../template/template-wording.ts";

/** What image generators take between them; each keeps it within its own limits. */
const GUIDANCE = { least: 1, most: 20 } as const;
const STEPS = { least: 1, most: 100 } as const;

/** All of it may be left out: on create for what `from` has, on edit for what stays. */
export const presetShape = {
  prompt: promptText.optional(),
  negative: partText.optional(),
  keywords: wordList.optional(),
  lighting: wordList.optional(),
  poses: wordList.optional(),
  cfg: z.number().min(GUIDANCE.least).max(GUIDANCE.most).optional(),
  steps: z.number().int().min(STEPS.least).max(STEPS.most).optional(),
};

const Given = z.object(presetShape);

/** As versions are kept. */
export const StoredPreset = Given.required();

export type PresetWording = Omit<Preset, "key">;

/** What is given over what is there. @throws AppError `invalid_input` when neither has a prompt */
export function completePreset(
  context: CommandContext,
  given: z.output<typeof Given>,
  base: PresetWording | null,
): PresetWording {
  const prompt = given.prompt ?? base?.prompt;
  if (prompt === undefined) {
    throw new AppError("invalid_input", texts(context.actor.language).templates.missing("prompt"), { field: "prompt" });
  }
  return {
    prompt,
    negative: given.negative ?? base?.negative ?? "",
    keywords: given.keywords ?? base?.keywords ?? [],
    lighting: given.lighting ?? base?.lighting ?? [],
    poses: given.poses ?? base?.poses ?? [],
    cfg: given.cfg ?? base?.cfg ?? DEFAULT_PARAMETERS.guidance,
    steps: given.steps ?? base?.steps ?? DEFAULT_PARAMETERS.steps,
  };
}

/** The texts a person wrote, by field, for the rules that judge them. */
export function textsOfPreset({ prompt, negative, keywords, lighting, poses }: PresetWording): Record<string, string> {
  return {
    prompt,
    negative,
    keywords: keywords.join(", "),
    lighting: lighting.join(", "),
    poses: poses.join(", "),
  };
}

/** Its wording alone, as the table takes it. */
export function presetRow({ prompt, negative, keywords, lighting, poses, cfg, steps }: PresetWording) {
  return { prompt, negative, keywords: [...keywords], lighting: [...lighting], poses: [...poses], cfg, steps };
}
