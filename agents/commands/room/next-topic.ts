// What a room's topics lack, one step at a time: the row is moved first, then the platform is asked, then it is settled.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { isLanguage, type Language } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";

/** A platform that says nothing for so long will say nothing. */
const SILENT_MS = 2 * MINUTE_MS;

export interface TopicStep {
  readonly kind: "make" | "close" | "reopen" | "rename";
  readonly topicId: string;
  readonly chatId: string;
  readonly threadId: string | null;
  readonly name: string;
  readonly avatar: string;
  readonly language: Language;
}

export const nextTopic = defineInternal({
  name: "room.next-topic",
  input: z.object({ surface: z.string() }),
  run: async (context, { surface }): Promise<TopicStep | null> => {
    await giveUpOnSilent(context, surface);
    return (await claimMove(context, surface)) ?? (await claimMaking(context, surface));
  },
});

/** Nothing tells whether it was made: asked again it might be there twice, so a person says (`room topic`). */
async function giveUpOnSilent({ database, clock }: AppContext, surface: string): Promise<void> {
  const now = clock.now();
  await database.prisma.avatarTopic.updateMany({
    where: { state: "making", room: { surface }, changedAt: { lt: new Date(now.getTime() - SILENT_MS) } },
    data: { state: "unknown", changedAt: now },
  });
}

const WITH = { room: true, avatar: { select: { name: true, slug: true, state: true } } } as const;

/** Closing, reopening and renaming may be asked for again: the second time changes nothing. */
async function claimMove({ database, clock }: AppContext, surface: string): Promise<TopicStep | null> {
  const now = clock.now();
  const silent = { lt: new Date(now.getTime() - SILENT_MS) };
  const room = { surface, trouble: null };
  const retired = { state: "retired" as const };
  const living = { state: { not: "retired" as const } };
  const found = await database.prisma.avatarTopic.findFirst({
    where: {
      room,
      threadId: { not: null },
      OR: [
        { state: "open", avatar: retired },
        { state: "closed", avatar: living },
        { state: { in: ["closing", "reopening"] }, changedAt: silent },
      ],
    },
    include: WITH,
  });
  const renamed = found ?? (await findRenamed(database, surface));
  if (!renamed) return null;
  const move = renamed.avatar.state === "retired" ? "close" : "reopen";
  const kind = found ? move : "rename";
  const state = { close: "closing", reopen: "reopening", rename: renamed.state }[kind];
  const { count } = await database.prisma.avatarTopic.updateMany({
    where: { id: renamed.id, state: renamed.state, changedAt: renamed.changedAt },
    data: { state, changedAt: now, ...(kind === "rename" ? { name: renamed.avatar.name } : {}) },
  });
  return count === 0 ? null : stepOf(kind, renamed);
}

async function findRenamed({ prisma }: AppContext["database"], surface: string) {
  const open = await prisma.$queryRaw<{ id: string }[]>`
    SELECT topic.id FROM "AvatarTopic" topic
    JOIN "TeamRoom" room ON room.id = topic."roomId" JOIN "Avatar" avatar ON avatar.id = topic."avatarId"
    WHERE room.surface = ${surface} AND room.trouble IS NULL AND topic.state = 'open' AND topic.name <> avatar.name
    LIMIT 1`;
  const [first] = open;
  return first ? await prisma.avatarTopic.findUnique({ where: { id: first.id }, include: WITH }) : null;
}

async function claimMaking({ database, clock, ids }: AppContext, surface: string): Promise<TopicStep | null> {
  const { prisma } = database;
  const rooms = await prisma.teamRoom.findMany({ where: { surface, hasTopics: true, trouble: null } });
  for (const { id: roomId } of rooms) {
    const avatar = await prisma.avatar.findFirst({
      where: { state: { not: "retired" }, topics: { none: { roomId } } },
      orderBy: { createdAt: "asc" },
      select: { id: true, name: true },
    });
    if (!avatar) continue;
    const id = ids.next("avatarTopic");
    const row = { id, roomId, avatarId: avatar.id, name: avatar.name, state: "making", changedAt: clock.now() };
    const { count } = await prisma.avatarTopic.createMany({ data: [row], skipDuplicates: true });
    // Another process was first.
    if (count === 0) continue;
    const topic = await prisma.avatarTopic.findUniqueOrThrow({ where: { id }, include: WITH });
    return stepOf("make", topic);
  }
  return null;
}

interface FoundTopic {
  readonly id: string;
  readonly threadId: string | null;
  readonly room: { readonly externalId: string; readonly language: string };
  readonly avatar: { readonly name: string; readonly slug: string };
}

function stepOf(kind: TopicStep["kind"], { id, threadId, room, avatar }: FoundTopic): TopicStep {
  const language = isLanguage(room.language) ? room.language : "en";
  return { kind, topicId: id, chatId: room.externalId, threadId, name: avatar.name, avatar: avatar.slug, language };
}
