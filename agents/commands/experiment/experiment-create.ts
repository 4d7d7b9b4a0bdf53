// A test of two to five wordings of one element of the chat, planned before it starts (domain 8).
import { z } from "zod";
import { EXPERIMENT_ELEMENTS } from "../../domain/experiments/element.ts";
import { DEFAULT_PLAN, plannedSampleSize } from "../../domain/experiments/sample-size.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { OFFER_LIFE_MS } from "../offer/shown-offer.ts";
import { transact } from "../transact.ts";
import { experimentCard } from "./experiment-card.ts";
import { ExperimentFacts, experimentFacts } from "./experiment-facts.ts";
import { findExperiment } from "./find-experiment.ts";
import { type GivenVariant, readVariants, VariantsInput } from "./read-variants.ts";

/** A finer effect than half a point needs tens of thousands of fans. */
const LEAST_EFFECT_POINTS = 0.5;
const MOST_WINDOW_HOURS = 720;

const Input = z.object({
  avatar: z.string(),
  name: z.string().trim().min(1).max(60),
  element: z.enum(EXPERIMENT_ELEMENTS),
  variants: VariantsInput,
  /** Of a hundred fans, how many pay without the change. */
  baselinePercent: z
    .number()
    .min(0.1)
    .max(90)
    .default(100 * DEFAULT_PLAN.baselineRate),
  /** Smallest change worth knowing, in percentage points. */
  effectPoints: z
    .number()
    .min(LEAST_EFFECT_POINTS)
    .max(90)
    .default(100 * DEFAULT_PLAN.minimalEffect),
  /** How long after the exposure a sale counts: as long as an offer stays open. */
  windowHours: z
    .number()
    .int()
    .min(1)
    .max(MOST_WINDOW_HOURS)
    .default(OFFER_LIFE_MS / HOUR_MS),
});

export const experimentCreate = defineCommand({
  name: "experiment.create",
  role: "manager",
  effect: "write",
  input: Input,
  output: ExperimentFacts,
  positional: ["avatar", "name", "element", "variants"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    requireLiving(context, avatar);
    const variants = await readVariants(context, input.variants, { avatarId: avatar.id, element: input.element });
    const plan = planOf(context, input);
    const id = context.ids.next("experiment");
    const createdAt = context.clock.now();
    await transact(context, async (tx) => {
      const { name, element, windowHours } = input;
      const same = await tx.experiment.count({ where: { avatarId: avatar.id, name } });
      if (same > 0) {
        const words = texts(context.actor.language).experiments;
        throw new AppError("conflict", words.nameTaken(name), { field: "name" });
      }
      await tx.experiment.create({
        data: {
          ...{ id, name, element, windowHours, createdAt, ...plan },
          avatarId: avatar.id,
          language: languageOf(context, variants),
          variants: {
            create: variants.map(({ name: variant, allocation, text, pack }, position) => ({
              id: context.ids.next("variant"),
              name: variant,
              position,
              allocation,
              content: { ...(text === undefined ? {} : { text }), ...(pack === undefined ? {} : { pack }) },
            })),
          },
        },
      });
    });
    return await experimentFacts(context, await findExperiment(context, id));
  },
  view: (output, { actor }) =>
    experimentCard(output, actor.language, texts(actor.language).experiments.created(output.name)),
  subject: (_input, output) => output.id,
});

function planOf(context: CommandContext, { baselinePercent, effectPoints }: z.output<typeof Input>) {
  const plan = { baselineRate: baselinePercent / 100, minimalEffect: effectPoints / 100 };
  if (baselinePercent + effectPoints >= 100) {
    const words = texts(context.actor.language).experiments;
    throw new AppError("invalid_input", words.planTooHigh, { field: "effectPoints" });
  }
  return { ...plan, sampleSize: plannedSampleSize(plan) };
}

/** Fans of another language take no part: they would not be told the same. */
function languageOf({ actor }: CommandContext, variants: readonly GivenVariant[]): string | null {
  const written = variants.flatMap(({ text }) => text ?? []);
  return written.length === 0 ? null : detectLanguage(written.join("\n"), actor.language);
}
