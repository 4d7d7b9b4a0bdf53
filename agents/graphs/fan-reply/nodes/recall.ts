// Persona facts and this fan's memories that fit what was said. The query is scoped by avatar and fan (trust T6).
import { searchFanMemories, searchPersonaFacts } from "../../../../prisma/vectors.ts";
import type { Recall, Turn } from "../state.ts";

const PERSONA_FACTS = 4;
const FAN_MEMORIES = 4;

export async function recall(turn: Turn): Promise<{ recall: Recall }> {
  const { context, snapshot, understanding, now } = turn;
  const [embedding] = await context.embedder.embed([understanding.text.slice(0, 2_000)], turn.signal);
  if (!embedding?.some((value) => value !== 0)) return { recall: { persona: [], memories: [] } };
  const { prisma } = context.database;
  const query = { embedding, embeddingModel: context.embedder.info.model, now };
  const [persona, memories] = await Promise.all([
    searchPersonaFacts(prisma, { ...query, avatarId: snapshot.avatar.id, limit: PERSONA_FACTS }),
    searchFanMemories(prisma, { ...query, avatarId: snapshot.avatar.id, fanId: snapshot.fan.id, limit: FAN_MEMORIES }),
  ]);
  return { recall: { persona: persona.map((fact) => fact.text), memories: memories.map((memory) => memory.text) } };
}
