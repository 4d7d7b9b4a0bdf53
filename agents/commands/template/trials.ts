// The newest trials of a template, as far as they have come.
import { z } from "zod";
import { shotTitle } from "../../domain/content/shot.ts";
import type { CatalogueTemplate } from "../../domain/content/templates/catalogue.ts";
import { TIERS } from "../../domain/content/tier.ts";
import { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { isOpen } from "../vendor-job/load-job.ts";
import type { Card, CardImage } from "../view.ts";
import { trialVerdict } from "./trial-verdict.ts";

const Trial = z.object({
  id: z.string(),
  avatar: z.string(),
  name: z.string(),
  state: z.string(),
  isOpen: z.boolean(),
  seed: z.number(),
  provider: z.string().nullable(),
  /** null: nothing to look at yet, or withheld. */
  imageKey: z.string().nullable(),
  thumbnailKey: z.string().nullable(),
  synthetic: z.boolean(),
  /** What became of it by the rules for pieces; null while there is no picture. */
  outcome: z.enum(["publishable", "held", "rejected", "quarantined"]).nullable(),
  /** Where it would be placed; null when that cannot be said. */
  tier: z.enum(TIERS).nullable(),
  error: z.string().nullable(),
});
type TrialValue = z.output<typeof Trial>;

export const TemplateTrials = z.object({
  template: z.string(),
  title: z.string(),
  tier: z.enum(TIERS),
  limit: z.number(),
  trials: z.array(Trial),
});
type TemplateTrialsValue = z.output<typeof TemplateTrials>;

/** Trials of a template belong together; whoever watches its card hears of each. */
export function setOfTrials(templateKey: string): string {
  return `template:${templateKey}`;
}

export async function loadTrials(
  context: Pick<AppContext, "database">,
  template: CatalogueTemplate,
  { limit }: { readonly limit: number },
): Promise<TemplateTrialsValue> {
  const jobs = await context.database.prisma.vendorJob.findMany({
    where: { setId: setOfTrials(template.key), purpose: "trial" },
    include: { asset: true, avatar: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return {
    template: template.key,
    title: shotTitle(template.key, () => template),
    tier: template.tier,
    limit,
    trials: jobs.map((job): TrialValue => {
      const { asset, avatar } = job;
      const verdict = asset ? trialVerdict(asset, avatar, template.tier) : null;
      const mayBeSeen = verdict?.outcome === "publishable" || verdict?.outcome === "held";
      const shown = asset && asset.heldAt === null && mayBeSeen ? asset : null;
      return {
        id: job.id,
        avatar: avatar.slug,
        name: avatar.name,
        state: job.state,
        isOpen: isOpen(job),
        seed: ImageJobRequest.parse(job.request).seed,
        provider: job.provider,
        imageKey: shown?.storageKey ?? null,
        thumbnailKey: shown?.thumbnailKey ?? null,
        synthetic: asset?.synthetic ?? false,
        outcome: verdict?.outcome ?? null,
        tier: verdict?.outcome === "publishable" ? verdict.tier : null,
        error: job.error,
      };
    }),
  };
}

export function trialsCard(output: TemplateTrialsValue, language: Language): Card {
  const words = texts(language);
  const { trials } = output;
  const [newest] = trials;
  if (!newest) return { title: words.templates.noTrials(output.title), buttons: [tryButton(output, language)] };
  const done = trials.filter((trial) => !trial.isOpen).length;
  const warnings = warningsOf(output, language);
  return {
    title: trials.length === 1 ? words.templates.trialOf(output.title) : words.templates.trialsTitle(output.title),
    ...(warnings.length > 0 ? { tone: "warning" as const, text: warnings.join(" ") } : {}),
    progress: { done, total: trials.length, label: words.templates.trialProgress(done, trials.length) },
    images: trials.flatMap((trial) => trialImage(trial, output, language)),
    ...(done === trials.length ? { buttons: [tryButton(output, language, newest)] } : {}),
    note: [
      words.templates.trialNote,
      ...(trials.some(({ synthetic }) => synthetic) ? [words.common.offlineNote] : []),
    ].join(" "),
    live: {
      topic: `set:${setOfTrials(output.template)}`,
      command: "template.trials",
      input: { template: output.template, limit: output.limit },
      finished: done === trials.length,
    },
  };
}

/** Each once, in the order of weight. */
function warningsOf({ trials, tier }: TemplateTrialsValue, language: Language): string[] {
  const words = texts(language);
  const isWithheld = trials.some(({ outcome }) => outcome === "rejected" || outcome === "quarantined");
  const higher = trials.find((trial) => trial.tier !== null && TIERS.indexOf(trial.tier) > TIERS.indexOf(tier))?.tier;
  return [
    ...new Set(trials.flatMap(({ error }) => error ?? [])),
    ...(isWithheld ? [words.templates.withheld] : []),
    ...(higher ? [words.templates.higherTier(words.batch.tiers[higher])] : []),
    ...(trials.some(({ outcome }) => outcome === "held") ? [words.templates.notExamined] : []),
  ];
}

function trialImage(trial: TrialValue, output: TemplateTrialsValue, language: Language): CardImage[] {
  if (!trial.imageKey) return [];
  const words = texts(language);
  const told = [
    words.templates.trialSeed(trial.name, trial.seed),
    ...(trial.tier ? [words.templates.readsAs(words.batch.tiers[trial.tier])] : []),
  ];
  return [
    {
      key: trial.imageKey,
      ...(trial.thumbnailKey ? { thumbnailKey: trial.thumbnailKey } : {}),
      alt: words.templates.trialAlt(output.title, trial.name),
      caption: told.join(" · "),
    },
  ];
}

function tryButton({ template }: TemplateTrialsValue, language: Language, newest?: TrialValue) {
  const words = texts(language).templates;
  return newest
    ? { label: words.again, command: "template.try", input: { template, avatar: newest.avatar } }
    : {
        label: words.tryIt,
        command: "template.try",
        input: { template },
        ask: { field: "avatar", label: words.tryFor },
      };
}
