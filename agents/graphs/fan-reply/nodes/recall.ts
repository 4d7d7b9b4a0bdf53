// Persona facts, this fan's memories, and what she told this fan of herself, that fit what was said. The query is scoped by avatar and fan (trust T6).
import { recall as recallRows } from "../../../../prisma/vectors.ts";
import { paidEmbed } from "../../paid-embed.ts";
import type { Recall, Turn } from "../state.ts";

const PERSONA_FACTS = 4;
const FAN_MEMORIES = 4;
const SAID_FACTS = 6;

export async function recall(turn: Turn): Promise<{ recall: Recall }> {
  const { context, snapshot, understanding, now } = turn;
  const said = [understanding.text, ...understanding.shown].join("\n").trim();
  const subject = { avatarId: snapshot.avatar.id, conversationId: snapshot.conversation.id };
  const [embedding] = await paidEmbed(context, [said.slice(0, 2_000)], turn.signal, subject, turn.settlements);
  if (!embedding?.some((value) => value !== 0)) return { recall: { persona: [], memories: [], said: [] } };
  const {
    persona,
    memories,
    said: told,
  } = await recallRows(context.database.pool, {
    embedding,
    embeddingModel: context.embedder.info.model,
    now,
    avatarId: snapshot.avatar.id,
    fanId: snapshot.fan.id,
    personaFacts: PERSONA_FACTS,
    fanMemories: FAN_MEMORIES,
    saidFacts: SAID_FACTS,
  });
  return {
    recall: {
      persona: persona.map((fact) => fact.text),
      memories: memories.map((memory) => memory.text),
      said: told.map(({ day, text }) => ({ day, text })),
    },
  };
}
