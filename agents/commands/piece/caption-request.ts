// What captions of some pieces are written from: the persona, the scenes, the languages, and the limits of where they go.
import { z } from "zod";
import { recall } from "../../../prisma/vectors.ts";
import { Persona } from "../../domain/avatars/persona.ts";
import { callToActionFor } from "../../domain/content/caption-call-to-action.ts";
import { type CaptionLimit, strictestLimit } from "../../domain/content/caption-limits.ts";
import { readCaptionOptions } from "../../domain/content/caption-option.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import type { Tier } from "../../domain/content/tier.ts";
import type { CaptionedPicture, CaptionRequest } from "../../graphs/caption/write-captions.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { consentedNames } from "../avatar/likeness.ts";
import type { AppContext } from "../context.ts";
import { storyForPieces } from "../story/story-on-day.ts";

/** Facts of the persona that go with the scenes (domain 2: they are retrieved by captions too). */
const FACTS = 6;
/** Where a piece without a batch is meant for. */
const USUAL_CHANNELS = ["instagram"];

const BatchPlan = z.object({ channels: z.array(z.string()).min(1) });

export const captionInclude = { avatar: { include: { fields: true } }, batch: true } as const;

export interface CaptionedPiece {
  readonly id: string;
  readonly batchId: string | null;
  readonly templateKey: string;
  readonly prompt: string;
  readonly seed: number;
  readonly tier: Tier;
  readonly captionOptions: unknown;
  readonly batch: { readonly plan: unknown } | null;
  readonly avatar: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly niche: string;
    readonly languages: readonly string[];
    readonly fields: readonly { readonly name: string; readonly value: unknown }[];
  };
}

/** The channels its batch was planned for. */
export function channelsOf({ batch }: Pick<CaptionedPiece, "batch">): readonly string[] {
  return BatchPlan.safeParse(batch?.plan).data?.channels ?? USUAL_CHANNELS;
}

export function captionLimit(piece: Pick<CaptionedPiece, "batch">): CaptionLimit {
  return strictestLimit(channelsOf(piece));
}

/** Pieces of one avatar and batch. null where no persona is complete enough to write from. */
export async function captionRequest(
  context: Pick<AppContext, "clock" | "database" | "random">,
  pieces: readonly CaptionedPiece[],
  templates: TemplateCatalogue,
): Promise<Omit<CaptionRequest, "facts" | "final"> | null> {
  const [first] = pieces;
  if (!first) return null;
  const { avatar, batchId } = first;
  const persona = Persona.safeParse(Object.fromEntries(avatar.fields.map(({ name, value }) => [name, value])));
  if (!persona.success) return null;
  return {
    avatarId: avatar.id,
    pieceId: first.id,
    batchId,
    avatarName: avatar.name,
    persona: persona.data,
    languages: avatar.languages.length > 0 ? avatar.languages : ["en"],
    limit: captionLimit(first),
    story: await storyForPieces(
      context,
      avatar,
      pieces.map(({ id }) => id),
    ),
    consented: await consentedNames(context, avatar.id),
    pictures: pieces.map((piece) => pictureOf(context, piece, templates)),
  };
}

function pictureOf(
  { random }: Pick<AppContext, "random">,
  piece: CaptionedPiece,
  templates: TemplateCatalogue,
): CaptionedPicture {
  const former = readCaptionOptions(piece.captionOptions, "").map(({ text }) => text);
  return {
    template: templates.find(piece.templateKey) ?? sceneOf(piece.prompt),
    // The first captions go with the picture; whoever asks for others gets others.
    seed: former.length === 0 ? piece.seed : Math.floor(random() * 2 ** 31),
    tier: piece.tier,
    callToAction: callToActionFor(piece.tier, channelsOf(piece)),
    former,
  };
}

/** A template that is gone leaves its picture's prompt. */
const sceneOf = (prompt: string) => ({ category: "lifestyle" as const, prompt: prompt.slice(0, 300), tags: [] });

/** What the persona's memory holds for the scenes. */
export async function recallFacts(
  context: AppContext,
  { avatarId, pieceId, batchId, pictures }: Pick<CaptionRequest, "avatarId" | "pieceId" | "batchId" | "pictures">,
  signal: AbortSignal,
): Promise<string[]> {
  const scenes = pictures.map(({ template }) => template.prompt).join("; ");
  const [vector] = await paidEmbed(context, [scenes], signal, { avatarId, pieceId, ...(batchId ? { batchId } : {}) });
  if (!vector?.some((value) => value !== 0)) return [];
  const { persona } = await recall(context.database.pool, {
    avatarId,
    // No fan is spoken to: nobody's memory is asked for (trust T6).
    fanId: "",
    embedding: vector,
    embeddingModel: context.embedder.info.model,
    now: context.clock.now(),
    personaFacts: FACTS,
    fanMemories: 0,
  });
  return persona.map(({ text }) => text);
}
