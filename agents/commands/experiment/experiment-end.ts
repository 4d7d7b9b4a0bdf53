// Nobody is assigned any more; what was shown may still convert within its window.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { experimentCard } from "./experiment-card.ts";
import { ExperimentFacts, experimentFacts } from "./experiment-facts.ts";
import { findExperiment } from "./find-experiment.ts";

export const experimentEnd = defineCommand({
  name: "experiment.end",
  role: "manager",
  effect: "write",
  input: z.object({ experiment: z.string() }),
  output: ExperimentFacts,
  positional: ["experiment"],
  errors: ["not_found", "conflict"],
  run: async (context, { experiment: reference }) => {
    const { id, name, state } = await findExperiment(context, reference);
    await transact(context, async (tx) => {
      const ended = await tx.experiment.updateMany({
        where: { id, state: "running" },
        data: { state: "ended", endedAt: context.clock.now() },
      });
      if (ended.count > 0) return;
      const words = texts(context.actor.language).experiments;
      throw new AppError("conflict", words.notRunning(name, words.states[state]), {
        field: "experiment",
        remedy: state === "draft" ? words.startFirst(name) : words.lookAt(name),
      });
    });
    return await experimentFacts(context, await findExperiment(context, id));
  },
  view: (output, { actor }) =>
    experimentCard(output, actor.language, texts(actor.language).experiments.endedTitle(output.name)),
  subject: (_input, output) => output.id,
});
