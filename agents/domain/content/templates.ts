// All shipped templates: 50, in 10 categories of 5 (domain 3). Operators add their own as rows (templates/catalogue.ts).
import { ARTISTIC_TEMPLATES } from "./templates/artistic.ts";
import { BEACH_TEMPLATES } from "./templates/beach.ts";
import { EVENING_TEMPLATES } from "./templates/evening.ts";
import { FASHION_TEMPLATES } from "./templates/fashion.ts";
import { FITNESS_TEMPLATES } from "./templates/fitness.ts";
import { GLAMOUR_TEMPLATES } from "./templates/glamour.ts";
import { LIFESTYLE_TEMPLATES } from "./templates/lifestyle.ts";
import { NATURE_TEMPLATES } from "./templates/nature.ts";
import type { Template } from "./templates/template.ts";
import { URBAN_TEMPLATES } from "./templates/urban.ts";
import { WELLNESS_TEMPLATES } from "./templates/wellness.ts";

export const TEMPLATES: readonly Template[] = [
  ...FITNESS_TEMPLATES,
  ...LIFESTYLE_TEMPLATES,
  ...GLAMOUR_TEMPLATES,
  ...BEACH_TEMPLATES,
  ...URBAN_TEMPLATES,
  ...NATURE_TEMPLATES,
  ...ARTISTIC_TEMPLATES,
  ...WELLNESS_TEMPLATES,
  ...FASHION_TEMPLATES,
  ...EVENING_TEMPLATES,
];

const BY_KEY: ReadonlyMap<string, Template> = new Map(TEMPLATES.map((template) => [template.key, template]));

/** A shipped template, or null for an unknown key. */
export function findTemplate(key: string): Template | null {
  return BY_KEY.get(key) ?? null;
}
