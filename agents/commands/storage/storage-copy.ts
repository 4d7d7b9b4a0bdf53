// A copy of a stored file under another key. Nothing is ever replaced by it.
import { z } from "zod";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { CONSENT_AREA, FAN_AREA, SYSTEM_AREA, UPLOAD_AREA } from "./areas.ts";
import { SWEPT_AREAS } from "./orphans.ts";
import { showBytes } from "./show-bytes.ts";
import { findStored, requireKey, requireNotHeld } from "./stored-key.ts";

export const storageCopy: AnyCommand = defineCommand({
  name: "storage.copy",
  role: "manager",
  effect: "write",
  input: z.object({ from: z.string().max(512), to: z.string().max(512) }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    bytes: z.number(),
    /** Days after which the sweep takes it, as no row needs it; null: it stays. */
    keptDays: z.number().nullable(),
  }),
  positional: ["from", "to"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const from = await findStored(context, "from", input.from);
    await requireNotHeld(context, "from", from.key);
    const to = await requireFree(context, from.key, input.to);
    await context.ports.store.copy(from.key, to);
    const area = SWEPT_AREAS.find(({ prefix }) => to.startsWith(prefix));
    return { from: from.key, to, bytes: from.bytes, keptDays: area ? area.keepMs / DAY_MS : null };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.storage;
    return {
      title: words.copied(output.to),
      tone: "good",
      fields: [
        { label: words.from, value: output.from },
        { label: words.size, value: showBytes(output.bytes) },
      ],
      ...(output.keptDays === null ? {} : { note: words.copySwept(output.keptDays) }),
    };
  },
  subject: (_input, output) => output.to,
});

async function requireFree(context: CommandContext, from: string, asked: string): Promise<string> {
  const words = texts(context.actor.language).studio.storage;
  const to = requireKey(context, "to", asked);
  const refuse = (code: "refused" | "conflict" | "invalid_input", message: string, remedy: string) => {
    throw new AppError(code, message, { field: "to", remedy });
  };
  if ([CONSENT_AREA, SYSTEM_AREA, UPLOAD_AREA, FAN_AREA].some((area) => to.startsWith(area)))
    refuse("refused", words.ownArea(`${to.split("/")[0]}/`), words.ownAreaRemedy);
  // A copy elsewhere would outlive its fan's erasure.
  if (from.startsWith(FAN_AREA)) refuse("refused", words.ownArea(FAN_AREA), words.ownAreaRemedy);
  if (endingOf(from) !== endingOf(to))
    refuse("invalid_input", words.otherEnding, words.otherEndingRemedy(endingOf(from)));
  if (await context.ports.store.exists(to)) refuse("conflict", words.taken(to), words.takenRemedy);
  return to;
}

const endingOf = (key: string) => key.slice(key.lastIndexOf("/") + 1).replace(/^[^.]*/, "");
