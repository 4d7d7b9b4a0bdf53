// The pieces of a planned batch as rows, with their labels fixed and a job for each picture; captions are asked for beside.
import type { Persona } from "../../domain/avatars/persona.ts";
import type { BatchPlan, Shot } from "../../domain/content/batch-plan.ts";
import { KIND_OF_FORMAT, type PieceFormat, planSlides } from "../../domain/content/piece-format.ts";
import { imageParameters, type Preset } from "../../domain/content/presets.ts";
import { buildImagePrompt } from "../../domain/content/prompt.ts";
import { shotOf } from "../../domain/content/shot.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import type { Template } from "../../domain/content/templates/template.ts";
import { AppError } from "../../kernel/errors.ts";
import { captionPieces, PIECES_PER_CALL } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { Identity } from "../avatar/identity.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { planJob } from "../vendor-job/plan-job.ts";

export interface PieceWriting {
  readonly avatar: { readonly id: string; readonly name: string; readonly statedAge: number; readonly niche: string };
  readonly persona: Persona;
  readonly plan: BatchPlan;
  readonly preset: Preset | null;
  readonly templates: TemplateCatalogue;
  readonly identity: Identity;
  readonly format: PieceFormat;
  /** Of each piece. */
  readonly pictures: number;
  readonly batchId: string;
  readonly firstNumber: number;
}

export async function writePieces(context: CommandContext, tx: Transaction, writing: PieceWriting): Promise<void> {
  const pieceIds: string[] = [];
  for (const [position, shot] of writing.plan.shots.entries()) {
    pieceIds.push(await writePiece(context, tx, writing, { position, shot }));
  }
  // Stories are shown without words.
  if (writing.format === "story") return;
  // Captions are written beside the pictures: neither waits for the other.
  for (let from = 0; from < pieceIds.length; from += PIECES_PER_CALL) {
    const some = pieceIds.slice(from, from + PIECES_PER_CALL);
    await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: some });
  }
}

async function writePiece(
  context: CommandContext,
  tx: Transaction,
  writing: PieceWriting,
  { position, shot }: { readonly position: number; readonly shot: Shot },
): Promise<string> {
  const { avatar, format, templates } = writing;
  const template = templates.find(shot.templateKey);
  if (!template) throw new AppError("internal", `template ${shot.templateKey} is gone`);
  const { prompt, negative, parts } = promptOf(writing, template, shot.variation);
  const id = context.ids.next("piece");
  const now = context.clock.now();
  await tx.piece.create({
    data: {
      id,
      avatarId: avatar.id,
      batchId: writing.batchId,
      number: writing.firstNumber + position,
      position,
      kind: KIND_OF_FORMAT[format],
      templateKey: shot.templateKey,
      variation: shot.variation,
      prompt,
      promptParts: [...parts],
      negative,
      seed: shot.seed,
      aspectRatio: shot.aspectRatio,
      tier: shot.tier,
      explicitness: shot.explicitness,
      captionedAt: format === "story" ? now : null,
      createdAt: now,
    },
  });
  for (const [place, slide] of planSlides(shot, template, writing.pictures).entries()) {
    const asked = promptOf(writing, template, slide.variation);
    await planJob(context, tx, {
      kind: "image",
      purpose: "content",
      avatarId: avatar.id,
      pieceId: id,
      position: place,
      operatorId: context.actor.id,
      request: {
        prompt: asked.prompt,
        negative: asked.negative,
        seed: slide.seed,
        aspectRatio: shot.aspectRatio,
        explicitness: shot.explicitness,
        parameters: imageParameters(writing.preset),
        shot: shotOf(shot.templateKey, avatar.name, asked.prompt, templates.find, slide.variation),
        ...writing.identity,
      },
    });
  }
  return id;
}

function promptOf({ avatar, persona, preset }: PieceWriting, template: Template, variation: string) {
  return buildImagePrompt({
    template,
    persona,
    avatarName: avatar.name,
    age: avatar.statedAge,
    niche: avatar.niche,
    variation,
    ...(preset ? { preset } : {}),
  });
}
