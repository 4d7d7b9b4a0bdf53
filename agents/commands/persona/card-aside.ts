// What an imported card held that we have no use for: kept beside the avatar, given back by an export of the same kind. No prompt
// ever reads it.
import { z } from "zod";
import type { CardFormat } from "../../domain/avatars/cards/card-persona.ts";
import type { CommandContext } from "../context.ts";

const Kept = z.object({ format: z.enum(["v1", "v2", "v3", "eliza"]), aside: z.record(z.string(), z.unknown()) });
export type CardAside = z.output<typeof Kept>;

/** Outside the folders that are swept: no row names it. */
const keyOf = (avatarId: string) => `cards/${avatarId}.json`.toLowerCase();

export async function keepAside(
  context: CommandContext,
  avatarId: string,
  format: CardFormat,
  aside: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (Object.keys(aside).length === 0) return;
  const text = JSON.stringify({ format, aside } satisfies CardAside);
  await context.ports.store.put(keyOf(avatarId), Buffer.from(text), "application/json");
}

/** Empty when there is none of this kind. */
export async function asideFor(
  context: CommandContext,
  avatarId: string,
  isKind: (format: CardFormat) => boolean,
): Promise<Readonly<Record<string, unknown>>> {
  const key = keyOf(avatarId);
  if (!(await context.ports.store.exists(key))) return {};
  const { bytes } = await context.ports.store.get(key);
  const kept = Kept.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  return isKind(kept.format) ? kept.aside : {};
}
