// Train a LoRA from the newest training set; the exam that follows is part of the price.
import { z } from "zod";
import { TRAINING_RANK, TRAINING_STEPS } from "../../domain/avatars/identity/training-plan.ts";
import type { TrainingJobRequest } from "../../domain/content/vendor-request.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLikeness } from "../avatar/likeness.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { datasetReference } from "../dataset/find-dataset.ts";
import { transact } from "../transact.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { trainingWork } from "../vendor-job/training-work.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";
import { quoteExam } from "./quote-exam.ts";

const Input = z.object({
  avatar: z.string(),
  steps: z.number().int().min(TRAINING_STEPS.least).max(TRAINING_STEPS.most).default(TRAINING_STEPS.usual),
  rank: z.number().int().min(TRAINING_RANK.least).max(TRAINING_RANK.most).default(TRAINING_RANK.usual),
  learningRate: z.number().positive().max(0.01).optional(),
  provider: z.string().optional(),
});

export const loraTrain = defineCommand({
  name: "lora.train",
  role: "manager",
  effect: "spend",
  input: Input,
  output: LoraStatus,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, dataset, request } = await prepare(context, input);
    const training = await quoteWork(context, await trainingWork(context, request), input.provider);
    const exam = await quoteExam(context, avatar.id, training.info.provider);
    const words = texts(context.actor.language);
    return {
      avatarId: avatar.id,
      costMicros: training.costMicros + exam.costMicros,
      lines: [
        { label: words.identity.dataset, value: datasetReference({ ...dataset, avatar }) },
        { label: words.batch.provider, value: `${training.info.provider} · ${training.info.model}` },
        { label: words.identity.steps, value: String(input.steps) },
        { label: words.identity.trainingCost, value: formatUsd(training.costMicros) },
        { label: words.identity.examCost, value: formatUsd(exam.costMicros) },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, dataset, request } = await prepare(context, input);
    await transact(context, async (tx) => {
      await requireIdle(context, tx, avatar);
      const jobId = await planJob(context, tx, {
        kind: "training",
        purpose: "training",
        avatarId: avatar.id,
        operatorId: context.actor.id,
        request,
        ...(input.provider ? { onlyProvider: input.provider } : {}),
      });
      await tx.training.create({
        data: {
          id: context.ids.next("training"),
          avatarId: avatar.id,
          datasetId: dataset.id,
          vendorJobId: jobId,
          parameters: { steps: input.steps, rank: input.rank, learningRate: input.learningRate ?? null },
          createdAt: context.clock.now(),
        },
      });
      await tx.avatar.updateMany({
        where: { id: avatar.id, state: { in: ["dataset_ready", "trained", "validated"] } },
        data: { state: "training" },
      });
    });
    return await loraStatus(context, avatar);
  },
  view: (output, context) => loraCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

/** One training an avatar at a time: two would be two LoRAs of the same pictures. @throws AppError `conflict` */
async function requireIdle(
  context: CommandContext,
  database: Pick<Transaction, "training">,
  avatar: { readonly id: string; readonly name: string },
): Promise<void> {
  const open = await database.training.count({
    where: { avatarId: avatar.id, state: { in: ["planned", "running", "unknown"] } },
  });
  const words = texts(context.actor.language).identity;
  if (open > 0) throw new AppError("conflict", words.trainsAlready(avatar.name), { field: "avatar" });
}

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const avatar = await findAvatar(context, input.avatar);
  const words = texts(context.actor.language);
  requireLiving(context, avatar);
  const dataset = await context.database.prisma.dataset.findFirst({
    where: { avatarId: avatar.id, state: "built" },
    orderBy: { version: "desc" },
  });
  if (!dataset?.archiveKey) {
    throw new AppError("refused", words.identity.noDatasetYet(avatar.name), {
      field: "avatar",
      reason: "no_dataset",
      remedy: `dataset create ${avatar.slug}`,
    });
  }
  await requireLikeness(context, avatar, "training");
  await requireIdle(context, context.database.prisma, avatar);
  const newest = await context.database.prisma.loraModel.findFirst({
    where: { avatarId: avatar.id },
    orderBy: { version: "desc" },
  });
  const report = z.object({ coverage: z.object({ kept: z.number() }) }).safeParse(dataset.report);
  const request: TrainingJobRequest = {
    archiveKey: dataset.archiveKey,
    pictures: report.success ? report.data.coverage.kept : dataset.requested,
    triggerWord: dataset.triggerWord,
    steps: input.steps,
    rank: input.rank,
    learningRate: input.learningRate ?? null,
    name: `${avatar.slug}-v${(newest?.version ?? 0) + 1}`,
  };
  return { avatar, dataset, request };
}
