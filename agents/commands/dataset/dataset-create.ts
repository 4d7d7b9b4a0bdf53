// A training set of the avatar: every picture made from her reference face, for text alone gives as many strangers (domain 2).
import { z } from "zod";
import { DATASET_SIZE, planDataset, triggerWordOf } from "../../domain/avatars/identity/dataset-plan.ts";
import { mostPictures } from "../../domain/avatars/identity/remakes.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { seededRandom } from "../../kernel/random.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLikeness } from "../avatar/likeness.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { DatasetStatus, datasetCard, datasetStatus } from "./dataset-card.ts";
import { datasetRequest, looksOf } from "./dataset-request.ts";

const Input = z.object({
  avatar: z.string(),
  count: z.number().int().min(DATASET_SIZE.least).max(DATASET_SIZE.most).default(DATASET_SIZE.usual),
  provider: z.string().optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
});

export const datasetCreate = defineCommand({
  name: "dataset.create",
  role: "manager",
  effect: "spend",
  input: Input,
  output: DatasetStatus,
  positional: ["avatar", "count"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, requests } = await prepare(context, input);
    const [first] = requests;
    if (!first) throw new Error("a training set has pictures");
    const quote = await quoteWork(context, await imageWork(context, first, avatar.id), input.provider);
    const words = texts(context.actor.language);
    // What is approved is the most it may cost: with every picture that may be made again.
    const most = mostPictures(requests.length);
    return {
      avatarId: avatar.id,
      costMicros: quote.costMicros * most,
      lines: [
        { label: words.batch.planned, value: words.identity.picturesUpTo(requests.length, most) },
        { label: words.batch.provider, value: `${quote.info.provider} · ${quote.info.model}` },
        ...(quote.costMicros > 0
          ? [
              { label: words.batch.pricePerPicture, value: formatUsd(quote.costMicros) },
              { label: words.identity.mostCost, value: words.identity.upToUsd(formatUsd(quote.costMicros * most)) },
            ]
          : []),
        { label: words.identity.spread, value: words.identity.spreadValue },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, requests, plan } = await prepare(context, input);
    const id = context.ids.next("dataset");
    await transact(context, async (tx) => {
      const newest = await tx.dataset.findFirst({ where: { avatarId: avatar.id }, orderBy: { version: "desc" } });
      await tx.dataset.create({
        data: {
          id,
          avatarId: avatar.id,
          version: (newest?.version ?? 0) + 1,
          requested: requests.length,
          triggerWord: triggerWordOf(avatar.id),
          plan: JSON.parse(JSON.stringify(plan)),
          operatorId: context.actor.id,
          createdAt: context.clock.now(),
        },
      });
      for (const [position, request] of requests.entries()) {
        await planJob(context, tx, {
          kind: "image",
          purpose: "dataset",
          avatarId: avatar.id,
          setId: id,
          position,
          operatorId: context.actor.id,
          request,
          ...(input.provider ? { onlyProvider: input.provider } : {}),
        });
      }
    });
    return await datasetStatus(context, id);
  },
  view: (output, context) => datasetCard(output, context.actor.language),
  subject: (_input, output) => output.reference,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const avatar = await findAvatar(context, input.avatar);
  requireLiving(context, avatar);
  const words = texts(context.actor.language);
  const reference = avatar.referenceAssetId
    ? await context.database.prisma.asset.findUnique({ where: { id: avatar.referenceAssetId } })
    : null;
  if (!reference) {
    throw new AppError("refused", words.identity.needsFace(avatar.name), {
      field: "avatar",
      reason: "no_reference",
      remedy: `face create ${avatar.slug}`,
    });
  }
  await requireLikeness(context, avatar, "training");
  const subject = {
    looks: await looksOf(context, avatar.id),
    age: avatar.statedAge,
    referenceKey: reference.storageKey,
  };
  const plan = planDataset(input.count, seededRandom(input.seed ?? seedOf(avatar.id)));
  const requests = plan.map((shot, index) => datasetRequest(shot, index, subject));
  return { avatar, plan, requests };
}

function seedOf(text: string): number {
  let seed = 0;
  for (const char of text) seed = (Math.imul(seed, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return seed;
}
