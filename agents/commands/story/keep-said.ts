// What the avatar told a fan of herself is kept once the answer is on its way, so that the fan does not wait for it.
import { storeSaidFacts } from "../../../prisma/vectors.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import type { Replier, Turn } from "../../graphs/fan-reply/state.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";

/** The same replier, and the turns it has made. */
export function listenTo(replier: Replier): { readonly replier: Replier; readonly turns: readonly Turn[] } {
  const turns: Turn[] = [];
  const invoke: Replier["invoke"] = async (start) => {
    const turn = await replier.invoke(start);
    turns.push(turn);
    return turn;
  };
  return { replier: { invoke }, turns };
}

/** Nothing where the answer does not stand, nothing was said, or the fan asked that nothing be remembered. */
export async function keepSaid(context: AppContext, turn: Turn): Promise<void> {
  const { snapshot, draft, now } = turn;
  const { avatar, conversation, fan, unanswered } = snapshot;
  const said = [...new Set(draft?.said ?? [])];
  const upToSeq = unanswered.at(-1)?.seq;
  if (said.length === 0 || upToSeq === undefined || fan.memoryOffAt !== null) return;
  const vectors = await embedSaid(context, turn, said);
  const day = dayIn(avatar.timeZone, now);
  const { model: embeddingModel } = context.embedder.info;
  const facts = said.map((text, index) => {
    const vector = vectors[index];
    const embedding = vector?.some((value) => value !== 0) ? vector : null;
    return { id: context.ids.next("said"), text, day, embedding, embeddingModel };
  });
  const answer = { conversationId: conversation.id, upToSeq, text: draft.text };
  await storeSaidFacts(context.database.pool, answer, facts, now);
}

/** Without money, or a server that answers, they are found by their age alone. */
async function embedSaid(context: AppContext, { snapshot, signal }: Turn, said: readonly string[]) {
  const { avatar, conversation } = snapshot;
  try {
    return await paidEmbed(context, said, signal, { avatarId: avatar.id, conversationId: conversation.id });
  } catch (thrown) {
    context.log.warn("what was said is not embedded", {
      conversationId: conversation.id,
      code: toAppError(thrown).code,
    });
    return [];
  }
}
