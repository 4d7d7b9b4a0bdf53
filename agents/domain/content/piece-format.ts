// What the pieces of a batch are: single pictures, carousels of several, or stories.
import { seededRandom } from "../../kernel/random.ts";
import type { Shot } from "./batch-plan.ts";
import { nextVariation } from "./shot-variation.ts";
import type { Template } from "./templates/template.ts";

export const PIECE_FORMATS = ["post", "carousel", "story"] as const;
export type PieceFormat = (typeof PIECE_FORMATS)[number];

/** How rows name them. */
export const KIND_OF_FORMAT = { post: "image", carousel: "carousel", story: "story" } as const;

/** Pictures of a carousel: Instagram takes 2 to 10. */
export const CAROUSEL_SIZE = { min: 2, max: 10, usual: 4 } as const;

/** Stories fill a phone, whatever the template says. */
const STORY_ASPECT_RATIO = "9:16";

/** The template as this format takes it. */
export function templateFor<Shaped extends Pick<Template, "aspectRatio">>(
  format: PieceFormat,
  template: Shaped,
): Shaped {
  return format === "story" ? { ...template, aspectRatio: STORY_ASPECT_RATIO } : template;
}

export type Slide = Pick<Shot, "variation" | "seed">;

/**
 * The pictures of one carousel: the planned shot first, then the same scene taken other ways, each with its own seed.
 * The same shot gives the same slides.
 */
export function planSlides(shot: Slide, template: Template, count: number): readonly Slide[] {
  const random = seededRandom(shot.seed);
  const slides: Slide[] = [shot];
  while (slides.length < count) {
    const isTaken = (variation: string) => slides.some((slide) => slide.variation === variation);
    const variation = nextVariation(template, isTaken, random) ?? shot.variation;
    slides.push({ variation, seed: (shot.seed + slides.length) % 2 ** 31 });
  }
  return slides;
}
