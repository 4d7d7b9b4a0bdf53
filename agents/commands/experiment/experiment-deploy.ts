// The winner's wording becomes what the avatar says there from now on: after a verdict and a yes, or forced, which is kept.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { elementWord, experimentCard, verdictText } from "./experiment-card.ts";
import { ExperimentFacts, type ExperimentFactsValue, experimentFacts } from "./experiment-facts.ts";
import { type FoundExperiment, findExperiment } from "./find-experiment.ts";

const Input = z.object({
  experiment: z.string(),
  /** Name of another variant than the winner; needs `force`. */
  variant: z.string().optional(),
  /** Without a verdict on real money. */
  force: z.boolean().default(false),
});

export const experimentDeploy = defineCommand({
  name: "experiment.deploy",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: ExperimentFacts,
  positional: ["experiment", "variant"],
  errors: ["not_found", "refused", "conflict"],
  estimate: async (context, input) => {
    const experiment = await findExperiment(context, input.experiment);
    const { facts, variant } = await choice(context, experiment, input);
    const { language } = context.actor;
    const words = texts(language).experiments;
    return {
      costMicros: 0,
      avatarId: experiment.avatarId,
      lines: [
        { label: words.deploys, value: variant.name },
        { label: elementWord(experiment.element, language), value: variant.text ?? variant.pack ?? words.asIs },
        { label: words.verdict, value: verdictText(facts, facts.real, language) },
        ...(input.force ? [{ label: words.forced, value: words.forcedValue }] : []),
      ],
    };
  },
  run: async (context, input) => {
    const experiment = await findExperiment(context, input.experiment);
    const { variant } = await choice(context, experiment, input);
    const now = context.clock.now();
    await transact(context, async (tx) => {
      const deployed = await tx.experiment.updateMany({
        where: { id: experiment.id, state: { in: ["running", "ended"] } },
        data: {
          state: "deployed",
          endedAt: experiment.endedAt ?? now,
          winnerId: variant.id,
          deployedAt: now,
          deployedById: context.actor.id,
          deployForced: input.force,
        },
      });
      if (deployed.count === 0) throw notDeployable(context, experiment);
    });
    return await experimentFacts(context, await findExperiment(context, experiment.id));
  },
  view: (output, { actor }) =>
    experimentCard(output, actor.language, texts(actor.language).experiments.deployedTitle(output.winner ?? "")),
  subject: (_input, output) => output.id,
});

/** @throws AppError `refused` without a verdict for it, `not_found` for an unknown variant, `conflict` by state */
async function choice(context: CommandContext, experiment: FoundExperiment, input: z.output<typeof Input>) {
  requireLiving(context, experiment.avatar);
  if (experiment.state !== "running" && experiment.state !== "ended") throw notDeployable(context, experiment);
  const facts = await experimentFacts(context, experiment);
  const words = texts(context.actor.language).experiments;
  const variant = chosen(facts, input.variant);
  if (!variant) throw new AppError("not_found", words.noVariant(input.variant ?? ""), { field: "variant" });
  // What drove fans away is not made the rule, whoever insists.
  if (variant.stoppedBy !== null) {
    const message = words.variantStopped(variant.name, words.harms[variant.stoppedBy]);
    throw new AppError("refused", message, { field: "variant", reason: "guardrail" });
  }
  const hasWon = facts.real.kind === "winner" && facts.real.leader === variant.name;
  if (!hasWon && !input.force) {
    const message = verdictText(facts, facts.real, context.actor.language);
    throw new AppError("refused", message, { field: "force", reason: facts.real.kind, remedy: words.forceHint });
  }
  return { facts, variant };
}

function chosen({ variants, real }: ExperimentFactsValue, name: string | undefined) {
  const wanted = (name ?? real.leader ?? "").toLowerCase();
  return variants.find((variant) => variant.name.toLowerCase() === wanted);
}

function notDeployable({ actor }: CommandContext, { name, state }: FoundExperiment): AppError {
  const words = texts(actor.language).experiments;
  return new AppError("conflict", words.notDeployable(name, words.states[state]), {
    field: "experiment",
    remedy: state === "draft" ? words.startFirst(name) : words.lookAt(name),
  });
}
