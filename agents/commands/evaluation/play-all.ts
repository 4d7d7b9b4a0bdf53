// Many imagined conversations with one persona, and what they come to.
import pLimit from "p-limit";
import type { Personality } from "../../domain/fans/personalities/personality.ts";
import { type ScoredConversation, scoreConversations } from "../../domain/fans/scorecard.ts";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import type { CommandContext } from "../context.ts";
import { confine } from "./confine.ts";
import { type Cost, costOf } from "./cost-of.ts";
import { fanCostsOf, type Played, playConversation } from "./play-conversation.ts";
import type { Scores } from "./scores.ts";

/** Conversations that are played at the same time. */
export const PARALLEL = 5;

export interface PlayPlan {
  readonly avatarId: string;
  readonly persona: Readonly<Record<string, unknown>>;
  readonly personalities: readonly Personality[];
  readonly conversations: number;
  readonly turns: number;
  readonly seed: number;
  readonly playedByModel: boolean;
}

export interface PlayResult {
  readonly scores: Scores;
  /** In the order of their seeds. */
  readonly scored: readonly ScoredConversation[];
  /** Of the fans' own lines. */
  readonly fans: Cost;
  /** The first as it went. */
  readonly sample: readonly { readonly heard: string; readonly said: string[] }[];
}

export async function playAll(context: CommandContext, plan: PlayPlan): Promise<PlayResult> {
  const { avatarId, persona, personalities, turns, playedByModel } = plan;
  const confined = confine(context);
  const replier = buildFanReplyGraph();
  const limit = pLimit(PARALLEL);
  const played = await Promise.all(
    Array.from({ length: plan.conversations }, (_, index) =>
      limit(async () => {
        const personality = personalities[index % personalities.length] ?? personalities[0];
        if (!personality) throw new Error("there is always somebody who writes");
        const seed = plan.seed * 10_000 + index;
        const options = { avatarId, persona, personality, seed, turns, playedByModel };
        return await playConversation(confined, replier, options, context.signal);
      }),
    ),
  );
  const scored = played.map(scoredOf);
  const ids = played.map(({ conversationId }) => conversationId);
  const [answers, fans] = await Promise.all([costOf(context, ids), costOf(context, ids.map(fanCostsOf))]);
  const [first] = played;
  return {
    scores: { ...scoreConversations(scored), ...answers },
    scored,
    fans,
    sample: (first?.turns ?? []).map(({ heard, said }) => ({ heard, said: said.map(({ text }) => text) })),
  };
}

function scoredOf({ personality, turns, paidCents }: Played): ScoredConversation {
  return {
    personality: personality.name,
    language: personality.language,
    paidCents: paidCents.reduce((sum, cents) => sum + cents, 0),
    turns: turns.map(({ heard, turn, said }) => ({
      heard,
      intent: turn.understanding.intent,
      language: turn.understanding.language,
      said,
      replaced: turn.draft?.replaced ?? null,
      handedOver: turn.understanding.handover !== null,
    })),
  };
}
