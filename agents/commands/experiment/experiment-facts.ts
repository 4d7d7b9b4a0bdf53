// Everything an experiment has to show: its plan, each variant's two books, and the verdict on either.
import { z } from "zod";
import type { VariantContent } from "../../domain/experiments/element.ts";
import { HARMS, type Harm } from "../../domain/experiments/guardrails.ts";
import { VERDICTS, verdictOf } from "../../domain/experiments/verdict.ts";
import type { CommandContext } from "../context.ts";
import type { FoundExperiment } from "./find-experiment.ts";
import { type VariantMoney, variantMoney } from "./variant-money.ts";
import { type VariantBook, variantSums } from "./variant-sums.ts";

const Book = z.object({
  exposed: z.number(),
  converted: z.number(),
  /** Converted / exposed. */
  rate: z.number().nullable(),
  blocked: z.number(),
  complained: z.number(),
  optedOut: z.number(),
  revenueMicros: z.number(),
  /** Revenue less what the chat with these fans cost. */
  profitMicros: z.number(),
});

const VerdictOutput = z.object({
  kind: z.enum(VERDICTS),
  /** Exposed fans still needed before a verdict. */
  missing: z.number(),
  /** Names of variants. */
  leader: z.string().nullable(),
  runnerUp: z.string().nullable(),
  /** Rate of the leader less that of the runner-up. */
  difference: z.number().nullable(),
  /** erf(|z| / sqrt 2) of the two-proportion test. */
  confidence: z.number().nullable(),
  /** Always valid: may be looked at as often as one likes. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  holdsUnderPeeking: z.boolean(),
});

export const ExperimentFacts = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string(),
  element: z.string(),
  language: z.string().nullable(),
  state: z.enum(["draft", "running", "ended", "deployed"]),
  /** Exposed fans per variant. */
  sampleSize: z.number(),
  baselineRate: z.number(),
  minimalEffect: z.number(),
  windowHours: z.number(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  deployedAt: z.string().nullable(),
  deployForced: z.boolean(),
  winner: z.string().nullable(),
  variants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      allocation: z.number(),
      text: z.string().nullable(),
      pack: z.string().nullable(),
      stoppedBy: z.enum(HARMS).nullable(),
      real: Book,
      play: Book,
    }),
  ),
  real: VerdictOutput,
  /** Sandbox payments and emulated accounts: practice, no ground to decide on. */
  play: VerdictOutput,
});
export type ExperimentFactsValue = z.output<typeof ExperimentFacts>;
export type VerdictValue = z.output<typeof VerdictOutput>;

export async function experimentFacts(
  context: CommandContext,
  experiment: FoundExperiment,
): Promise<ExperimentFactsValue> {
  const { prisma } = context.database;
  const [sums, money] = await Promise.all([variantSums(prisma, experiment.id), variantMoney(prisma, experiment)]);
  const moneyOf = (variantId: string, sandbox: boolean) =>
    money.find((row) => row.variantId === variantId && row.sandbox === sandbox);
  const variants = experiment.variants.flatMap((variant) => {
    const sum = sums.find(({ id }) => id === variant.id);
    const content = variant.content as VariantContent;
    if (!sum) return [];
    return {
      id: variant.id,
      name: variant.name,
      allocation: variant.allocation,
      text: content.text ?? null,
      pack: content.pack ?? null,
      stoppedBy: HARMS.find((harm: Harm) => harm === variant.stoppedReason) ?? null,
      real: bookOf(sum.real, moneyOf(variant.id, false)),
      play: bookOf(sum.play, moneyOf(variant.id, true)),
    };
  });
  const nameOf = (id: string | null) => variants.find((variant) => variant.id === id)?.name ?? null;
  const verdict = (book: "real" | "play"): VerdictValue => {
    const results = variants.map(({ id, stoppedBy, [book]: { exposed, converted } }) => ({
      ...{ id, exposed, converted, stopped: stoppedBy !== null },
    }));
    const { leaderId, runnerUpId, test, ...rest } = verdictOf(results, experiment);
    return {
      ...rest,
      leader: nameOf(leaderId),
      runnerUp: nameOf(runnerUpId),
      difference: test?.difference ?? null,
      confidence: test?.confidence ?? null,
    };
  };
  const { id, name, element, language, state, sampleSize, baselineRate, minimalEffect, windowHours } = experiment;
  return {
    ...{ id, name, element, language, state, sampleSize, baselineRate, minimalEffect, windowHours, variants },
    avatar: experiment.avatar.slug,
    startedAt: experiment.startedAt?.toISOString() ?? null,
    endedAt: experiment.endedAt?.toISOString() ?? null,
    deployedAt: experiment.deployedAt?.toISOString() ?? null,
    deployForced: experiment.deployForced,
    winner: nameOf(experiment.winnerId),
    real: verdict("real"),
    play: verdict("play"),
  };
}

function bookOf({ exposed, converted, harms }: VariantBook, money: VariantMoney | undefined): z.output<typeof Book> {
  const revenueMicros = money?.revenueMicros ?? 0;
  return {
    ...{ exposed, converted, revenueMicros },
    profitMicros: revenueMicros - (money?.costMicros ?? 0),
    rate: exposed > 0 ? converted / exposed : null,
    blocked: harms.blocked,
    complained: harms.complained,
    optedOut: harms.opted_out,
  };
}
