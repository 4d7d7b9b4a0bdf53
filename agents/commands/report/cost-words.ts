// Names of the groups of a cost report and of what belongs to none, for table and picture alike.
import type { CostGroup } from "../../domain/money/cost-report.ts";
import { type Language, texts } from "../../texts/texts.ts";

export function costGroupWord(by: CostGroup, language: Language): string {
  return texts(language).studio.costs.groups[by];
}

export function costKeyWord(by: CostGroup, key: string, language: Language): string {
  return key === "" ? texts(language).studio.costs.noneOf[by] : key;
}
