// A reel: pictures of the avatar set in motion, her voice over them, the words burnt in.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { captionPieces } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { findPiece } from "../piece/find-piece.ts";
import { type PieceSummary, pieceView, summarisePiece } from "../piece/piece-card.ts";
import { transact } from "../transact.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { videoWork } from "../vendor-job/video-work.ts";
import { voiceWork } from "../vendor-job/voice-work.ts";
import { planReel, type ReelPlan } from "./reel-plan.ts";

/** Clips of 4 to 10 s (domain 4). */
const CLIP_SECONDS = { least: 4, most: 10, usual: 5 } as const;
const MOST_CLIPS = 8;
const MOTION = "natural subtle movement, adult turns towards the camera, gentle camera push-in";

const Input = z.object({
  avatar: z.string(),
  pieces: z.array(z.string()).min(1).max(MOST_CLIPS),
  script: z.string().trim().max(1_500).default(""),
  seconds: z.number().min(CLIP_SECONDS.least).max(CLIP_SECONDS.most).default(CLIP_SECONDS.usual),
  aspectRatio: z.enum(["9:16", "1:1", "16:9"]).default("9:16"),
  motion: z.string().trim().max(300).default(MOTION),
});

const Output = z.object({ piece: z.custom<PieceSummary>() });

export const reelCreate = defineCommand({
  name: "reel.create",
  role: "manager",
  effect: "spend",
  input: Input,
  output: Output,
  positional: ["avatar", "pieces", "script"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const plan = await planReel(context, input);
    const quotes = await quoteReel(context, plan);
    const words = texts(context.actor.language);
    return {
      avatarId: plan.avatar.id,
      costMicros: quotes.reduce((sum, { costMicros }) => sum + costMicros, 0),
      lines: [
        { label: words.reel.clips, value: words.reel.clipsValue(plan.clips.length, input.seconds) },
        ...quotes.map(({ label, provider, costMicros }) => ({
          label,
          value: `${provider} · ${formatUsd(costMicros)}`,
        })),
        ...(plan.voice
          ? [{ label: words.reel.spoken, value: words.reel.spokenValue(Math.round(plan.spokenMs / 1_000)) }]
          : []),
      ],
    };
  },
  run: async (context, input) => {
    const plan = await planReel(context, input);
    const [first] = plan.pieces;
    if (!first) throw new AppError("invalid_input", "pieces: at least one", { field: "pieces" });
    const id = context.ids.next("piece");
    await transact(context, async (tx) => {
      const { nextPieceNumber } = await tx.avatar.update({
        where: { id: plan.avatar.id },
        data: { nextPieceNumber: { increment: 1 } },
        select: { nextPieceNumber: true },
      });
      await tx.piece.create({
        data: {
          id,
          avatarId: plan.avatar.id,
          number: nextPieceNumber - 1,
          kind: "video",
          templateKey: first.templateKey,
          prompt: input.motion,
          seed: first.seed,
          aspectRatio: input.aspectRatio,
          tier: plan.tier,
          explicitness: plan.explicitness,
          createdAt: context.clock.now(),
        },
      });
      const shared = {
        purpose: "content",
        avatarId: plan.avatar.id,
        pieceId: id,
        operatorId: context.actor.id,
      } as const;
      for (const [position, request] of plan.clips.entries()) {
        await planJob(context, tx, { ...shared, kind: "video", request, position });
      }
      if (plan.voice) {
        await planJob(context, tx, { ...shared, kind: "voice", request: plan.voice, position: plan.clips.length });
      }
      await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: [id] });
    });
    return { piece: summarisePiece(await findPiece(context, id)) };
  },
  view: (output, context) => ({
    ...pieceView(output.piece, context.actor.language),
    title: texts(context.actor.language).reel.making(output.piece.reference),
  }),
  subject: (_input, output) => output.piece.id,
});

async function quoteReel(context: CommandContext, plan: ReelPlan) {
  const words = texts(context.actor.language).reel;
  const quotes: { label: string; provider: string; costMicros: number }[] = [];
  for (const [index, clip] of plan.clips.entries()) {
    const { info, costMicros } = await quoteWork(context, await videoWork(context, clip, plan.avatar.id));
    quotes.push({ label: words.clip(index + 1), provider: info.provider, costMicros });
  }
  if (plan.voice) {
    const work = await voiceWork(context, plan.voice, plan.avatar);
    const { info, costMicros } = await quoteWork(context, work);
    quotes.push({ label: words.voice, provider: info.provider, costMicros });
  }
  return quotes;
}
