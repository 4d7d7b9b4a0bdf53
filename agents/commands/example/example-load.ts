// One click that brings an example creator with a month of history. Again: she is simply shown.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { offlineGenerator } from "./draw-pieces.ts";
import { EXAMPLE_CREATOR } from "./example-creator.ts";
import { avatarFolder, prepareExample } from "./prepare-example.ts";
import { removeFiles } from "./remove-files.ts";
import { writeExample } from "./write-example.ts";

const Output = z.object({
  id: z.string(),
  avatar: z.string(),
  name: z.string(),
  /** False: it was here before. */
  loaded: z.boolean(),
  pieces: z.number(),
  posts: z.number(),
  fans: z.number(),
  messages: z.number(),
  sales: z.number(),
  handle: z.string(),
  connected: z.boolean(),
});

export const exampleLoad = defineCommand({
  name: "example.load",
  role: "owner",
  effect: "write",
  input: z.object({}),
  output: Output,
  errors: ["conflict", "not_configured", "unavailable", "storage_full"],
  run: async (context) => {
    const there = await findExample(context);
    if (there) return await summary(context, there.id, false);
    await refuseTakenName(context);
    const generator = offlineGenerator(context);
    const avatarId = context.ids.next("avatar");
    let written = false;
    try {
      written = await writeExample(context, await prepareExample(context, generator, avatarId));
    } finally {
      if (!written) await removeFiles(context, avatarFolder(avatarId));
    }
    if (written) {
      context.ports.events.publish({ topic: `avatar:${avatarId}`, kind: "example" });
      return await summary(context, avatarId, true);
    }
    // Another call, or a new avatar of that name, was faster.
    await refuseTakenName(context);
    const other = await findExample(context);
    if (!other) throw new AppError("conflict", texts(context.actor.language).example.notThere, { retryable: true });
    return await summary(context, other.id, false);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).example;
    const avatar = { avatar: output.avatar };
    return {
      title: output.loaded ? words.loaded(output.name) : words.alreadyLoaded(output.name),
      tone: "good",
      text: words.loadedText,
      fields: [
        { label: words.pieces, value: String(output.pieces) },
        { label: words.posts, value: String(output.posts) },
        { label: words.fans, value: String(output.fans) },
        { label: words.messages, value: String(output.messages) },
        { label: words.sales, value: String(output.sales) },
        { label: words.account, value: output.connected ? words.accountEmulated(output.handle) : words.accountMissing },
      ],
      buttons: [
        { label: words.show(output.name), command: "avatar.show", input: avatar, style: "primary" },
        { label: words.showPieces, command: "piece.list", input: avatar },
        { label: words.showConversations, command: "conversation.list", input: avatar },
        { label: words.showPnl, command: "report.pnl", input: avatar },
        { label: words.remove, command: "example.remove", input: {}, style: "danger" },
      ],
      note: words.note,
    };
  },
  subject: (_input, output) => output.id,
});

export async function findExample(context: CommandContext) {
  return await context.database.prisma.avatar.findFirst({
    where: { slug: EXAMPLE_CREATOR.slug, isExample: true },
    select: { id: true, name: true },
  });
}

async function refuseTakenName(context: CommandContext): Promise<void> {
  const taken = await context.database.prisma.avatar.findFirst({
    where: { slug: EXAMPLE_CREATOR.slug, isExample: false },
    select: { name: true },
  });
  if (!taken) return;
  const words = texts(context.actor.language).example;
  throw new AppError("conflict", words.nameTaken(taken.name), { reason: "name_taken", remedy: words.nameTakenRemedy });
}

async function summary(context: CommandContext, avatarId: string, loaded: boolean): Promise<z.input<typeof Output>> {
  const { prisma } = context.database;
  const avatar = await prisma.avatar.findUniqueOrThrow({
    where: { id: avatarId },
    include: {
      accounts: { orderBy: { connectedAt: "asc" }, take: 1 },
      _count: { select: { pieces: true, fans: true, purchases: true } },
    },
  });
  const [account] = avatar.accounts;
  return {
    id: avatar.id,
    avatar: avatar.slug,
    name: avatar.name,
    loaded,
    pieces: avatar._count.pieces,
    posts: await prisma.scheduledPost.count({ where: { account: { avatarId }, state: "published" } }),
    fans: avatar._count.fans,
    messages: await prisma.message.count({ where: { conversation: { avatarId } } }),
    sales: avatar._count.purchases,
    handle: account?.handle ?? "",
    connected: account !== undefined && account.state !== "disconnected",
  };
}
