// Files that no row needs any more: shown, and with `delete` deleted. A job does the same each night.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { deleteOrphans, findOrphans } from "./orphans.ts";
import { showBytes } from "./show-bytes.ts";

const Output = z.object({
  deleted: z.boolean(),
  count: z.number(),
  bytes: z.number(),
  areas: z.array(z.object({ prefix: z.string(), looked: z.number(), orphans: z.number(), bytes: z.number() })),
  /** The first of them. */
  files: z.array(z.object({ key: z.string(), bytes: z.number(), modifiedAt: z.string() })),
});

const ROWS = 30;

export const storageSweep: AnyCommand = defineCommand({
  name: "storage.sweep",
  role: "manager",
  effect: "write",
  input: z.object({ delete: z.boolean().default(false) }),
  output: Output,
  errors: [],
  run: async (context, input) => {
    const report = await (input.delete ? deleteOrphans : findOrphans)(context, context.signal);
    const sum = (pick: (area: (typeof report.areas)[number]) => number) =>
      report.areas.reduce((total, area) => total + pick(area), 0);
    return {
      deleted: input.delete,
      count: sum(({ orphans }) => orphans),
      bytes: sum(({ bytes }) => bytes),
      areas: [...report.areas],
      files: report.files.map(({ key, bytes, modifiedAt }) => ({ key, bytes, modifiedAt: modifiedAt.toISOString() })),
    };
  },
  view: (output, context) => sweepCard(output, context),
});

function sweepCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language).studio.storage;
  const { count, bytes, deleted } = output;
  const title = deleted ? words.swept(count, showBytes(bytes)) : words.unused(count, showBytes(bytes));
  return {
    title,
    ...(deleted ? { tone: "good" as const } : {}),
    fields: output.areas
      .filter(({ looked }) => looked > 0)
      .map((area) => ({ label: area.prefix, value: words.ofFiles(area.orphans, area.looked) })),
    ...(output.files.length > 0
      ? {
          table: {
            columns: [{ label: words.file }, { label: words.size, align: "right" as const }, { label: words.changed }],
            rows: output.files
              .slice(0, ROWS)
              .map((file) => [file.key, showBytes(file.bytes), file.modifiedAt.slice(0, 10)]),
          },
        }
      : {}),
    ...(deleted || count === 0
      ? {}
      : {
          buttons: [
            {
              label: words.deleteThem(count),
              command: "storage.sweep",
              input: { delete: true },
              style: "danger" as const,
            },
          ],
        }),
    note: words.sweepNote,
  };
}
