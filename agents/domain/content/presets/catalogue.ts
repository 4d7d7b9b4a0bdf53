// Every preset a workspace has: the six shipped ones and the operators' own (domain 2).
import { PRESETS, type Preset } from "../presets.ts";

export interface CataloguePreset extends Preset {
  /** Whether an operator wrote it. */
  readonly isOwn: boolean;
  /** Raised by every change of the wording; a shipped one stays at 1. */
  readonly version: number;
}

/** As its table keeps it. */
export interface OwnPreset extends Preset {
  readonly version: number;
}

export interface PresetCatalogue {
  /** Shipped ones first. */
  readonly all: readonly CataloguePreset[];
  readonly find: (key: string) => CataloguePreset | null;
}

/** An operator's own keeps its key, should a later release ship the same. */
export function presetCatalogue(own: readonly OwnPreset[]): PresetCatalogue {
  const byKey = new Map<string, CataloguePreset>([
    ...PRESETS.map((preset) => [preset.key, { ...preset, isOwn: false, version: 1 }] as const),
    ...own.map((preset) => [preset.key, { ...plainPreset(preset), isOwn: true, version: preset.version }] as const),
  ]);
  return { all: [...byKey.values()], find: (key) => byKey.get(key) ?? null };
}

/** Without what else its row holds. */
function plainPreset({ key, prompt, negative, keywords, lighting, poses, cfg, steps }: Preset): Preset {
  return { key, prompt, negative, keywords, lighting, poses, cfg, steps };
}
