// Captions and hashtags of a few pieces of one avatar, in one model call; then each goes on to what it becomes.
import { recall } from "../../../prisma/vectors.ts";
import { Persona } from "../../domain/avatars/persona.ts";
import { hashtagsFor } from "../../domain/content/offline-captions.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { writeCaptions } from "../../graphs/caption/write-captions.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { loadTemplates } from "../template/load-templates.ts";
import type { KeepRun } from "../vendor-job/work.ts";
import { settlePiece } from "./settle-piece.ts";

/** Facts of the persona that go with the scenes (domain 2: they are retrieved by captions too). */
const FACTS = 6;

export async function captionPiecesNow(context: AppContext, pieceIds: readonly string[], run: KeepRun): Promise<void> {
  const pieces = await loadUncaptioned(context, pieceIds);
  if (pieces.length > 0) {
    const templates = await loadTemplates(context);
    const options = await captionsFor(context, pieces, templates, run);
    for (const [index, piece] of pieces.entries()) {
      const template = templates.find(piece.templateKey);
      await context.database.prisma.piece.updateMany({
        where: { id: piece.id, captionedAt: null },
        data: {
          caption: options[index]?.[0]?.text ?? "",
          captionOptions: JSON.parse(JSON.stringify(options[index] ?? [])),
          hashtags: template ? [...hashtagsFor(piece.avatar.niche, template)] : [],
          captionedAt: context.clock.now(),
        },
      });
    }
  }
  for (const id of pieceIds) await settlePiece(context, id);
}

async function loadUncaptioned(context: AppContext, ids: readonly string[]) {
  return await context.database.prisma.piece.findMany({
    where: { id: { in: [...ids] }, captionedAt: null },
    include: { avatar: { include: { fields: true } } },
    orderBy: { position: "asc" },
  });
}

type UncaptionedPiece = Awaited<ReturnType<typeof loadUncaptioned>>[number];

/** Empty where there is nothing to write from: such a piece is published without a caption or gets one by hand. */
async function captionsFor(
  context: AppContext,
  pieces: readonly UncaptionedPiece[],
  templates: TemplateCatalogue,
  { final, signal }: KeepRun,
) {
  const [first] = pieces;
  if (!first) return [];
  const { avatar, batchId, id: pieceId } = first;
  const persona = Persona.safeParse(Object.fromEntries(avatar.fields.map((field) => [field.name, field.value])));
  if (!persona.success) return [];
  const scenes = pieces.map((piece) => templates.find(piece.templateKey) ?? sceneOf(piece.prompt));
  const [language = "en"] = avatar.languages;
  return await writeCaptions(
    context,
    {
      avatarId: avatar.id,
      pieceId,
      batchId,
      avatarName: avatar.name,
      final,
      persona: persona.data,
      pictures: scenes.map((template, index) => ({ template, seed: pieces[index]?.seed ?? 0 })),
      facts: await factsFor(
        context,
        { avatarId: avatar.id, pieceId, ...(batchId ? { batchId } : {}) },
        scenes.map(({ prompt }) => prompt).join("; "),
        signal,
      ),
      language: isLanguage(language) ? language : "en",
      platform: "instagram",
    },
    signal,
  );
}

/** A template that is gone leaves its picture's prompt. */
const sceneOf = (prompt: string) => ({ category: "lifestyle" as const, prompt: prompt.slice(0, 300), tags: [] });

async function factsFor(
  context: AppContext,
  subject: { readonly avatarId: string; readonly pieceId: string; readonly batchId?: string },
  scenes: string,
  signal: AbortSignal,
): Promise<string[]> {
  const [vector] = await paidEmbed(context, [scenes], signal, subject);
  if (!vector?.some((value) => value !== 0)) return [];
  const { persona } = await recall(context.database.pool, {
    avatarId: subject.avatarId,
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
