// Deletes one stored file for good, unless something still needs it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { SYSTEM_AREA } from "./areas.ts";
import { referencedKeys } from "./referenced-keys.ts";
import { showBytes } from "./show-bytes.ts";
import { findStored, requireKey } from "./stored-key.ts";

export const storageDelete: AnyCommand = defineCommand({
  name: "storage.delete",
  role: "manager",
  effect: "irreversible",
  input: z.object({ key: z.string().max(512) }),
  output: z.object({ key: z.string() }),
  positional: ["key"],
  errors: ["not_found", "refused"],
  estimate: async (context, { key: asked }) => {
    const { key, bytes, modifiedAt } = await findStored(context, "key", asked);
    await requireUnused(context, key);
    const words = texts(context.actor.language).studio.storage;
    return {
      costMicros: 0,
      lines: [
        { label: words.file, value: key },
        { label: words.size, value: showBytes(bytes) },
        { label: words.changed, value: modifiedAt.toISOString().slice(0, 16).replace("T", " ") },
        { label: words.backAgain, value: words.never },
      ],
    };
  },
  // Since the card was made a row may have come that needs it.
  run: async (context, { key: asked }) => {
    const key = requireKey(context, "key", asked);
    await requireUnused(context, key);
    await context.ports.store.delete(key);
    return { key };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).studio.storage.deleted(output.key),
    tone: "good",
  }),
  subject: (_input, output) => output.key,
});

/** A LoRA that was deleted needs its weights no more; everything else that names a file does. */
async function requireUnused(context: CommandContext, key: string): Promise<void> {
  const words = texts(context.actor.language).studio.storage;
  if (key.startsWith(SYSTEM_AREA))
    throw new AppError("refused", words.ownArea(SYSTEM_AREA), { field: "key", remedy: words.neededRemedy });
  const use = (await referencedKeys(context, [key])).get(key);
  if (!use || use.use === "deleted_lora") return;
  throw new AppError("refused", words.needed(words.uses[use.use], use.name), {
    field: "key",
    reason: "in_use",
    remedy: words.neededRemedy,
  });
}
