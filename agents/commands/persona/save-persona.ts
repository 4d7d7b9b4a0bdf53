// Writes changed fields of a persona and her facts anew, together: captions and replies never read of two personas.
import { validFields } from "../../domain/avatars/persona.ts";
import type { StoredField } from "../../domain/avatars/persona-readiness.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { consentedNames } from "../avatar/likeness.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { type LoadedPersona, languageOf, valuesOf } from "./load-persona.ts";
import { embedFacts, factTexts, PERSONA_SOURCE, storeFacts } from "./persona-facts.ts";
import { recordJudged, requireFitPersona } from "./refuse-persona.ts";

/**
 * @param before as it was read: `changed` goes with it
 * @throws AppError `refused` by trust, `conflict` when somebody else changed the persona meanwhile
 */
export async function savePersona(
  context: CommandContext,
  before: LoadedPersona,
  changed: readonly StoredField[],
  inputField?: string,
): Promise<void> {
  const { avatar } = before;
  const values = { ...valuesOf(before.fields), ...valuesOf(changed) };
  const consented = await consentedNames(context, avatar.id);
  requireFitPersona(context, { name: avatar.name, persona: values, consented }, inputField);
  const facts = factTexts(validFields(values), languageOf(avatar));
  const embeddingModel = context.embedder.info.model;
  const known = await context.database.prisma.personaFact.findMany({
    where: { avatarId: avatar.id, source: PERSONA_SOURCE, embeddingModel },
    select: { text: true },
  });
  const fresh = await embedFacts(
    context,
    facts.filter((text) => !known.some((fact) => fact.text === text)),
    avatar.id,
  );
  await transact(context, async (tx) => {
    await requireUnchanged(context, tx, before);
    for (const field of changed) await writeField(context, tx, avatar.id, field);
    await tx.personaFact.deleteMany({
      where: {
        avatarId: avatar.id,
        source: PERSONA_SOURCE,
        OR: [{ text: { notIn: facts } }, { embeddingModel: { not: embeddingModel } }, { embeddingModel: null }],
      },
    });
    await storeFacts(context, tx, avatar.id, fresh);
    await recordJudged(context, tx, avatar.id, values);
  });
}

/** Takes the avatar's row, so that changes of one persona follow each other, and looks whether one came between. */
async function requireUnchanged(context: CommandContext, tx: Transaction, before: LoadedPersona): Promise<void> {
  const { id, name } = before.avatar;
  const taken = await tx.avatar.updateMany({
    where: { id, state: { not: "retired" } },
    data: { updatedAt: context.clock.now() },
  });
  const rows = await tx.personaField.findMany({ where: { avatarId: id } });
  const stored = new Map(rows.map((row) => [row.name, JSON.stringify(row.value)]));
  const isSame = before.fields.every((field) => stored.get(field.name) === JSON.stringify(field.value));
  const isComplete = rows.every((row) => before.fields.some((field) => field.name === row.name));
  if (taken.count === 1 && isSame && isComplete) return;
  throw new AppError("conflict", texts(context.actor.language).persona.changedMeanwhile(name), {
    field: "avatar",
    retryable: true,
  });
}

export async function writeField(
  context: CommandContext,
  tx: Transaction,
  avatarId: string,
  { name, value, origin, confidence }: StoredField,
): Promise<void> {
  const data = { value: JSON.parse(JSON.stringify(value)), origin, confidence };
  await tx.personaField.upsert({
    where: { avatarId_name: { avatarId, name } },
    create: { id: context.ids.next("field"), avatarId, name, ...data },
    update: data,
  });
}
