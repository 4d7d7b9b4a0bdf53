// The pieces of a planned batch as rows, with their labels fixed and one job each; captions are asked for beside.
import type { Persona } from "../../domain/avatars/persona.ts";
import type { BatchPlan } from "../../domain/content/batch-plan.ts";
import { imageParameters, type Preset } from "../../domain/content/presets.ts";
import { buildImagePrompt } from "../../domain/content/prompt.ts";
import { shotOf } from "../../domain/content/shot.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
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
  readonly batchId: string;
  readonly firstNumber: number;
}

export async function writePieces(context: CommandContext, tx: Transaction, writing: PieceWriting): Promise<void> {
  const { avatar, persona, plan, preset, templates } = writing;
  const pieceIds: string[] = [];
  for (const [position, shot] of plan.shots.entries()) {
    const template = templates.find(shot.templateKey);
    if (!template) throw new AppError("internal", `template ${shot.templateKey} is gone`);
    const { prompt, negative, parts } = buildImagePrompt({
      template,
      persona,
      avatarName: avatar.name,
      age: avatar.statedAge,
      niche: avatar.niche,
      variation: shot.variation,
      ...(preset ? { preset } : {}),
    });
    const id = context.ids.next("piece");
    await tx.piece.create({
      data: {
        id,
        avatarId: avatar.id,
        batchId: writing.batchId,
        number: writing.firstNumber + position,
        position,
        templateKey: shot.templateKey,
        variation: shot.variation,
        prompt,
        promptParts: [...parts],
        negative,
        seed: shot.seed,
        aspectRatio: shot.aspectRatio,
        tier: shot.tier,
        explicitness: shot.explicitness,
        createdAt: context.clock.now(),
      },
    });
    await planJob(context, tx, {
      kind: "image",
      purpose: "content",
      avatarId: avatar.id,
      pieceId: id,
      operatorId: context.actor.id,
      request: {
        prompt,
        negative,
        seed: shot.seed,
        aspectRatio: shot.aspectRatio,
        explicitness: shot.explicitness,
        parameters: imageParameters(preset),
        shot: shotOf(shot.templateKey, avatar.name, prompt, templates.find, shot.variation),
        ...writing.identity,
      },
    });
    pieceIds.push(id);
  }
  // Captions are written beside the pictures: neither waits for the other.
  for (let from = 0; from < pieceIds.length; from += PIECES_PER_CALL) {
    const some = pieceIds.slice(from, from + PIECES_PER_CALL);
    await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: some });
  }
}
