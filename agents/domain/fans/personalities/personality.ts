// A fan played from a script: what an evaluation runs an avatar's answers against. Offline and without cost.
import type { Random } from "../../../kernel/random.ts";

export interface Personality {
  readonly name: string;
  readonly language: "en" | "es";
  /** Who they are, in the words of a person. */
  readonly about: string;
  /** What a model that plays them wants of the conversation. */
  readonly goal: string;
  /** How they write and take things, to the same model. */
  readonly temper: string;
  /** Minutes until they write again, at least and at most. */
  readonly pauseMinutes: readonly [number, number];
  /** One line is drawn from each entry, in order; then the last entry repeats. */
  readonly lines: readonly (readonly string[])[];
  /** What they say to an offer. */
  readonly toOffer: "buys" | "refuses" | "ignores";
  readonly buyingLines: readonly string[];
}

/** What they write next. @param sawOffer the last answer brought one */
export function nextLine(
  personality: Personality,
  { turn, sawOffer }: { readonly turn: number; readonly sawOffer: boolean },
  random: Random,
): string {
  const pick = (choices: readonly string[]) => choices[Math.floor(random() * choices.length)] ?? "";
  if (sawOffer && personality.toOffer !== "ignores") return pick(personality.buyingLines);
  return pick(personality.lines[turn] ?? personality.lines.at(-1) ?? []);
}

export function pauseMs({ pauseMinutes: [least, most] }: Personality, random: Random): number {
  return Math.round((least + random() * (most - least)) * 60_000);
}
