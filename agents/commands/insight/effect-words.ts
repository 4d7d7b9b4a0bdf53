// Learned effects as a person reads them.
import { HOOK_KINDS } from "../../domain/distribution/caption-hook.ts";
import type { Effect } from "../../domain/distribution/shrunk-effects.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { EffectGroup } from "./learned-effects.ts";

export type FindTitle = (templateKey: string) => string;

export function effectName(group: EffectGroup, key: string, language: Language, titleOf: FindTitle): string {
  const words = texts(language).insights;
  switch (group) {
    case "hour":
      return words.hourOf(Number(key));
    case "weekday":
      return words.weekdays[Number(key)] ?? key;
    case "hook": {
      const kind = HOOK_KINDS.find((each) => each === key);
      return kind ? words.hooks[kind] : key;
    }
    case "hashtag":
      return `#${key}`;
    default:
      return titleOf(key);
  }
}

/** "2.1x" */
export function factorWords(factor: number, language: Language): string {
  return texts(language).insights.times(factor.toFixed(1));
}

/** Whether the doubt is all on one side of the usual. */
export const standsOut = ({ low, high }: Pick<Effect, "low" | "high">): boolean => low > 1 || high < 1;
