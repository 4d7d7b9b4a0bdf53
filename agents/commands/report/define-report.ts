// A report is one definition: a query with typed figures, a card that tells, tabulates and draws them, and a sheet. What
// every report has in common is added here, so that `--csv` gives a file wherever reports are asked for.
import { z } from "zod";
import { type Sheet, sheetText } from "../../kernel/csv.ts";
import { sha256 } from "../../kernel/secret.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, type CommandSpec, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";

interface ReportSpec<Input extends z.ZodObject, Output extends z.ZodObject>
  extends Omit<CommandSpec<Input, Output>, "effect" | "estimate" | "subject"> {
  readonly sheet: (output: z.output<Output>) => Sheet;
}

const sheetFlag = { csv: z.boolean().default(false) };
const sheetFile = {
  /** The table as a file (RFC 4180), where it was asked for; the link is good for ten minutes. */
  file: z.object({ key: z.string(), url: z.string() }).nullable(),
};

export function defineReport<Input extends z.ZodObject, Output extends z.ZodObject>(
  spec: ReportSpec<Input, Output>,
): AnyCommand {
  const { sheet, run, view, input, output, ...facts } = spec;
  return defineCommand<z.ZodObject, z.ZodObject>({
    ...facts,
    effect: "read",
    input: input.extend(sheetFlag),
    output: output.extend(sheetFile),
    // Sound because what was extended was parsed with the extension: the spec sees its own fields, and one more.
    run: async (context, asked) => {
      const figures = await run(context, asked as z.output<Input>);
      const file = asked.csv === true ? await keptSheet(context, spec.name, sheet(output.parse(figures))) : null;
      return { ...figures, file };
    },
    view: (shown, context, asked) => {
      const card = view(shown as z.output<Output>, context, asked as z.output<Input>);
      const { file } = shown as { readonly file: { readonly key: string; readonly url: string } | null };
      if (!file) return card;
      const words = texts(context.actor.language).reports;
      return { ...card, links: [...(card.links ?? []), { label: words.sheet, url: file.url, key: file.key }] };
    },
  });
}

/** Like the pictures of reports: under the hash of what it says, and swept like them. */
async function keptSheet(context: CommandContext, report: string, sheet: Sheet) {
  const bytes = Buffer.from(sheetText(sheet));
  const key = `reports/${report.replace("report.", "")}/${sha256(bytes.toString())}.csv`;
  await context.ports.store.put(key, bytes, "text/csv");
  return { key, url: await mediaLink(context, key) };
}
