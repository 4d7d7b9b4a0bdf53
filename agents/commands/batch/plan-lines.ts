// What a run card says of a planned batch: the shots, who makes them for how much, what is missing and what repeats.
import type { BatchPlan } from "../../domain/content/batch-plan.ts";
import { AS_WRITTEN } from "../../domain/content/shot-variation.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { TIERS } from "../../domain/content/tier.ts";
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { variationName } from "../piece/variation-name.ts";
import { shotName } from "../template/shot-name.ts";
import type { BatchQuote } from "./batch-work.ts";

const SHOTS_NAMED = 8;

export function shotNames({ shots }: BatchPlan, templates: TemplateCatalogue, language: Language): string {
  const names = shots.map(({ templateKey, variation }) => {
    const title = shotName(templateKey, templates, language);
    return variation === AS_WRITTEN ? title : `${title} (${variationName(variation, language)})`;
  });
  return names.length > SHOTS_NAMED ? `${names.slice(0, SHOTS_NAMED).join("; ")} …` : names.join("; ");
}

/** One vendor with its price on a line of its own; several each with their share. */
export function quoteLines(quotes: readonly BatchQuote[], language: Language) {
  const words = texts(language).batch;
  const [only, ...others] = quotes;
  if (only && others.length === 0) {
    const { info, costMicros } = only;
    return [
      { label: words.provider, value: `${info.provider} · ${info.model}` },
      ...(costMicros > 0 ? [{ label: words.pricePerPicture, value: formatUsd(costMicros) }] : []),
    ];
  }
  return quotes.map(({ info, count, costMicros }) => ({
    label: words.provider,
    value: words.of(count, `${info.provider} · ${info.model}, ${words.each(formatUsd(costMicros))}`),
  }));
}

export function shortfallLines({ shortfall, repeats }: BatchPlan, language: Language) {
  const words = texts(language).batch;
  return [
    ...shortfall.map(({ tier, wanted, given }) => ({
      label: words.shortfall,
      value: words.shortfallValue(wanted - given, words.tiers[tier]),
    })),
    ...TIERS.flatMap((tier) => {
      const count = repeats[tier] ?? 0;
      return count === 0 ? [] : [{ label: words.repeats, value: words.repeatsValue(count, words.tiers[tier]) }];
    }),
  ];
}
