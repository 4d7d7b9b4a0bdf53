// The shape of what the example's fans and its creator say to each other.
import type { RefusalReason } from "../../domain/fans/intent.ts";

/** A fan's message and the answer to it. */
export interface Exchange {
  readonly fan: string;
  readonly avatar: string;
  /** What the creator remembers of it, if anything. */
  readonly remembers?: string;
}

export interface ChatScript {
  readonly names: readonly string[];
  readonly greetings: readonly Exchange[];
  readonly topics: readonly Exchange[];
  /** Asks for more pictures; the answer leads to the question of age. */
  readonly asks: readonly Exchange[];
  /** The fan's answer to the question of age, and what introduces the offer. */
  readonly adults: readonly Exchange[];
  readonly refusals: readonly (Exchange & { readonly reason: RefusalReason })[];
  readonly thanks: readonly Exchange[];
  readonly botQuestions: readonly string[];
  readonly goodbyes: readonly string[];
  readonly optOuts: readonly string[];
}
