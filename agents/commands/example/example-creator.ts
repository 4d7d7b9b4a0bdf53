// Who the example creator is, and the outline of her month. All of it is data; what follows from it is computed.
import type { Persona } from "../../domain/avatars/persona.ts";
import type { Tier } from "../../domain/content/tier.ts";

export const EXAMPLE_DAYS = 30;
export const EXAMPLE_SEED = 20261124;

export const EXAMPLE_CREATOR = {
  name: "Luna Vega",
  slug: "luna-vega",
  handle: "luna.vega.example",
  age: 27,
  language: "en",
  languages: ["en", "es"],
  timeZone: "Europe/Madrid",
  brief:
    "A warm and playful fitness and beach creator from Barcelona who loves early runs by the sea, yoga, good coffee and vinyl records. She speaks English and Spanish.",
} as const;

/** What an operator would polish by hand after the draft. */
export const EXAMPLE_EDITS: Partial<Persona> = {
  catchphrase: "Soft mornings, strong days.",
  goals: [
    "run a half marathon without hurrying",
    "show that training can be gentle",
    "find the best cortado of the city",
    "fill one shelf with soul records",
  ],
};

export interface ExampleBatch {
  readonly daysAgo: number;
  readonly count: number;
  readonly tier: Tier;
  readonly preset: string;
  /** The first ones were published, the last ones still wait for a look. */
  readonly published: number;
  readonly toReview: number;
}

export const EXAMPLE_BATCHES: readonly ExampleBatch[] = [
  { daysAgo: 29, count: 8, tier: "safe", preset: "fitness_athletic", published: 8, toReview: 0 },
  { daysAgo: 18, count: 8, tier: "safe", preset: "lifestyle_casual", published: 6, toReview: 2 },
  { daysAgo: 9, count: 8, tier: "suggestive", preset: "beach_vacation", published: 0, toReview: 0 },
];

/** The starter pack (domain 8): all of the last batch and what is missing from the one before. */
export const EXAMPLE_PACK_STEP = "starter";

/** What becomes of a fan's conversation. */
export type Plot = "chat" | "buyer" | "refunded" | "refuser" | "undecided" | "bot_question" | "goodbye" | "opt_out";

/** One a fan, in order of arrival; the pack exists for the last nine days. */
export const EXAMPLE_PLOTS: readonly {
  readonly language: "en" | "es";
  readonly plot: Plot;
  readonly daysAgo: number;
}[] = [
  { language: "en", plot: "chat", daysAgo: 28 },
  { language: "es", plot: "chat", daysAgo: 27 },
  { language: "en", plot: "bot_question", daysAgo: 26 },
  { language: "en", plot: "chat", daysAgo: 25 },
  { language: "es", plot: "goodbye", daysAgo: 24 },
  { language: "en", plot: "chat", daysAgo: 23 },
  { language: "en", plot: "opt_out", daysAgo: 22 },
  { language: "es", plot: "chat", daysAgo: 21 },
  { language: "en", plot: "chat", daysAgo: 19 },
  { language: "en", plot: "goodbye", daysAgo: 17 },
  { language: "es", plot: "chat", daysAgo: 15 },
  { language: "en", plot: "chat", daysAgo: 13 },
  { language: "en", plot: "chat", daysAgo: 12 },
  { language: "es", plot: "bot_question", daysAgo: 11 },
  { language: "en", plot: "undecided", daysAgo: 7.9 },
  { language: "es", plot: "buyer", daysAgo: 7.7 },
  { language: "en", plot: "buyer", daysAgo: 7.2 },
  { language: "en", plot: "refuser", daysAgo: 6.9 },
  { language: "es", plot: "refuser", daysAgo: 6.6 },
  { language: "en", plot: "refunded", daysAgo: 6.2 },
  { language: "en", plot: "refuser", daysAgo: 5.8 },
  { language: "es", plot: "undecided", daysAgo: 5.4 },
  { language: "en", plot: "buyer", daysAgo: 5 },
  { language: "en", plot: "refuser", daysAgo: 4.5 },
  { language: "es", plot: "buyer", daysAgo: 4 },
  { language: "en", plot: "undecided", daysAgo: 3.4 },
  { language: "en", plot: "buyer", daysAgo: 3 },
  { language: "es", plot: "chat", daysAgo: 2.5 },
  { language: "en", plot: "refuser", daysAgo: 2 },
  { language: "es", plot: "chat", daysAgo: 1.6 },
];
