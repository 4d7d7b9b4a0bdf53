// What the team was to hear lately, newest first, on surfaces that nothing is pushed to.
import { z } from "zod";
import type { Prisma } from "../../../prisma/client.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hasRole } from "../execute.ts";
import { findNotices, noticeCard } from "./notice-card.ts";

const SHOWN = 10;

const Row = z.object({
  id: z.string(),
  kind: z.string(),
  conversation: z.string().nullable(),
  at: z.string(),
  title: z.string(),
  text: z.string(),
});

/** Those of one's avatars; to owners and managers also those of the workspace; what is for one, to that one. */
function visible(context: CommandContext): Prisma.OperatorNoticeWhereInput[] {
  const manages = hasRole(context.actor, "manager");
  const forAll = { operatorId: null };
  return [
    { operatorId: context.actor.id },
    { ...forAll, avatar: { is: ownOnly(context) }, ...(manages ? {} : { kind: { not: "budget" } }) },
    ...(manages ? [{ ...forAll, avatarId: null }] : []),
  ];
}

export const noticeList = defineCommand({
  name: "notice.list",
  role: "chatter",
  effect: "read",
  input: z.object({}),
  output: z.object({ notices: z.array(Row) }),
  errors: [],
  run: async (context) => {
    const newest = await context.database.prisma.operatorNotice.findMany({
      where: { OR: visible(context) },
      orderBy: { createdAt: "desc" },
      take: SHOWN,
      select: { id: true },
    });
    const found = await findNotices(
      context,
      newest.map(({ id }) => id),
    );
    const notices = found.reverse().flatMap((row) => {
      const card = noticeCard(row, context.actor.language);
      const { id, kind, conversationId: conversation } = row;
      return card
        ? [{ id, kind, conversation, at: row.createdAt.toISOString(), title: card.title, text: card.text ?? "" }]
        : [];
    });
    return { notices };
  },
  view: ({ notices }, context) => {
    const all = texts(context.actor.language);
    return {
      title: all.people.noticeCount(notices.length),
      ...(notices.length === 0 ? { text: all.people.noNotices } : {}),
      fields: notices.map(({ at, title, text }) => ({
        label: `${at.slice(5, 16).replace("T", " ")} ${title}`,
        value: text,
      })),
      buttons: notices
        .filter((row, index) => notices.findIndex(({ conversation }) => conversation === row.conversation) === index)
        .flatMap(({ conversation, title }) =>
          conversation ? [{ label: title, command: "conversation.show", input: { conversation } }] : [],
        )
        .slice(0, 5),
    };
  },
});
