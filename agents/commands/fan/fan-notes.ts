// What the team keeps about a fan: notes, tags, and whether they are written to at all.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { FanSummary, fanCard, summariseFan } from "./fan-card.ts";
import { type FoundFan, findFan } from "./find-fan.ts";

const MOST_TAGS = 20;
const LONGEST_TAG = 30;
const LONGEST_NOTE = 500;
const LONGEST_NOTES = 5_000;

const Fan = z.object({ fan: z.string() });
const Tagged = Fan.extend({ tag: z.string().trim().min(1).max(LONGEST_TAG) });

const fanShow = defineCommand({
  name: "fan.show",
  role: "chatter",
  effect: "read",
  input: Fan,
  output: FanSummary,
  positional: ["fan"],
  errors: ["not_found", "conflict"],
  run: async (context, { fan }) => summariseFan(await findFan(context, fan)),
  view: (output, context) => fanCard(output, context),
});

const fanNote = defineCommand({
  name: "fan.note",
  role: "chatter",
  effect: "write",
  input: Fan.extend({ text: z.string().trim().min(1).max(LONGEST_NOTE) }),
  output: FanSummary,
  positional: ["fan", "text"],
  errors: ["not_found", "conflict", "too_large"],
  run: (context, { fan, text }) =>
    change(context, fan, async (tx, { id, notes }) => {
      const line = `${context.clock.now().toISOString().slice(0, 10)} ${context.actor.name}: ${text}`;
      const longer = notes === "" ? line : `${notes}\n${line}`;
      if (longer.length > LONGEST_NOTES)
        throw new AppError("too_large", texts(context.actor.language).people.notesFull(LONGEST_NOTES), {
          field: "text",
        });
      await tx.fan.update({ where: { id }, data: { notes: longer } });
    }),
  view: (output, context) => fanCard(output, context),
  subject: (_input, output) => output.id,
});

const fanTag = defineCommand({
  name: "fan.tag",
  role: "chatter",
  effect: "write",
  input: Tagged,
  output: FanSummary,
  positional: ["fan", "tag"],
  errors: ["not_found", "conflict", "too_large"],
  run: (context, { fan, tag }) =>
    change(context, fan, async (tx, { id, tags }) => {
      const all = [...new Set([...tags, plainTag(tag)])].sort();
      if (all.length > MOST_TAGS)
        throw new AppError("too_large", texts(context.actor.language).people.tagsFull(MOST_TAGS), { field: "tag" });
      await tx.fan.update({ where: { id }, data: { tags: all } });
    }),
  view: (output, context) => fanCard(output, context),
  subject: (_input, output) => output.id,
});

const fanUntag = defineCommand({
  name: "fan.untag",
  role: "chatter",
  effect: "write",
  input: Tagged,
  output: FanSummary,
  positional: ["fan", "tag"],
  errors: ["not_found", "conflict"],
  run: (context, { fan, tag }) =>
    change(context, fan, async (tx, { id, tags }) => {
      await tx.fan.update({ where: { id }, data: { tags: tags.filter((each) => each !== plainTag(tag)) } });
    }),
  view: (output, context) => fanCard(output, context),
  subject: (_input, output) => output.id,
});

const fanBlock = blockCommand("fan.block", true);
const fanUnblock = blockCommand("fan.unblock", false);

/** A blocked fan gets nothing, from nobody: the send gate reads it (trust C14). */
function blockCommand(name: string, blocks: boolean): AnyCommand {
  return defineCommand({
    name,
    role: "chatter",
    effect: "write",
    input: Fan,
    output: FanSummary,
    positional: ["fan"],
    errors: ["not_found", "conflict"],
    run: (context, { fan }) =>
      change(context, fan, async (tx, { id, blockedAt }) => {
        if ((blockedAt !== null) === blocks) return;
        await tx.fan.update({ where: { id }, data: { blockedAt: blocks ? context.clock.now() : null } });
        // Nobody is reminded of a fan who is not to be answered.
        if (blocks) await tx.conversation.updateMany({ where: { fanId: id }, data: { waitingSince: null, alarms: 0 } });
      }),
    view: (output, context) => {
      const words = texts(context.actor.language).people;
      return fanCard(output, context, blocks ? words.blockedNow(output.name) : words.unblockedNow(output.name));
    },
    subject: (_input, output) => output.id,
  });
}

async function change(
  context: CommandContext,
  reference: string,
  write: (tx: Transaction, fan: Pick<FoundFan, "id" | "notes" | "tags" | "blockedAt">) => Promise<void>,
) {
  const { id } = await findFan(context, reference);
  await transact(context, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Fan" WHERE id = ${id} FOR UPDATE`;
    await write(tx, await tx.fan.findUniqueOrThrow({ where: { id } }));
  });
  return summariseFan(await findFan(context, id));
}

/** "#Big Spender" -> "big-spender" */
function plainTag(tag: string): string {
  return tag.replace(/^#/, "").trim().toLowerCase().replace(/\s+/g, "-");
}

export const fanNoteCommands: readonly AnyCommand[] = [fanShow, fanNote, fanTag, fanUntag, fanBlock, fanUnblock];
