// Every template a workspace has: the shipped ones and the operators' own (domain 3).

import { TEMPLATES } from "../templates.ts";
import { DEFAULT_EXPLICITNESS, type Tier } from "../tier.ts";
import { ASPECT_RATIOS, CATEGORIES, type Template } from "./template.ts";

export interface CatalogueTemplate extends Template {
  /** Whether an operator wrote it. */
  readonly isOwn: boolean;
  /** Raised by every change of the wording; a shipped one stays at 1. */
  readonly version: number;
  /** Whether batches may use it. */
  readonly isActive: boolean;
}

/** As its table keeps it. */
export interface OwnTemplate {
  readonly key: string;
  readonly version: number;
  readonly category: string;
  readonly tier: Tier;
  readonly prompt: string;
  readonly pose: string;
  readonly lighting: string;
  readonly angle: string;
  readonly aspectRatio: string;
  readonly niches: readonly string[];
  readonly tags: readonly string[];
  readonly active: boolean;
}

export interface TemplateCatalogue {
  /** Shipped ones first, also those that are switched off. */
  readonly all: readonly CatalogueTemplate[];
  /** What a batch may choose from. */
  readonly usable: readonly CatalogueTemplate[];
  readonly find: (key: string) => CatalogueTemplate | null;
}

/** Should a later release ship a key that an operator took, the operator's stays: nobody's wording changes by an update. */
export function templateCatalogue(own: readonly OwnTemplate[]): TemplateCatalogue {
  const shipped = TEMPLATES.map((template) => ({ ...template, isOwn: false, version: 1, isActive: true }));
  const byKey = new Map<string, CatalogueTemplate>(
    [...shipped, ...own.map(fromRow)].map((template) => [template.key, template]),
  );
  const all = [...byKey.values()];
  return { all, usable: all.filter(({ isActive }) => isActive), find: (key) => byKey.get(key) ?? null };
}

/** A category or ratio that is not offered any more becomes the usual one. */
function fromRow({ active, ...row }: OwnTemplate): CatalogueTemplate {
  return {
    key: row.key,
    category: CATEGORIES.find((category) => category === row.category) ?? "lifestyle",
    tier: row.tier,
    explicitness: DEFAULT_EXPLICITNESS[row.tier],
    prompt: row.prompt,
    pose: row.pose,
    lighting: row.lighting,
    angle: row.angle,
    aspectRatio: ASPECT_RATIOS.find((ratio) => ratio === row.aspectRatio) ?? "4:5",
    niches: row.niches,
    tags: row.tags,
    isOwn: true,
    version: row.version,
    isActive: active,
  };
}
