// The card an import was given, as text or as an uploaded file, or what is wrong with it in the operator's words.

import { MOST_PNG_BYTES } from "../../domain/avatars/cards/card-limits.ts";
import type { ImportedCard } from "../../domain/avatars/cards/card-persona.ts";
import { type CardReading, readCardFile, readCardText } from "../../domain/avatars/cards/read-card.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** Where uploaded cards and our own exports are: no other file of the store is read. */
const CARD_KEY = /^(?:uploads\/card-[a-z0-9-]+|avatars\/[a-z0-9_]+\/exports\/[a-z0-9-]+)\.(?:json|png)$/;

export interface ImportSource {
  readonly json?: string | undefined;
  readonly key?: string | undefined;
}

/** @throws AppError `invalid_input`, `too_large`, `not_found` naming the field of the card and what to do */
export async function readImport(context: CommandContext, { json, key }: ImportSource): Promise<ImportedCard> {
  const words = texts(context.actor.language).persona;
  if ((json === undefined) === (key === undefined)) {
    throw new AppError("invalid_input", words.oneSource, { field: "json", remedy: words.oneSourceRemedy });
  }
  const reading = json === undefined ? readCardFile(await fileOf(context, key ?? "")) : readCardText(json);
  if (reading.ok) return reading.card;
  throw unreadable(context, reading, json === undefined ? "key" : "json");
}

async function fileOf(context: CommandContext, key: string): Promise<Uint8Array> {
  const words = texts(context.actor.language).persona;
  if (!CARD_KEY.test(key))
    throw new AppError("invalid_input", words.noCardKey, { field: "key", remedy: words.uploadFirst });
  const { bytes } = await context.ports.store.head(key);
  if (bytes > MOST_PNG_BYTES) throw unreadable(context, { ok: false, problem: "too_large", field: "" }, "key");
  return (await context.ports.store.get(key)).bytes;
}

function unreadable(
  context: CommandContext,
  { problem, field }: Extract<CardReading, { readonly ok: false }>,
  source: "json" | "key",
): AppError {
  const words = texts(context.actor.language).persona;
  return new AppError(problem === "too_large" ? "too_large" : "invalid_input", words.cardProblems[problem](field), {
    field: field === "" ? source : `${source}.${field}`,
    remedy: words.cardRemedies[problem],
    reason: problem,
  });
}
