// The facts of a persona as vectors: made before the transaction that stores them, for a model is never called inside one.
import { storePersonaFact } from "../../../prisma/vectors.ts";
import { type Persona, personaFacts } from "../../domain/avatars/persona.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";

/** Marks facts that come from the fields, as against those learnt otherwise. */
export const PERSONA_SOURCE = "persona";

export interface EmbeddedFact {
  readonly text: string;
  readonly embedding: readonly number[];
}

export function factTexts(persona: Partial<Persona>, language: string): string[] {
  return personaFacts(persona, isLanguage(language) ? language : "en");
}

/**
 * A text without any direction (no letters) is left out: nothing could find it.
 * @param avatarId whom it is charged to, once she has a row
 */
export async function embedFacts(
  context: CommandContext,
  facts: readonly string[],
  avatarId?: string,
): Promise<EmbeddedFact[]> {
  const subject = { operatorId: context.actor.id, ...(avatarId === undefined ? {} : { avatarId }) };
  const vectors = await paidEmbed(context, facts, context.signal, subject);
  return facts.flatMap((text, index) => {
    const embedding = vectors[index];
    return embedding?.some((value) => value !== 0) ? [{ text, embedding }] : [];
  });
}

export async function storeFacts(
  context: CommandContext,
  tx: Transaction,
  avatarId: string,
  facts: readonly EmbeddedFact[],
): Promise<void> {
  const embeddingModel = context.embedder.info.model;
  for (const fact of facts) {
    const row = { id: context.ids.next("fact"), avatarId, source: PERSONA_SOURCE, now: context.clock.now() };
    await storePersonaFact(tx, { ...row, ...fact, embeddingModel });
  }
}
