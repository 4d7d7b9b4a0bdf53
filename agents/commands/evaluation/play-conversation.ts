// One imagined conversation from the first line to the last: the fan's script, the turn's graph, the send gate's judgement.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import { nextLine, type Personality, pauseMs } from "../../domain/fans/personalities/personality.ts";
import { maySend } from "../../domain/trust/send-gate.ts";
import type { PlannedMessage, Replier, Turn } from "../../graphs/fan-reply/state.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { seededRandom } from "../../kernel/random.ts";
import type { AppContext } from "../context.ts";
import { type Imagined, imagine, locksOf, pay, remember, snapshotOf } from "./imagined-thread.ts";

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
}

export async function playConversation(
  context: AppContext,
  replier: Replier,
  { avatarId, persona, personality, seed, turns: wanted }: PlayOptions,
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
  for (let index = 0; index < wanted; index += 1) {
    const heard = nextLine(personality, { turn: index, sawOffer }, random);
    if (sawOffer && personality.toOffer === "buys")
      paidCents.push(...[pay(thread, now)].filter((cents) => cents !== null));
    now = new Date(now.getTime() + pauseMs(personality, random));
    const snapshot = snapshotOf(thread, heard, now);
    const turn = await replier.invoke({ context, snapshot, now, signal, trust: [] });
    const said = turn.messages.slice(0, lettingThrough(thread, turn));
    remember(thread, turn, said.length);
    turns.push({ heard, turn, said });
    sawOffer = said.some(({ kind }) => kind === "offer");
  }
  const { stage, score } = thread.conversation;
  return { personality, conversationId: thread.conversation.id, turns, paidCents, stage, score };
}

/** How many of the answer's messages the gate lets out: the first it stops ends the answer. */
function lettingThrough(thread: Imagined, { messages, snapshot, understanding, now }: Turn): number {
  const { conversation } = snapshot;
  const stopped = messages.findIndex(
    ({ kind }) =>
      !maySend(
        {
          ...conversation,
          ...locksOf(understanding.guards, conversation, now),
          kind,
          // The widest window there is: it is not what is tried here.
          platform: "telegram",
          byHuman: false,
          avatarState: "active",
          killSwitch: false,
          autonomy: conversation.autonomy === "off" ? "off" : "auto",
          approved: false,
          closedByPlatform: false,
          blockedAt: null,
          noOfferUntil: kind === "offer" ? conversation.noOfferUntil : null,
          unansweredOut: 0,
          sentSinceInbound: 0,
          offersToday: thread.offers.filter(({ shownAt }) => shownAt && now.getTime() - shownAt.getTime() < DAY_MS)
            .length,
        },
        now,
      ).allowed,
  );
  return stopped === -1 ? messages.length : stopped;
}
