// The wording of one element for one fan: of the running experiment, else the standing one, else none. The same for all
// variants: whether a fan takes part never depends on the variant, or their rates could not be compared.
import { allocate } from "./allocation.ts";
import type { ExperimentElement, VariantContent } from "./element.ts";

export interface RunningExperiment {
  readonly id: string;
  readonly element: string;
  /** Of its texts; null: it has none. */
  readonly language: string | null;
  /** What this fan was assigned before. */
  readonly assignedId: string | null;
  readonly variants: readonly {
    readonly id: string;
    readonly allocation: number;
    readonly content: VariantContent;
    readonly stopped: boolean;
  }[];
}

export interface StandingWording {
  readonly element: string;
  readonly language: string | null;
  readonly content: VariantContent;
}

export interface WordingPlace {
  readonly element: ExperimentElement;
  readonly fanId: string;
  readonly language: string;
  /** Slugs of the packs this fan could be offered now; a named pack outside of them is not. */
  readonly packs?: readonly string[];
}

/** Which variant a message shows; absent on a standing wording. */
export interface ShownVariant {
  readonly experimentId: string;
  readonly variantId: string;
}

export interface Wording {
  readonly content: VariantContent;
  readonly variant: ShownVariant | null;
}

export interface Wordings {
  readonly experiments: readonly RunningExperiment[];
  readonly wordings: readonly StandingWording[];
}

const NOTHING: Wording = { content: {}, variant: null };

export function chooseWording({ experiments, wordings }: Wordings, place: WordingPlace): Wording {
  const fits = ({ element, language }: { readonly element: string; readonly language: string | null }) =>
    element === place.element && (language === null || language === place.language);
  const offerable = ({ pack }: VariantContent) => pack === undefined || (place.packs ?? []).includes(pack);
  const standing = wordings.find((wording) => fits(wording) && offerable(wording.content));
  const asIs: Wording = standing ? { content: standing.content, variant: null } : NOTHING;
  const experiment = experiments.find(fits);
  if (!experiment?.variants.every(({ content }) => offerable(content))) return asIs;
  const { id, assignedId, variants } = experiment;
  const assigned = variants.find((variant) => variant.id === assignedId) ?? allocate(id, place.fanId, variants);
  if (assigned.stopped) return asIs;
  const isControl = assigned.content.text === undefined && assigned.content.pack === undefined;
  return {
    content: isControl ? asIs.content : assigned.content,
    variant: { experimentId: id, variantId: assigned.id },
  };
}
