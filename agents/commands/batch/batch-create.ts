// A batch of pieces: planned and quoted on a run card, then written with their labels fixed, one job each.
import { z } from "zod";
import { mayMakeContent } from "../../domain/avatars/avatar-state.ts";
import { Persona } from "../../domain/avatars/persona.ts";
import { BATCH_SIZE, REPEAT_DAYS } from "../../domain/content/batch-plan.ts";
import { CHANNEL_TIERS } from "../../domain/content/channel-tiers.ts";
import { CAROUSEL_SIZE, KIND_OF_FORMAT, PIECE_FORMATS, templateFor } from "../../domain/content/piece-format.ts";
import { PRESET_CATEGORIES } from "../../domain/content/presets.ts";
import { CATEGORIES } from "../../domain/content/templates/template.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { seededRandom } from "../../kernel/random.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { identityOf } from "../avatar/identity.ts";
import { requireIdentity } from "../avatar/require-identity.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { shotWeights } from "../insight/shot-weights.ts";
import { loadPresets, pickPreset } from "../preset/load-presets.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { BatchStatus, batchCard, batchStatus } from "./batch-show.ts";
import { batchWork, canMake, quoteBatch } from "./batch-work.ts";
import { findBatch } from "./find-batch.ts";
import { quoteLines, shortfallLines, shotNames } from "./plan-lines.ts";
import { writePieces } from "./write-pieces.ts";

/** What the look is about goes before other shots; any weight over 1 does that. */
const THEME_WEIGHT = 4;

const channels = Object.keys(CHANNEL_TIERS) as [string, ...string[]];

const Input = z.object({
  avatar: z.string(),
  count: z.number().int().min(BATCH_SIZE.min).max(BATCH_SIZE.max).default(6),
  channels: z.array(z.enum(channels)).min(1).default(["instagram"]),
  /** What the pieces are: single pictures, carousels, or stories. */
  format: z.enum(PIECE_FORMATS).default("post"),
  /** Of each carousel. */
  pictures: z.number().int().min(CAROUSEL_SIZE.min).max(CAROUSEL_SIZE.max).optional(),
  /** A key of the catalogue: shipped, or an operator's own. */
  preset: z.string().optional(),
  /** Shots of these only; absent: of all. */
  categories: z.array(z.enum(CATEGORIES)).min(1).optional(),
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
    const { avatar, plan, templates, work, pictures } = await prepare(context, input);
    const { language } = context.actor;
    const words = texts(language).batch;
    const quotes = await quoteBatch(context, work, plan.shots);
    return {
      avatarId: avatar.id,
      costMicros: quotes.reduce((sum, { count, costMicros }) => sum + count * costMicros, 0) * pictures,
      lines: [
        { label: words.planned, value: words.plannedValue[input.format](plan.shots.length, pictures) },
        ...quoteLines(quotes, language),
        { label: words.channels, value: input.channels.join(", ") },
        { label: words.mix, value: words.mixValue(plan.counts.safe, plan.counts.suggestive, plan.counts.restricted) },
        { label: words.shots, value: shotNames(plan, templates, language) },
        ...shortfallLines(plan, language),
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, persona, plan, preset, templates, identity, pictures } = await prepare(context, input);
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
          plan: JSON.parse(JSON.stringify({ channels: input.channels, counts: plan.counts, repeats: plan.repeats })),
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
        format: input.format,
        pictures,
        batchId: id,
        firstNumber: numbers.nextPieceNumber - plan.shots.length,
      });
    });
    return batchStatus(await findBatch(context, id));
  },
  view: (output, context) => batchCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});

/** Everything but the writing: the card and the run plan the same shots, as the seed comes from the input or the avatar's counter. */
async function prepare(context: CommandContext, input: BatchInput) {
  const avatar = await findAvatar(context, input.avatar);
  const words = texts(context.actor.language).batch;
  const pictures = picturesOf(context, input);
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
  const identity = await identityOf(context, avatar);
  requireIdentity(context, avatar, identity);
  const preset = input.preset === undefined ? null : pickPreset(context, await loadPresets(context), input.preset);
  const templates = await loadTemplates(context);
  const fields = await context.database.prisma.personaField.findMany({ where: { avatarId: avatar.id } });
  const persona = Persona.parse(Object.fromEntries(fields.map((field) => [field.name, field.value])));
  const usable = templates.usable
    .filter(({ category }) => input.categories?.includes(category) ?? true)
    .map((template) => templateFor(input.format, template));
  const work = await batchWork(context, avatar.id, usable, identity);
  const weightOf = await shotWeights(context, avatar.id);
  const themes = PRESET_CATEGORIES[preset?.key ?? ""] ?? [];
  // Loaded when needed: LangGraph is a quarter of what a start would load.
  const { planBatch } = await import("../../graphs/batch-plan/graph.ts");
  const plan = await planBatch({
    count: input.count,
    channels: input.channels,
    // What nobody makes is not planned: the card names it as lost, instead of failing later.
    canMake: (template) => canMake(work, template),
    niche: avatar.niche,
    recent: await recentShots(context, avatar.id),
    templates: usable,
    weightOf: (template) => weightOf(template) * (themes.includes(template.category) ? THEME_WEIGHT : 1),
    random: seededRandom(input.seed ?? seedOf(avatar.id, avatar.nextBatchNumber)),
    // A channel that takes only safe pieces gets its whole count, and the card says what the mix lost.
    fillWithSafe: true,
  });
  if (plan.shots.length === 0) {
    throw new AppError("not_configured", words.nothingToMake, { field: "channels", remedy: words.noProviderRemedy });
  }
  return { avatar, persona, plan, preset, templates, identity, work, pictures };
}

/** Of each piece. @throws AppError `invalid_input` for too many in all, or for pictures of what has only one */
function picturesOf(context: CommandContext, { format, pictures, count }: BatchInput): number {
  const words = texts(context.actor.language).batch;
  if (format !== "carousel") {
    if (pictures === undefined) return 1;
    throw new AppError("invalid_input", words.onlyCarousels, { field: "pictures", remedy: "--format carousel" });
  }
  const each = pictures ?? CAROUSEL_SIZE.usual;
  const most = Math.floor(BATCH_SIZE.max / each);
  if (count <= most) return each;
  throw new AppError("invalid_input", words.tooManyPictures(count * each, BATCH_SIZE.max), {
    field: "count",
    remedy: `--count ${most}`,
  });
}

/** What was rejected was never shown, so it may be taken again. */
async function recentShots(context: CommandContext, avatarId: string) {
  const since = new Date(context.clock.now().getTime() - REPEAT_DAYS * DAY_MS);
  return await context.database.prisma.piece.groupBy({
    by: ["templateKey", "variation"],
    where: {
      avatarId,
      kind: { in: Object.values(KIND_OF_FORMAT) },
      createdAt: { gt: since },
      state: { not: "rejected" },
    },
  });
}

function seedOf(avatarId: string, batchNumber: number): number {
  let seed = batchNumber;
  for (const char of avatarId) seed = (Math.imul(seed, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return seed;
}
