// Rows of a new avatar: herself, her persona, its facts, and what trust said of it. One way for those created, cloned, imported.
import { placeOfCity } from "../../domain/avatars/drafting/places.ts";
import type { Persona } from "../../domain/avatars/persona.ts";
import type { StoredField } from "../../domain/avatars/persona-readiness.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { type EmbeddedFact, storeFacts } from "../persona/persona-facts.ts";
import { recordJudged } from "../persona/refuse-persona.ts";
import { writeField } from "../persona/save-persona.ts";
import { slugOf } from "./find-avatar.ts";

type AvatarRow = Parameters<Transaction["avatar"]["create"]>[0]["data"];

export interface NewAvatar {
  readonly row: Omit<AvatarRow, "slug" | "createdAt"> & { readonly id: string; readonly name: string };
  readonly fields: readonly StoredField[];
  /** Embedded before the transaction. */
  readonly facts: readonly EmbeddedFact[];
}

export async function writeAvatar(
  context: CommandContext,
  tx: Transaction,
  { row, fields, facts }: NewAvatar,
): Promise<void> {
  await tx.avatar.create({
    data: { ...row, slug: slugOf(row.name), createdAt: context.clock.now() } as AvatarRow,
  });
  for (const field of fields) await writeField(context, tx, row.id, field);
  await storeFacts(context, tx, row.id, facts);
  await recordJudged(context, tx, row.id, { name: row.name, brief: row.brief, fields });
}

/** @throws AppError `refused` for a name without letters, `conflict` for one that is taken */
export async function requireFreeName(context: CommandContext, name: string, field = "name"): Promise<void> {
  const words = texts(context.actor.language).avatar;
  if (slugOf(name) === "") throw new AppError("refused", words.nameEmpty, { field });
  const taken = await context.database.prisma.avatar.findUnique({ where: { slug: slugOf(name) } });
  if (taken) throw new AppError("conflict", words.nameTaken(taken.name), { field });
}

/** Of a place that is not in the table. */
const USUAL_TIME_ZONE = "America/New_York";

/** That of where she lives. */
export function homeTimeZone({ location }: Partial<Persona>): string {
  return placeOfCity(location?.city ?? "")?.timeZone ?? USUAL_TIME_ZONE;
}
