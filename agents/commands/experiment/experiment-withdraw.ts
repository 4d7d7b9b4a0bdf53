// Takes a deployed wording back: what stood before it stands again.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { experimentCard } from "./experiment-card.ts";
import { ExperimentFacts, experimentFacts } from "./experiment-facts.ts";
import { findExperiment } from "./find-experiment.ts";

export const experimentWithdraw = defineCommand({
  name: "experiment.withdraw",
  role: "manager",
  effect: "write",
  input: z.object({ experiment: z.string() }),
  output: ExperimentFacts,
  positional: ["experiment"],
  errors: ["not_found", "conflict"],
  run: async (context, { experiment: reference }) => {
    const { id, name, state } = await findExperiment(context, reference);
    await transact(context, async (tx) => {
      const withdrawn = await tx.experiment.updateMany({ where: { id, state: "deployed" }, data: { state: "ended" } });
      if (withdrawn.count > 0) return;
      const words = texts(context.actor.language).experiments;
      throw new AppError("conflict", words.notDeployed(name, words.states[state]), { field: "experiment" });
    });
    return await experimentFacts(context, await findExperiment(context, id));
  },
  view: (output, { actor }) =>
    experimentCard(output, actor.language, texts(actor.language).experiments.withdrawnTitle(output.name)),
  subject: (_input, output) => output.id,
});
