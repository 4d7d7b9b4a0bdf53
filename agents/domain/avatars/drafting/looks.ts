// Words for an appearance in picture prompts. Always English, because picture models read it best; always adult.
import type { Niche } from "./niche-words.ts";

export const HAIR =
  "long dark wavy hair; short black bob; copper curls; honey blonde shoulder-length hair; silver-streaked brown hair; tight natural curls; straight chestnut hair; braided dark hair".split(
    "; ",
  );
export const MEN_HAIR =
  "short dark curls; swept-back chestnut hair; cropped black hair; sandy textured hair; silver-streaked brown hair; tied-back dark hair".split(
    "; ",
  );
export const EYES = "hazel eyes; deep brown eyes; green eyes; grey-blue eyes; amber eyes; dark almond eyes".split("; ");

export const BUILD_AND_STYLE: Readonly<Record<Niche, { readonly build: string; readonly style: string }>> = {
  fitness: { build: "athletic toned build", style: "clean sportswear" },
  beach: { build: "fit sun-tanned build", style: "linen and swimwear" },
  art: { build: "slender build", style: "paint-stained shirts and silver rings" },
  fashion: { build: "tall slim build", style: "tailored designer pieces" },
  cooking: { build: "curvy build", style: "rolled sleeves and a dark apron" },
  gaming: { build: "compact build", style: "oversized jackets and bold headphones" },
  travel: { build: "lean build", style: "worn leather jacket and scarf" },
  music: { build: "slim build", style: "vintage stage jackets" },
  wellness: { build: "graceful build", style: "soft earth-toned knitwear" },
  books: { build: "soft build", style: "tweed, cardigans and round glasses" },
  nature: { build: "strong build", style: "outdoor layers and boots" },
  nightlife: { build: "elegant build", style: "satin dresses and sharp suits" },
  lifestyle: { build: "natural build", style: "relaxed neutral outfits" },
};

/** Upper age of each range (domain 2) and its words. */
export const AGE_WORDS: readonly { readonly upTo: number; readonly words: string }[] = [
  { upTo: 24, words: "in the early twenties" },
  { upTo: 28, words: "in the late twenties" },
  { upTo: 34, words: "around thirty" },
  { upTo: 38, words: "in the late thirties" },
  { upTo: 45, words: "around forty" },
  { upTo: Number.POSITIVE_INFINITY, words: "with mature elegance" },
];
