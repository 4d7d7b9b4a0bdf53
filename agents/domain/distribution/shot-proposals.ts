// Which shots to plan more of, and which no more, by what an avatar's posts did. Pure.
import type { Effect } from "./shrunk-effects.ts";

/** Fewer posts than this are an anecdote. */
export const PROPOSAL_POSTS = 5;
/** Better or worse by less is not worth a change of plan. */
const WINNER_FACTOR = 1.3;
const LOSER_FACTOR = 0.7;
/** However well a shot does, a feed of nothing else does not. */
const MOST_WEIGHT = 3;

export interface ShotProposal {
  readonly templateKey: string;
  readonly kind: "more" | "stop";
  /** What the planner would use; 0: not at all. */
  readonly weight: number;
  readonly factor: number;
  readonly posts: number;
}

/** Only where the doubt is on one side of the usual: the whole interval is above 1, or below it. */
export function shotProposals(effects: readonly Effect[]): ShotProposal[] {
  return effects.flatMap(({ key, posts, factor, low, high }): ShotProposal[] => {
    if (posts < PROPOSAL_POSTS) return [];
    const found = { templateKey: key, factor, posts };
    if (low > 1 && factor >= WINNER_FACTOR)
      return [{ ...found, kind: "more", weight: Math.min(MOST_WEIGHT, Number(factor.toFixed(2))) }];
    if (high < 1 && factor <= LOSER_FACTOR) return [{ ...found, kind: "stop", weight: 0 }];
    return [];
  });
}
