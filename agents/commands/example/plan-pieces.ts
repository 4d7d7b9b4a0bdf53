// The example's pieces before they are drawn: shots, prompts, captions, and which of them were posted.
import type { Persona } from "../../domain/avatars/persona.ts";
import type { ShotUse } from "../../domain/content/batch-plan.ts";
import { type CaptionVariation, draftCaptions } from "../../domain/content/offline-captions.ts";
import { findPreset, imageParameters } from "../../domain/content/presets.ts";
import { buildImagePrompt, type PromptPart } from "../../domain/content/prompt.ts";
import { findTemplate, TEMPLATES } from "../../domain/content/templates.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { chooseHashtags } from "../../domain/distribution/choose-hashtags.ts";
import type { Ids } from "../../kernel/ids.ts";
import type { Random } from "../../kernel/random.ts";
import { EXAMPLE_BATCHES, EXAMPLE_CREATOR, type ExampleBatch } from "./example-creator.ts";

export interface PlannedPiece {
  readonly id: string;
  readonly batchId: string;
  /** 1.. over all batches. */
  readonly number: number;
  readonly position: number;
  readonly templateKey: string;
  readonly variation: string;
  readonly tier: Tier;
  readonly explicitness: number;
  readonly seed: number;
  readonly aspectRatio: string;
  readonly prompt: string;
  readonly promptParts: readonly PromptPart[];
  readonly negative: string;
  readonly parameters: { readonly steps: number; readonly guidance: number };
  readonly captions: readonly CaptionVariation[];
  readonly hashtags: readonly string[];
  readonly state: "published" | "approved" | "ready";
}

export interface PlannedBatch {
  readonly id: string;
  readonly number: number;
  readonly spec: ExampleBatch;
  readonly pieces: readonly PlannedPiece[];
}

/** @throws Error when a preset or template of the example is not shipped any more */
export async function planPieces(
  ids: Ids,
  random: Random,
  persona: Persona,
  niche: string,
): Promise<readonly PlannedBatch[]> {
  const { planBatch } = await import("../../graphs/batch-plan/graph.ts");
  const recent: ShotUse[] = [];
  const captioned = new Set<string>();
  const tagged: string[][] = [];
  const batches: PlannedBatch[] = [];
  let number = 0;
  for (const [index, spec] of EXAMPLE_BATCHES.entries()) {
    const batchId = ids.next("batch");
    const { shots } = await planBatch({
      count: spec.count,
      mix: { safe: 0, suggestive: 0, restricted: 0, [spec.tier]: 100 },
      channels: channelsOf(spec),
      canMake: () => true,
      niche,
      recent,
      templates: TEMPLATES,
      random,
    });
    const pieces = shots.map((shot, position): PlannedPiece => {
      number += 1;
      recent.push(shot);
      const words = wordsOf(shot, spec, persona, niche, random);
      const captions = freshFirst(words.captions, captioned);
      const { tags } = findTemplate(shot.templateKey) ?? { tags: [] };
      const { language } = EXAMPLE_CREATOR;
      const hashtags = chooseHashtags({ niche, language, shot: tags, recent: tagged, learned: [] });
      tagged.push(hashtags);
      return {
        id: ids.next("piece"),
        batchId,
        number,
        position,
        ...shot,
        ...words,
        captions,
        hashtags,
        state: stateOf(spec, position),
      };
    });
    batches.push({ id: batchId, number: index + 1, spec, pieces });
  }
  return batches;
}

export function channelsOf({ tier }: ExampleBatch): string[] {
  return tier === "safe" ? ["instagram"] : ["gallery"];
}

function wordsOf(
  { templateKey, variation }: ShotUse,
  spec: ExampleBatch,
  persona: Persona,
  niche: string,
  random: Random,
) {
  const template = findTemplate(templateKey);
  const preset = findPreset(spec.preset);
  if (!template || !preset) throw new Error(`the example needs ${templateKey} and ${spec.preset}`);
  const { name, age, language } = EXAMPLE_CREATOR;
  const person = { persona, avatarName: name, age, niche };
  const { prompt, negative, parts } = buildImagePrompt({ template, variation, preset, ...person });
  return {
    prompt,
    promptParts: parts,
    negative,
    parameters: imageParameters(preset),
    captions: draftCaptions({ persona, template, language, random }),
  };
}

/** The rules have few sentences: a caption that was not used yet goes first. */
function freshFirst(captions: readonly CaptionVariation[], used: Set<string>): readonly CaptionVariation[] {
  const fresh = captions.find(({ text }) => !used.has(text)) ?? captions[0];
  if (!fresh) return captions;
  used.add(fresh.text);
  return [fresh, ...captions.filter((caption) => caption !== fresh)];
}

function stateOf(spec: ExampleBatch, position: number): PlannedPiece["state"] {
  if (position < spec.published) return "published";
  return position >= spec.count - spec.toReview ? "ready" : "approved";
}
