// The commands about broadcasts, in the order help shows them.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { campaignSums } from "../outreach/campaign-sums.ts";
import { type CampaignMove, moveCampaign } from "../outreach/move-campaign.ts";
import { BroadcastFacts, broadcastCard, broadcastFacts, findBroadcast } from "./broadcast-facts.ts";
import { broadcastSend } from "./broadcast-send.ts";

const MOST_LISTED = 50;

const broadcastShow = defineCommand({
  name: "broadcast.show",
  role: "analyst",
  effect: "read",
  input: z.object({ broadcast: z.string() }),
  output: BroadcastFacts,
  positional: ["broadcast"],
  errors: ["not_found"],
  run: async (context, { broadcast }) => await broadcastFacts(context, broadcast),
  view: (output, { actor }) => broadcastCard(output, actor.language),
});

const broadcastList = defineCommand({
  name: "broadcast.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({
    broadcasts: z.array(
      z.object({
        ...{ id: z.string(), avatar: z.string(), segment: z.string(), createdAt: z.string() },
        state: z.enum(["running", "paused", "canceled", "done"]),
        ...{ audience: z.number(), sent: z.number(), answered: z.number(), bought: z.number(), optedOut: z.number() },
      }),
    ),
  }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const { prisma } = context.database;
    const rows = await prisma.broadcast.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } } },
      orderBy: { createdAt: "desc" },
      take: MOST_LISTED,
    });
    const sums = await campaignSums(
      prisma,
      "broadcast",
      rows.map(({ id }) => id),
    );
    const broadcasts = rows.map(({ id, segment, state, audience, createdAt, avatar: { slug } }) => {
      const own = sums.find(({ campaignId }) => campaignId === id);
      return {
        ...{ id, avatar: slug, segment, state, audience, createdAt: createdAt.toISOString() },
        ...{
          sent: own?.sent ?? 0,
          answered: own?.answered ?? 0,
          bought: own?.bought ?? 0,
          optedOut: own?.optedOut ?? 0,
        },
      };
    });
    return { broadcasts };
  },
  view: ({ broadcasts }, { actor }) => {
    const words = texts(actor.language).reach;
    const right = (label: string) => ({ label, align: "right" as const });
    return {
      title: words.broadcastList(broadcasts.length),
      ...(broadcasts.length === 0 ? { text: words.noBroadcasts } : {}),
      table: {
        columns: [
          ...[{ label: words.created }, { label: words.avatar }, { label: words.segment }, { label: words.state }],
          ...[right(words.sent), right(words.answered), right(words.bought), right(words.optedOut)],
        ],
        rows: broadcasts.map((row) => [
          ...[row.createdAt.slice(0, 16).replace("T", " "), row.avatar, row.segment, words.states[row.state]],
          ...[row.sent, row.answered, row.bought, row.optedOut].map(String),
        ]),
      },
      buttons: broadcasts.slice(0, 3).map(({ id, segment }) => ({
        label: segment,
        command: "broadcast.show",
        input: { broadcast: id },
      })),
    };
  },
});

function moveCommand(move: CampaignMove): AnyCommand {
  return defineCommand({
    name: `broadcast.${move}`,
    role: "manager",
    effect: "write",
    input: z.object({ broadcast: z.string() }),
    output: BroadcastFacts,
    positional: ["broadcast"],
    errors: ["not_found", "conflict"],
    run: async (context, { broadcast }) => {
      const found = await findBroadcast(context, broadcast);
      await moveCampaign(context, "broadcast", found, move);
      return await broadcastFacts(context, found.id);
    },
    view: (output, { actor }) => broadcastCard(output, actor.language),
    subject: (_input, output) => output.id,
  });
}

export const broadcastCommands: readonly AnyCommand[] = [
  broadcastSend,
  broadcastShow,
  broadcastList,
  moveCommand("pause"),
  moveCommand("resume"),
  moveCommand("cancel"),
];
