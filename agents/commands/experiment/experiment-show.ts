// One experiment: figures by variant with what they earned, the always-valid interval, and the verdict in plain words.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { keptChart } from "../report/kept-chart.ts";
import { experimentCard, percent, shownBook } from "./experiment-card.ts";
import { ExperimentFacts, type ExperimentFactsValue, experimentFacts } from "./experiment-facts.ts";
import { findExperiment } from "./find-experiment.ts";

export const experimentShow = defineCommand({
  name: "experiment.show",
  role: "analyst",
  effect: "read",
  input: z.object({ experiment: z.string() }),
  output: ExperimentFacts.extend({ imageKey: z.string().nullable() }),
  positional: ["experiment"],
  errors: ["not_found"],
  run: async (context, { experiment: reference }) => {
    const facts = await experimentFacts(context, await findExperiment(context, reference));
    return { ...facts, imageKey: await picture(context, facts) };
  },
  view: (output, { actor }) => ({
    ...experimentCard(output, actor.language, output.name),
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: output.name }] } : {}),
  }),
  subject: (_input, output) => output.id,
});

/** Rates as bars, the longest the best; null while nobody was shown anything. */
async function picture(context: CommandContext, facts: ExperimentFactsValue): Promise<string | null> {
  const words = texts(context.actor.language).experiments;
  const book = shownBook(facts);
  const sums = facts.variants.map(({ name, stoppedBy, [book]: own }) => ({ name, stoppedBy, ...own }));
  if (sums.every(({ exposed }) => exposed === 0)) return null;
  const best = Math.max(...sums.map(({ rate }) => rate ?? 0));
  return await keptChart(context, "experiments", {
    title: facts.name,
    note: book === "play" ? words.playNote : words.chartNote,
    groups: [
      {
        label: words.rate,
        bars: sums.map(({ name, rate, stoppedBy }) => ({
          label: name,
          share: best > 0 ? (rate ?? 0) / best : 0,
          value: percent(rate),
          warns: stoppedBy !== null,
        })),
      },
    ],
  });
}
