// From now on fans are assigned. One experiment runs per avatar and element, or they would change each other's rates.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { elementWord, experimentCard } from "./experiment-card.ts";
import { ExperimentFacts, experimentFacts } from "./experiment-facts.ts";
import { type FoundExperiment, findExperiment } from "./find-experiment.ts";

export const experimentStart = defineCommand({
  name: "experiment.start",
  role: "manager",
  effect: "write",
  input: z.object({ experiment: z.string() }),
  output: ExperimentFacts,
  positional: ["experiment"],
  errors: ["not_found", "conflict", "refused"],
  run: async (context, { experiment: reference }) => {
    const experiment = await findExperiment(context, reference);
    requireLiving(context, experiment.avatar);
    await start(context, experiment);
    return await experimentFacts(context, await findExperiment(context, experiment.id));
  },
  view: (output, { actor }) =>
    experimentCard(output, actor.language, texts(actor.language).experiments.startedTitle(output.name)),
  subject: (_input, output) => output.id,
});

async function start(context: CommandContext, { id, name, state, avatarId, element }: FoundExperiment): Promise<void> {
  const { language } = context.actor;
  const words = texts(language).experiments;
  const conflict = (message: string, remedy?: string) =>
    new AppError("conflict", message, { field: "experiment", ...(remedy ? { remedy } : {}) });
  await transact(context, async (tx) => {
    // Two starts at once: the second waits here, then sees the first.
    await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR UPDATE`;
    const running = await tx.experiment.findFirst({ where: { avatarId, element, state: "running", id: { not: id } } });
    if (running)
      throw conflict(words.otherRuns(running.name, elementWord(element, language)), words.endFirst(running.name));
    const started = await tx.experiment.updateMany({
      where: { id, state: "draft" },
      data: { state: "running", startedAt: context.clock.now() },
    });
    if (started.count === 0) throw conflict(words.notDraft(name, words.states[state]));
  });
}
