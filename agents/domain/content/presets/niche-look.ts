// What a niche adds to any preset: two keywords, styling, and the light it is usually seen in. English, for picture models.
import type { Niche } from "../../avatars/drafting/niche-words.ts";

interface NicheLook {
  readonly keywords: readonly [string, string];
  readonly styling: string;
  /** Words that choose among a preset's own light suggestions. */
  readonly light: string;
}

const NICHE_LOOKS: Readonly<Record<Niche, NicheLook>> = {
  fitness: { keywords: ["active", "strong"], styling: "performance sportswear", light: "early morning high key" },
  beach: { keywords: ["sun-kissed", "salty air"], styling: "linen and coastal textures", light: "golden hour bright" },
  art: { keywords: ["painterly", "handmade"], styling: "studio clothes with paint marks", light: "north window" },
  fashion: { keywords: ["styled", "tailored"], styling: "considered designer layers", light: "studio dramatic" },
  cooking: { keywords: ["homely", "fresh produce"], styling: "rolled sleeves and an apron", light: "soft window" },
  gaming: { keywords: ["playful glow", "tech details"], styling: "bold street layers", light: "coloured light" },
  travel: { keywords: ["wanderlust", "on the road"], styling: "worn leather and light scarves", light: "golden hour" },
  music: { keywords: ["rhythmic", "backstage mood"], styling: "vintage stage pieces", light: "coloured rim dramatic" },
  wellness: { keywords: ["calm", "mindful"], styling: "soft earth-toned knitwear", light: "soft sunrise" },
  books: { keywords: ["quiet", "literary"], styling: "cardigans and tweed", light: "soft window" },
  nature: { keywords: ["outdoorsy", "open air"], styling: "outdoor layers and boots", light: "dappled shade natural" },
  nightlife: { keywords: ["after dark", "city glow"], styling: "satin and sharp tailoring", light: "dramatic rim" },
  lifestyle: { keywords: ["everyday", "approachable"], styling: "relaxed neutral outfits", light: "soft natural" },
};

/** null for a niche that is not in the table. */
export function nicheLook(niche: string): NicheLook | null {
  const name = niche.trim().toLowerCase();
  return Object.hasOwn(NICHE_LOOKS, name) ? NICHE_LOOKS[name as Niche] : null;
}
