// What a chat is to us: a room of the team, perhaps in a topic about an avatar.
import { z } from "zod";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";

export interface RoomAt {
  readonly roomId: string;
  /** What is said in an avatar's topic is about that avatar, unless it names another. */
  readonly about: AboutAvatar | null;
}

export interface AboutAvatar {
  readonly slug: string;
  /** Slugs of all there are. */
  readonly known: readonly string[];
}

const MOST_KNOWN = 500;

/** null: no room. */
export const roomAt = defineInternal({
  name: "room.at",
  input: z.object({ surface: z.string(), chatId: z.string(), threadId: z.string().nullable() }),
  run: async ({ database }, { surface, chatId, threadId }): Promise<RoomAt | null> => {
    const { prisma } = database;
    const room = await prisma.teamRoom.findUnique({
      where: { surface_externalId: { surface, externalId: chatId } },
      select: { id: true },
    });
    if (!room) return null;
    const slug = await slugOfTopic(database, { surface, chatId, threadId });
    if (slug === null) return { roomId: room.id, about: null };
    const all = await prisma.avatar.findMany({ select: { slug: true }, take: MOST_KNOWN });
    return { roomId: room.id, about: { slug, known: all.map((each) => each.slug) } };
  },
});

/** null: the place is no topic about an avatar. */
export async function slugOfTopic(
  { prisma }: AppContext["database"],
  { surface, chatId, threadId }: { surface: string; chatId: string; threadId: string | null },
): Promise<string | null> {
  if (threadId === null) return null;
  const topic = await prisma.avatarTopic.findFirst({
    where: { threadId, room: { surface, externalId: chatId } },
    select: { avatar: { select: { slug: true } } },
  });
  return topic?.avatar.slug ?? null;
}
