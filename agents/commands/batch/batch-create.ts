// A batch of pieces: planned and quoted on a run card, then written with their labels fixed, one job each.
import { z } from "zod";
import { mayMakeContent } from "../../domain/avatars/avatar-state.ts";
import { Persona } from "../../domain/avatars/persona.ts";
import { BATCH_SIZE, type BatchPlan, planBatch } from "../../domain/content/batch-plan.ts";
import { allowedTiers, CHANNEL_TIERS } from "../../domain/content/channel-tiers.ts";
import { imageParameters, type Preset } from "../../domain/content/presets.ts";
import { buildImagePrompt } from "../../domain/content/prompt.ts";
import { shotOf, shotTitle } from "../../domain/content/shot.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { DEFAULT_EXPLICITNESS } from "../../domain/content/tier.ts";
import { mayGenerate } from "../../domain/trust/explicitness.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { seededRandom } from "../../kernel/random.ts";
import { texts } from "../../texts/texts.ts";
import { captionPieces, PIECES_PER_CALL } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type Identity, identityOf } from "../avatar/identity.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { priceMicros } from "../money/budget.ts";
import { loadPresets, pickPreset } from "../preset/load-presets.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { BatchStatus, batchCard, batchStatus } from "./batch-show.ts";
import { findBatch } from "./find-batch.ts";

const channels = Object.keys(CHANNEL_TIERS) as [string, ...string[]];
const RECENT_DAYS = 30;

const Input = z.object({
  avatar: z.string(),
  count: z.number().int().min(BATCH_SIZE.min).max(BATCH_SIZE.max).default(6),
  channels: z.array(z.enum(channels)).min(1).default(["instagram"]),
  /** A key of the catalogue: shipped, or an operator's own. */
  preset: z.string().optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
});
type BatchInput = z.output<typeof Input>;

export const batchCreate = defineCommand({
  name: "batch.create",
  role: "manager",
  effect: "spend",
  input: Input,
  output: BatchStatus,
  positional: ["avatar", "count"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, plan, templates } = await prepare(context, input);
    const words = texts(context.actor.language).batch;
    const generator = firstGenerator(context);
    const each = generator.info.offline
      ? 0
      : await priceMicros(context, { ...generator.info, units: { [generator.info.unit]: 1 } }, context.clock.now());
    return {
      avatarId: avatar.id,
      costMicros: each * plan.shots.length,
      lines: [
        { label: words.planned, value: String(plan.shots.length) },
        { label: words.provider, value: `${generator.info.provider} · ${generator.info.model}` },
        ...(each > 0 ? [{ label: words.pricePerPicture, value: formatUsd(each) }] : []),
        { label: words.channels, value: input.channels.join(", ") },
        { label: words.mix, value: words.mixValue(plan.counts.safe, plan.counts.suggestive, plan.counts.restricted) },
        { label: words.shots, value: shotNames(plan, templates) },
        ...plan.shortfall.map((gap) => ({
          label: words.shortfall,
          value: words.shortfallValue(gap.wanted - gap.given, words.tiers[gap.tier]),
        })),
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, persona, plan, preset, templates } = await prepare(context, input);
    const identity = await identityOf(context, avatar);
    const id = context.ids.next("batch");
    await transact(context, async (tx) => {
      const numbers = await tx.avatar.update({
        where: { id: avatar.id },
        data: { nextBatchNumber: { increment: 1 }, nextPieceNumber: { increment: plan.shots.length } },
        select: { nextBatchNumber: true, nextPieceNumber: true },
      });
      await tx.batch.create({
        data: {
          id,
          avatarId: avatar.id,
          number: numbers.nextBatchNumber - 1,
          state: "running",
          requested: plan.shots.length,
          plan: JSON.parse(JSON.stringify({ channels: input.channels, counts: plan.counts })),
          shortfall: JSON.parse(JSON.stringify(plan.shortfall)),
          presetKey: preset?.key ?? null,
          operatorId: context.actor.id,
          createdAt: context.clock.now(),
        },
      });
      await writePieces(context, tx, {
        avatar,
        persona,
        plan,
        preset,
        templates,
        identity,
        batchId: id,
        firstNumber: numbers.nextPieceNumber - plan.shots.length,
      });
    });
    return batchStatus(await findBatch(context, id));
  },
  view: (output, context) => batchCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});

