// Stands in every list, and is carried out by the command line alone, before any database is open: a running installation
// has a data folder already, and a restore is only made into an empty one.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { Card } from "../view.ts";

const MIB = 1024 ** 2;

const RestoreResult = z.object({
  dataDir: z.string(),
  files: z.number(),
  bytes: z.number(),
  /** When the backup was made, and by which version. */
  madeAt: z.string(),
  version: z.string(),
  hasMedia: z.boolean(),
  /** false: SECRET_KEY has to be brought along, or tokens do not open. */
  hasKey: z.boolean(),
});
export type RestoreValue = z.output<typeof RestoreResult>;

export const systemRestore = defineCommand({
  name: "system.restore",
  role: "owner",
  effect: "write",
  input: z.object({ file: z.string().min(1).max(1_000) }),
  output: RestoreResult,
  positional: ["file"],
  errors: ["refused"],
  run: async ({ actor }) => {
    const words = texts(actor.language).backup;
    throw new AppError("refused", words.onlyOffline, { remedy: words.onlyOfflineRemedy });
  },
  view: (output, context) => restoreCard(output, context.actor.language),
});

export function restoreCard(output: RestoreValue, language: Language): Card {
  const words = texts(language).backup;
  const { dataDir, files, bytes, madeAt, version, hasMedia, hasKey } = output;
  return {
    title: words.restored,
    tone: hasKey ? "good" : "warning",
    text: dataDir,
    fields: [
      { label: words.madeAt, value: `${madeAt.slice(0, 16).replace("T", " ")} UTC, ${version}` },
      { label: words.size, value: words.sizeValue((bytes / MIB).toFixed(1), files) },
    ],
    note: [...(hasKey ? [] : [words.bringKey]), ...(hasMedia ? [] : [words.mediaElsewhere]), words.next].join(" "),
  };
}
