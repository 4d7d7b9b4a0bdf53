// The team's rooms, with what keeps topics from being made.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

const Row = z.object({
  id: z.string(),
  surface: z.string(),
  chat: z.string(),
  hasTopics: z.boolean(),
  trouble: z.string().nullable(),
  topics: z.array(z.object({ name: z.string(), state: z.string() })),
});

export const roomList = defineCommand({
  name: "room.list",
  role: "manager",
  effect: "read",
  input: z.object({}),
  output: z.object({ rooms: z.array(Row) }),
  errors: [],
  run: async ({ database }) => {
    const rooms = await database.prisma.teamRoom.findMany({
      include: { topics: { orderBy: { name: "asc" } } },
      orderBy: { createdAt: "asc" },
    });
    return {
      rooms: rooms.map(({ id, surface, externalId: chat, hasTopics, trouble, topics }) => ({
        ...{ id, surface, chat, hasTopics, trouble },
        topics: topics.map(({ name, state }) => ({ name, state })),
      })),
    };
  },
  view: ({ rooms }, context) => {
    const words = texts(context.actor.language).rooms;
    if (rooms.length === 0) return { title: words.none, text: words.onlyInRoomRemedy };
    const told = rooms.flatMap(({ trouble }) =>
      trouble ? [words.troubles[trouble as keyof typeof words.troubles]] : [],
    );
    const isOpen = rooms.some(({ topics }) => topics.some(({ state }) => state === "unknown" || state === "lost"));
    return {
      title: words.list(rooms.length),
      table: {
        columns: [words.room, words.chat, words.topics].map((label) => ({ label })),
        rows: rooms.map(({ id, surface, chat, topics }) => [
          id,
          `${surface} ${chat}`,
          topics
            .map(({ name, state }) => `${name}: ${words.states[state as keyof typeof words.states] ?? state}`)
            .join(", "),
        ]),
      },
      ...(told.length > 0 ? { tone: "warning", text: [...new Set(told)].join(" ") } : {}),
      ...(isOpen ? { note: words.againRemedy } : {}),
    };
  },
});
