// This chat is the team's from now on: it is told of notices, and with topics each avatar has one.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { ROOMS_TOPIC, requirePlace } from "./room-place.ts";

export const roomLink = defineCommand({
  name: "room.link",
  role: "owner",
  effect: "write",
  input: z.object({}),
  output: z.object({ id: z.string(), hasTopics: z.boolean() }),
  errors: [],
  run: async (context) => {
    const { chatId, hasTopics } = requirePlace(context);
    const { actor, clock, ids, database, ports } = context;
    const { language } = actor;
    const at = { surface: actor.surface, externalId: chatId };
    const room = await database.prisma.teamRoom.upsert({
      where: { surface_externalId: at },
      create: {
        ...{ id: ids.next("room"), ...at, language, hasTopics },
        ...{ linkedById: actor.id, createdAt: clock.now() },
      },
      update: { language, hasTopics, trouble: null },
    });
    ports.events.publish({ topic: ROOMS_TOPIC, kind: "linked" });
    return { id: room.id, hasTopics };
  },
  view: ({ hasTopics }, context) => {
    const words = texts(context.actor.language).rooms;
    return { title: words.linked, text: hasTopics ? words.linkedTopics : words.linkedPlain, tone: "good" };
  },
  subject: (_input, output) => output.id,
});
