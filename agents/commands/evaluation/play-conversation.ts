// One imagined conversation from the first line to the last: the fan's script, the turn's graph, the send gate's judgement.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import { nextLine, type Personality, pauseMs } from "../../domain/fans/personalities/personality.ts";
import type { PlannedMessage, Replier, Turn } from "../../graphs/fan-reply/state.ts";
import { modelLine } from "../../graphs/played-fan/model-line.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { seededRandom } from "../../kernel/random.ts";
import type { AppContext } from "../context.ts";
import { type Imagined, imagine, pay, remember, snapshotOf } from "./imagined-thread.ts";
import { letThrough } from "./let-through.ts";

export interface PlayedTurn {
  readonly heard: string;
  readonly turn: Turn;
  /** What the gate would have let out, in order. */
  readonly said: readonly PlannedMessage[];
}

export interface Played {
  readonly personality: Personality;
  readonly conversationId: string;
  readonly turns: readonly PlayedTurn[];
  readonly paidCents: readonly number[];
  /** Where it ended. */
  readonly stage: string;
  readonly score: number;
}

export interface PlayOptions {
  readonly avatarId: string;
  readonly persona: ConversationSnapshot["persona"];
  readonly personality: Personality;
  readonly seed: number;
  readonly turns: number;
  /** What the fan writes is the model's; the script where it cannot. Pauses and payments are the script's either way. */
  readonly playedByModel?: boolean;
}

export async function playConversation(
  context: AppContext,
  replier: Replier,
  { avatarId, persona, personality, seed, turns: wanted, playedByModel }: PlayOptions,
  signal: AbortSignal,
): Promise<Played> {
  const random = seededRandom(seed);
  const id = `imagined_${context.ids.next("conversation")}`;
  let now = context.clock.now();
  const { name, language } = personality;
  const thread = await imagine(context, { id, avatarId, persona, name, language, now });
  const turns: PlayedTurn[] = [];
  const paidCents: number[] = [];
  let sawOffer = false;
  const lineAfter = (played: readonly PlayedTurn[]) => ({
    personality,
    avatarId,
    conversationId: fanCostsOf(thread.conversation.id),
    sawOffer,
    past: played.flatMap(({ heard, said }) => [
      { from: "you" as const, text: heard },
      ...said.map(({ text }) => ({ from: "creator" as const, text })),
    ]),
  });
  for (let index = 0; index < wanted; index += 1) {
    const scripted = nextLine(personality, { turn: index, sawOffer }, random);
    const heard = playedByModel ? ((await modelLine(context, lineAfter(turns), signal)) ?? scripted) : scripted;
    if (sawOffer && personality.toOffer === "buys")
      paidCents.push(...[pay(thread, now)].filter((cents) => cents !== null));
    now = new Date(now.getTime() + pauseMs(personality, random));
    const snapshot = snapshotOf(thread, heard, now);
    const turn = await replier.invoke({ context, snapshot, now, signal, trust: [] });
    const said = letThrough(turn, offersOfDay(thread, now));
    remember(thread, turn, said.length);
    turns.push({ heard, turn, said });
    sawOffer = said.some(({ kind }) => kind === "offer");
  }
  const { stage, score } = thread.conversation;
  return { personality, conversationId: thread.conversation.id, turns, paidCents, stage, score };
}

/** What the ledger charges a played fan's own lines to: the answers are counted apart. */
export const fanCostsOf = (conversationId: string): string => `${conversationId}_fan`;

function offersOfDay({ offers }: Imagined, now: Date): number {
  return offers.filter(({ shownAt }) => shownAt && now.getTime() - shownAt.getTime() < DAY_MS).length;
}
