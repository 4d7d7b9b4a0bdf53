// Which avatar a topic is about: in a topic, this one; outside of topics, one is made anew.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { ROOMS_TOPIC, requirePlace, requireRoom } from "./room-place.ts";

export const roomTopic = defineCommand({
  name: "room.topic",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string() }),
  output: z.object({ avatarId: z.string(), name: z.string(), isHere: z.boolean() }),
  positional: ["avatar"],
  errors: ["not_found", "conflict"],
  run: async (context, input) => {
    const [avatar, room] = [await findAvatar(context, input.avatar), await requireRoom(context)];
    const { threadId } = requirePlace(context);
    const { prisma } = context.database;
    const { id: avatarId, name } = avatar;
    const of = { roomId_avatarId: { roomId: room.id, avatarId } };
    if (threadId === null) {
      // What is open, or asked for, stays: a second topic helps nobody.
      await prisma.avatarTopic.deleteMany({ where: { roomId: room.id, avatarId, state: { in: ["lost", "unknown"] } } });
      context.ports.events.publish({ topic: ROOMS_TOPIC, kind: "topic" });
      return { avatarId, name, isHere: false };
    }
    const other = await prisma.avatarTopic.findFirst({
      where: { roomId: room.id, threadId, avatarId: { not: avatarId } },
      select: { name: true },
    });
    if (other) {
      const words = texts(context.actor.language).rooms;
      throw new AppError("conflict", words.isOthers(other.name), { field: "avatar", remedy: words.isOthersRemedy });
    }
    const now = { name, threadId, state: "open", changedAt: context.clock.now() };
    await prisma.avatarTopic.upsert({
      where: of,
      create: { id: context.ids.next("avatarTopic"), roomId: room.id, avatarId, ...now },
      update: now,
    });
    return { avatarId, name, isHere: true };
  },
  view: ({ name, isHere }, context) => {
    const words = texts(context.actor.language).rooms;
    return isHere
      ? { title: words.topicOf(name), text: words.topicText(name), tone: "good" }
      : { title: words.beingMade(name), tone: "good" };
  },
  subject: (_input, output) => output.avatarId,
});