function firstGenerator(context: CommandContext) {
  const [generator] = context.ports.images;
  if (!generator)
    throw new AppError("not_configured", texts(context.actor.language).batch.noImageProvider, {
      remedy: "IMAGE_PROVIDERS=storyboard",
    });
  return generator;
}

/** Everything but the writing: the card and the run plan the same shots, as the seed comes from the input or the avatar's counter. */
async function prepare(context: CommandContext, input: BatchInput) {
  const avatar = await findAvatar(context, input.avatar);
  const words = texts(context.actor.language).batch;
  firstGenerator(context);
  // Told apart from one that is not active yet: it never will be.
  requireLiving(context, avatar);
  if (
    !mayMakeContent(
      avatar.state,
      context.ports.images.every((generator) => generator.info.offline),
    )
  ) {
    throw new AppError("refused", words.needsIdentity(avatar.name), {
      field: "avatar",
      reason: "not_active",
      remedy: words.activateFirst(avatar.slug),
    });
  }
  const preset = input.preset === undefined ? null : pickPreset(context, await loadPresets(context), input.preset);
  const templates = await loadTemplates(context);
  const fields = await context.database.prisma.personaField.findMany({ where: { avatarId: avatar.id } });
  const persona = Persona.parse(Object.fromEntries(fields.map((field) => [field.name, field.value])));
  const since = new Date(context.clock.now().getTime() - RECENT_DAYS * 86_400_000);
  const recent = await context.database.prisma.piece.findMany({
    where: { avatarId: avatar.id, createdAt: { gt: since } },
    select: { templateKey: true },
    distinct: ["templateKey"],
  });
  // What no configured vendor makes by its terms is not planned: the card names it as lost, instead of failing later.
  const allowed = allowedTiers(input.channels).filter((tier) =>
    context.ports.images.some(({ info }) => mayGenerate(info.provider, DEFAULT_EXPLICITNESS[tier])),
  );
  const plan = planBatch({
    count: input.count,
    allowedTiers: allowed,
    niche: avatar.niche,
    recentTemplateKeys: recent.map((piece) => piece.templateKey),
    templates: templates.usable,
    random: seededRandom(input.seed ?? seedOf(avatar.id, avatar.nextBatchNumber)),
    // A channel that takes only safe pieces gets its whole count, and the card says what the mix lost.
    fillWithSafe: true,
  });
  return { avatar, persona, plan, preset, templates };
}

function seedOf(avatarId: string, batchNumber: number): number {
  let seed = batchNumber;
  for (const char of avatarId) seed = (Math.imul(seed, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return seed;
}

function shotNames(plan: BatchPlan, templates: TemplateCatalogue): string {
  const names = [...new Set(plan.shots.map(({ templateKey }) => shotTitle(templateKey, templates.find)))];
  return names.length > 8 ? `${names.slice(0, 8).join(", ")} …` : names.join(", ");
}

interface PieceWriting {
  readonly avatar: { readonly id: string; readonly name: string; readonly statedAge: number; readonly niche: string };
  readonly persona: Persona;
  readonly plan: BatchPlan;
  readonly preset: Preset | null;
  readonly templates: TemplateCatalogue;
  readonly identity: Identity;
  readonly batchId: string;
  readonly firstNumber: number;
}

async function writePieces(context: CommandContext, tx: Transaction, writing: PieceWriting): Promise<void> {
  const { avatar, persona, plan, preset, templates } = writing;
  const pieceIds: string[] = [];
  for (const [position, shot] of plan.shots.entries()) {
    const template = templates.find(shot.templateKey);
    if (!template) throw new AppError("internal", `template ${shot.templateKey} is gone`);
    const { prompt, negative } = buildImagePrompt({
      template,
      persona,
      avatarName: avatar.name,
      age: avatar.statedAge,
      niche: avatar.niche,
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
        prompt,
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
        shot: shotOf(shot.templateKey, avatar.name, prompt, templates.find),
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
