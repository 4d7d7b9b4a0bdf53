// A file of the store as people name it, checked before the store is asked.
import { AppError } from "../../kernel/errors.ts";
import type { ObjectFacts } from "../../ports/object-store.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** As the adapters take it (agents/ports/object-store.ts). */
const KEY = /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/;
const KEY_MAX_LENGTH = 512;

export function isStoredKey(text: string): boolean {
  return text.length <= KEY_MAX_LENGTH && KEY.test(text);
}

/** @throws AppError `invalid_input`, `not_found`, naming the field */
export async function findStored(
  context: CommandContext,
  field: string,
  text: string,
): Promise<ObjectFacts & { readonly key: string }> {
  const key = requireKey(context, field, text);
  const words = texts(context.actor.language).studio.storage;
  try {
    return { key, ...(await context.ports.store.head(key)) };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
    throw new AppError("not_found", words.noFile(key.slice(0, 80)), { field, remedy: words.listHint });
  }
}

/** @throws AppError `invalid_input` */
export function requireKey(context: CommandContext, field: string, text: string): string {
  const key = text.trim();
  if (isStoredKey(key)) return key;
  const words = texts(context.actor.language).studio.storage;
  throw new AppError("invalid_input", words.badKey, { field, remedy: words.badKeyRemedy });
}

/** What was taken down is neither handed out nor copied (trust C10). @throws AppError `refused` */
export async function requireNotHeld(context: CommandContext, field: string, key: string): Promise<void> {
  const held = await context.database.prisma.asset.count({
    where: { OR: [{ storageKey: key }, { thumbnailKey: key }], heldAt: { not: null } },
  });
  if (held === 0) return;
  const words = texts(context.actor.language).studio.storage;
  throw new AppError("refused", words.held, { field, reason: "held", remedy: words.heldRemedy });
}
