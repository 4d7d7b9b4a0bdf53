// An avatar with her persona as it is stored.
import { PERSONA_FIELDS } from "../../domain/avatars/persona.ts";
import type { StoredField } from "../../domain/avatars/persona-readiness.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

export async function loadPersona(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  const rows = await context.database.prisma.personaField.findMany({ where: { avatarId: avatar.id } });
  const known = new Map(rows.map((row) => [row.name, row]));
  const fields = PERSONA_FIELDS.flatMap((name): StoredField[] => {
    const row = known.get(name);
    return row ? [{ name, value: row.value, origin: row.origin, confidence: row.confidence }] : [];
  });
  return { avatar, fields };
}

export type LoadedPersona = Awaited<ReturnType<typeof loadPersona>>;

/** @throws AppError `refused` for an avatar that has ended */
export async function loadLivingPersona(context: CommandContext, reference: string): Promise<LoadedPersona> {
  const loaded = await loadPersona(context, reference);
  if (loaded.avatar.state !== "retired") return loaded;
  const words = texts(context.actor.language).avatar;
  throw new AppError("refused", words.cannotMove(loaded.avatar.name, words.states.retired), { field: "avatar" });
}

export function valuesOf(fields: readonly StoredField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** Her main language, in which her texts are written. */
export function languageOf({ languages }: { readonly languages: readonly string[] }): "en" | "es" {
  return languages[0] === "es" ? "es" : "en";
}
